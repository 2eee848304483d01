"""What goes wrong with a file: refused with a reason, told once, and nothing lost."""

import re
from datetime import timedelta

from click.testing import CliRunner
from sqlalchemy import text

from bot.cli_ledger import ledger
from bot.reminding import note_head, remind_due
from bot.store import ledger as store
from handlers.tickets.chain import check
from handlers.tickets.working_days import local_day
from tests.conftest import World
from tests.journeys.test_agreement import mediated, write_agreement


def test_an_entry_takes_one_form_and_says_what_is_wrong(world: World) -> None:
    staff = world.console("王网格", role="grid")
    enter = "/console/enter"
    need = {"kind": "need", "source": "found", "what": "三号楼路灯不亮"}
    saved = staff.submit(enter, **need, solved="换了灯泡，亮了")
    assert "已登记" in saved
    assert "已办结" in saved
    assert "几个字" in staff.submit(enter, kind="need", what="灯")
    assert "纠纷类型" in staff.submit(enter, kind="dispute", what="两家为过道吵架")
    dispute = {"kind": "dispute", "category": "邻里", "what": "两家为过道吵架"}
    assert "电话号码不对" in staff.submit(enter, **dispute, phone="12345", agreed="y")
    assert "本人同意" in staff.submit(enter, **dispute, name="张三")
    assert "不能当场办结" in staff.submit(enter, **dispute, solved="劝好了")
    assert "不是金额" in staff.submit(enter, **dispute, amount="=1+1")
    assert "已登记" in staff.submit(enter, **dispute, name="张三", agreed="y", amount="3000")


def test_an_agreement_is_refused_with_reasons_and_warned_about(world: World) -> None:
    staff = world.console("王调解员")
    number = mediated(world, staff)
    yesterday = str(local_day(world.clock()) - timedelta(days=1))
    assert "早于" in write_agreement(world, staff, number, due1=yesterday)
    assert "不是日期" in write_agreement(world, staff, number, due1="2026-99-99")
    assert "别人先动了" in write_agreement(world, staff, number, version="1")
    write_agreement(world, staff, number, text1="房屋归李四所有", due1="")
    page = staff.get(f"/console/tickets/{number}/agreement")
    assert "物权确权" in page
    assert "没有写履行日期" in page


def test_codes_cannot_be_guessed_and_words_against_it_are_kept(world: World) -> None:
    staff = world.console("王调解员")
    number = mediated(world, staff)
    write_agreement(world, staff, number)
    page = f"/console/tickets/{number}/agreement"
    signer = re.findall(r"agreement/code/(\d+)", staff.get(page))[-1]
    code = re.findall(r"确认 (\d{8})", staff.submit(f"{page}/code/{signer}", page=page))[0]
    wrong = f"{(int(code) + 1) % 10**8:08d}"
    for _ in range(5):
        assert "不对" in world.say(f"确认 {wrong}", resident="guesser")
    assert "不对" in world.say(f"确认 {code}", resident="guesser"), "even the right one"
    assert "修好主管道" in world.say(f"确认 {code}", resident="li")
    assert "记下了" in world.say(f"协议不对 {code}：我只同意修管道", resident="li")
    assert "我只同意修管道" in staff.get(page)
    assert "未确认" in staff.get(page)


def test_a_reminder_is_said_once_even_after_a_queue_was_down(world: World) -> None:
    staff = world.console("王调解员")
    number = mediated(world, staff)
    today = str(local_day(world.clock()))
    write_agreement(world, staff, number, effective=today)
    world.clock.forward(timedelta(days=29))
    desk = world.parts.deps.desk
    assert remind_due(world.database, desk, world.clock) == 4, "court, two late terms, visit"
    assert remind_due(world.database, desk, world.clock) == 0
    world.clock.forward(-timedelta(days=9))
    assert remind_due(world.database, desk, world.clock) <= 3, "a clock that jumped says no more"


def test_verify_finds_what_was_changed_behind_the_ledger(world: World) -> None:
    staff = world.console("王调解员")
    mediated(world, staff)
    config = world.parts.config
    heads = config.data_dir / "ledger-heads.txt"
    assert note_head(world.database, heads, world.clock)
    assert not note_head(world.database, heads, world.clock), "once a day"
    env = {"BAIMI_DATABASE_URL": config.database_url, "BAIMI_DATA_DIR": str(config.data_dir)}
    honest = CliRunner().invoke(ledger, ["verify"], env=env)
    assert (honest.exit_code, "0处不对" in honest.output) == (0, True), honest.output
    assert "邻里" in CliRunner().invoke(ledger, ["export"], env=env).output
    with world.database.writing.begin() as session:
        session.execute(text("UPDATE events SET recorded = '从来没有' WHERE seq = 3"))
    found = CliRunner().invoke(ledger, ["verify"], env=env)
    assert found.exit_code == 1
    assert "第3条：文字被改过" in found.output


def test_a_person_who_leaves_takes_their_words_and_the_chain_still_holds(world: World) -> None:
    staff = world.console("王调解员")
    number = mediated(world, staff)
    world.say("补充：我叫张大三，住501")
    write_agreement(world, staff, number)
    world.say("确认协议", "1")
    page = f"/console/tickets/{number}"
    assert "张大三" in staff.get(page)
    world.say("删除我的信息", "确定删除")
    assert "张大三" not in staff.get(page)
    assert "按本人要求删去" in staff.get(page)
    with world.database.reading() as session:
        assert list(check(store.links(session), store.head(session))) == []
