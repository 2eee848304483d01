"""What goes wrong with a file: refused with a reason, told once, and nothing lost."""

import re
from datetime import timedelta

from click.testing import CliRunner
from sqlalchemy import text

from bot.acts import actor_of
from bot.cli_ledger import ledger
from bot.entering import enter
from bot.reminding import note_head, remind_due
from bot.staffing import member_of
from bot.store import ledger as store
from handlers.tickets.chain import check
from handlers.tickets.entry import Entry
from handlers.tickets.ticket import Source, TicketKind
from handlers.tickets.working_days import LOCAL, local_day
from tests.conftest import MakeWorld, World
from tests.journeys.dispute_world import actions, opens_dispute, people
from tests.journeys.test_agreement import (
    confirms_by_code,
    ledger_row,
    mediated,
    said_to,
    write_agreement,
)


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
    assert "双方都同意" in staff.submit(enter, **dispute, solved="劝好了")
    names = {"name": "501张阿姨", "other_side": "502李叔"}
    assert "双方的称呼" in staff.submit(enter, **dispute, solved="劝好了", both="y")
    refused = staff.submit(enter, **dispute, **names, solved="劝好了", both="y")
    assert "不是人民调解员" in refused, "the same guards as everywhere"
    assert "不是金额" in staff.submit(enter, **dispute, amount="=1+1")
    assert "已登记" in staff.submit(enter, **dispute, name="张三", agreed="y", amount="3000")


def test_a_quarrel_settled_on_the_spot_takes_one_form_and_is_a_whole_file(world: World) -> None:
    people(world)
    staff = world.console("王调解员")
    saved = staff.submit(
        "/console/enter", kind="dispute", source="found", category="邻里", where="3号楼过道",
        what="两家为过道堆东西吵架", name="501张阿姨", other_side="502李叔", both="y",
        solved="李叔把纸箱搬走，过道不再堆东西", due=str(local_day(world.clock())),
    )  # fmt: skip
    assert "已登记" in saved
    row = ledger_row(staff)
    assert (row["申请人"], row["对方"]) == ("501张阿姨", "502李叔")
    assert (row["网格"], row["来源"], row["协议形式"]) == ("第一网格", "主动排查", "口头协议")
    assert row["当事人自行确认"] == "未确认（2方中0方已确认）", "nobody is taken at staff's word"
    assert actions(world, str(row["编号"])) == [
        "open", "consent", "consent", "claim", "accept", "mediate",
        "agree", "agreement", "effective", "perform", "kept",
    ]  # fmt: skip


def test_what_is_due_stands_on_one_page(world: World) -> None:
    staff = world.console("王调解员")
    number = mediated(world, staff)
    write_agreement(world, staff, number, effective=str(local_day(world.clock())))
    page = staff.get("/console/due?mine=1")
    assert "申请人履行：支付一半材料费" in page
    assert "被申请人还没有自己确认协议" in page
    world.clock.forward(timedelta(days=20))
    page = staff.get("/console/due")
    assert "申请司法确认的最后一天" in page
    assert "回访" in page
    assert number not in world.console("赵网格员", "grid").get("/console/due?mine=1")


def test_a_script_enters_what_the_page_enters_and_exports_both_lists(world: World) -> None:
    people(world)
    config = world.parts.config
    env = {"BAIMI_DATABASE_URL": config.database_url, "BAIMI_DATA_DIR": str(config.data_dir)}

    def run(*words: str) -> str:
        done = CliRunner().invoke(ledger, words, env=env)
        return done.output if done.exit_code == 0 else f"refused: {done.output}"

    entry = ("enter", "--by", "wang", "--what", "两家为过道堆东西吵架", "--where", "3号楼")
    assert "纠纷类型" in run(*entry)
    assert "不是金额" in run(*entry, "--amount", "=1")
    dispute = run(*entry, "--category", "邻里", "--amount", "300", "--crime").strip()
    need = run(
        "enter", "--by", "zhao", "--need", "--what", "三号楼路灯不亮", "--solved", "换了"
    ).strip()
    assert dispute in run("export")
    assert need not in run("export")
    assert "换了" in run("export", "--needs")
    written = run("export", "--xlsx", str(config.data_dir / "ledger.xlsx"))
    assert "台账1件，需求销账1件" in written
    staff = world.console("王调解员")
    assert ledger_row(staff)["防止民转刑"] == "是"
    assert ledger_row(staff)["涉及金额"] == "300.00元"


def test_a_duplicate_that_was_merged_is_no_row_of_its_own(world: World) -> None:
    people(world)
    staff = world.console("王调解员")
    first, second = opens_dispute(world), opens_dispute(world)
    staff.act(second, "claim")
    assert "已保存" in staff.act(second, "merge", into=first)
    assert ledger_row(staff)["编号"] == first


def test_a_number_that_is_taken_is_drawn_again(world: World) -> None:
    people(world)
    with world.database.reading() as session:
        actor = actor_of(member_of(session, "zhao"))
    entry = Entry(TicketKind.NEED, Source.FOUND, "", "三号楼路灯不亮")
    now, desk = world.clock(), world.parts.deps.desk
    drawn = iter(["BM260302-0001", "BM260302-0001", "BM260302-0002"])
    numbers = [enter(world.database, entry, actor, lambda: next(drawn), now, desk) for _ in "12"]
    assert numbers == ["BM260302-0001", "BM260302-0002"]


def test_an_agreement_changed_after_it_was_read_is_read_again(world: World) -> None:
    staff = world.console("王调解员")
    number = mediated(world, staff)
    write_agreement(world, staff, number)
    assert "修好主管道" in world.say("确认协议")
    write_agreement(world, staff, number, text2="支付全部材料费", money2="9800")
    again = world.say("1")
    assert "刚刚改过" in again
    assert "9800.00元" in again
    assert "未确认" in staff.get(f"/console/tickets/{number}/agreement")
    assert "9800.00元" in world.say("我确认协议"), "nor without having read any"
    assert "已经确认" in world.say("1")


def test_who_confirms_by_code_is_reached_from_then_on(world: World) -> None:
    staff = world.console("王调解员")
    number = mediated(world, staff)
    write_agreement(world, staff, number)
    confirms_by_code(world, staff, number, "li")
    assert "修好主管道" in world.say("查进度", resident="li")
    told = said_to(world, "zhang")
    assert "被申请人已经确认协议" in told[-1]
    world.say("确认协议", "1")
    assert "双方都确认" in said_to(world, "li")[-1]


def test_a_visit_is_written_down_by_the_handler_for_who_went_there(world: World) -> None:
    staff = world.console("王调解员")
    number = mediated(world, staff)
    write_agreement(world, staff, number, effective=str(local_day(world.clock())))
    page = f"/console/tickets/{number}/visit"
    found = {"performed": "part", "words": "吊顶还没修", "visitor": "赵网格员"}
    assert "只有办理人" in world.console("赵网格员", "grid").submit(page, **found)
    today = local_day(world.clock())
    assert "今天以后" in staff.submit(page, **found, again=str(today))
    later = str(today + timedelta(days=9))
    saved = staff.submit(page, **found, again=later)
    assert "赵网格员 回访过" in saved
    assert f"回访（{later} 前）" in saved, "who was not content is visited again"
    told = said_to(world, "zhang")[-1]
    assert "社区来回访" in told
    assert "吊顶" not in told, "what one side said is not for the other"
    assert "已保存" in staff.act(number, "archive"), "the ticket moved on with the visit"


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
    told = said_to(world, "zhang")
    assert any("司法确认还剩" in words and "身份证明" in words for words in told)
    assert sum("已经到期" in words for words in told) == 2
    assert "对方没有用微信，请打电话" in staff.get(f"/console/tickets/{number}")
    world.clock.forward(-timedelta(days=9))
    assert remind_due(world.database, desk, world.clock) <= 3, "a clock that jumped says no more"


def test_nobody_is_reminded_in_the_night(make_world: MakeWorld) -> None:
    world = make_world(BAIMI_QUIET_HOURS="22:00-07:00")
    staff = world.console("王调解员")
    number = mediated(world, staff)
    write_agreement(world, staff, number, effective=str(local_day(world.clock())))
    evening = world.clock().astimezone(LOCAL).replace(hour=23, minute=30)
    world.clock.at = evening + timedelta(days=2)
    desk = world.parts.deps.desk
    assert remind_due(world.database, desk, world.clock) == 0
    world.clock.forward(timedelta(hours=8))
    assert remind_due(world.database, desk, world.clock) == 1, "in the morning it is said"


def test_verify_finds_what_was_changed_behind_the_ledger(world: World) -> None:
    staff = world.console("王调解员")
    mediated(world, staff)
    config = world.parts.config
    heads = config.data_dir / "ledger-heads.txt"
    assert note_head(world.database, heads)
    assert not note_head(world.database, heads), "only when the ledger has grown"
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
