"""The leak story from mediation to the confirmed agreement, its performance and return visit."""

import re
from datetime import timedelta
from io import BytesIO

from docx import Document
from openpyxl import load_workbook
from sqlalchemy import select

from bot.reminding import remind_due
from bot.store import ledger
from bot.store.channel_tables import Outgoing
from bot.store.dossier_tables import SignerRow
from handlers.tickets.chain import check
from handlers.tickets.working_days import local_day
from tests.conftest import Console, World

NUMBER = re.compile(r"BM\d{6}-\d{4}")
CODE = re.compile(r"发：确认 (\d{8})")


def mediated(world: World, staff: Console, respondent: str = "李四") -> str:
    """A leak that is being mediated: its number."""
    world.say("我要调解", "同意", "邻里", "楼上漏水，厨房客厅都泡了")
    world.say("3号楼2单元501", "601的住户", "13800138000")
    number: str = NUMBER.findall(world.say("1"))[0]
    staff.act(number, "claim")
    staff.party(number, "applicant", name="张三", phone="13800138000")
    staff.party(number, "respondent", name=respondent)
    staff.consent(number, "respondent", "given")
    assert "已保存" in staff.act(number, "accept")
    assert "已保存" in staff.act(number, "mediate")
    return number


def write_agreement(world: World, staff: Console, number: str, **changes: str) -> str:
    page = f"/console/tickets/{number}/agreement"
    version = staff.get(page).partition('name="version" value="')[2].partition('"')[0]
    today = local_day(world.clock())
    terms = {
        "version": version,
        "form": "written",
        "facts": "主管道老化漏水，两家厨房受损，双方各担一半。",
        "text1": "修好主管道并恢复吊顶",
        "side1": "respondent",
        "due1": str(today + timedelta(days=10)),
        "text2": "支付一半材料费",
        "side2": "applicant",
        "due2": str(today + timedelta(days=5)),
        "money2": "1200",
    }
    return staff.submit(page, **(terms | changes))


def test_nobody_promises_and_nobody_is_named_unasked(world: World) -> None:
    staff = world.console("王调解员")
    number = mediated(world, staff, respondent="601的住户")
    page = f"/console/tickets/{number}/agreement"
    shown = staff.get(page)
    assert '<option value="">谁来做？</option>' in shown
    assert "被申请人（601的住户）</option>" in shown
    assert 'value="张三"' in shown
    assert 'value="601的住户"' not in shown, "it is what the applicant calls them"
    assert 'placeholder="申请人称呼他：601的住户"' in shown
    assert len(re.findall(r"<label", shown)) == len(
        re.findall(r"<(?:input|select|textarea) (?!type=.hidden)", shown)
    )

    refused = write_agreement(world, staff, number, side2="", **{"name-respondent": "李四"})
    assert "第2条请选谁来做" in refused
    assert "支付一半材料费" in refused, "what was typed is still there"
    assert 'value="李四"' in refused
    assert "每一方都要写姓名" in write_agreement(world, staff, number, **{"name-respondent": ""})
    write_agreement(world, staff, number, **{"name-respondent": "李四"})
    shown = staff.get(page)
    assert "被申请人 李四：" in shown
    assert 'value="李四"' in shown, "to be changed it is filled in as it was"


def confirms_by_code(world: World, staff: Console, number: str, resident: str) -> None:
    """The respondent confirms with the one-time code that staff gave them."""
    page = f"/console/tickets/{number}/agreement"
    signer = re.findall(r"agreement/code/(\d+)", staff.get(page))[-1]
    code = CODE.findall(staff.submit(f"{page}/code/{signer}", page=page))[0]
    assert "已经确认" in world.say(f"确认 {code}", "1", resident=resident)


def said_to(world: World, resident: str) -> list[str]:
    """What was said to a resident without being asked, in order."""
    with world.database.reading() as session:
        query = select(Outgoing.reply).where(Outgoing.resident == resident)
        return [reply["text"] for reply in session.scalars(query.order_by(Outgoing.id))]


def told_by_day(world: World, days: int) -> str:
    """What the resident reads after so many more days, once the job has run."""
    world.clock.forward(timedelta(days=days))
    remind_due(world.database, world.parts.deps.desk, world.clock)
    return world.say("查进度")


def test_a_leak_is_settled_confirmed_kept_and_visited(world: World) -> None:
    staff = world.console("王调解员")
    number = mediated(world, staff)
    page = f"/console/tickets/{number}/agreement"
    assert "达成协议" in staff.get(f"/console/tickets/{number}")
    assert "已保存" in write_agreement(world, staff, number)
    assert "未确认" in staff.get(page)

    shown = world.say("确认协议")
    assert "修好主管道" in shown
    assert "1200.00元" in shown
    assert "已经确认" in world.say("1")
    assert "没有等您确认" in world.say("确认协议")

    codes = re.findall(r"agreement/code/(\d+)", staff.get(page))
    assert len(codes) == 1, "only the respondent has still to confirm"
    code = CODE.findall(staff.submit(f"{page}/code/{codes[0]}", page=page))[0]
    assert "不能替对方确认" in world.say(f"确认 {code}"), "the applicant may not stand in"
    assert "修好主管道" in world.say(f"确认 {code}", resident="li")
    assert "已经确认" in world.say("1", resident="li")
    assert "未确认" not in staff.get(page)

    today = str(local_day(world.clock()))
    assert "最后一天" in staff.submit(f"{page}/effective", page=page, day=today)
    assert "履行中" in world.say("查进度")
    assert "到期" in told_by_day(world, 2), "the payment is due in three days"
    promises = re.findall(r"agreement/kept/(\d+)", staff.get(page))
    staff.submit(f"{page}/kept/{promises[1]}", page=page, day=str(local_day(world.clock())))
    told_by_day(world, 8)
    staff.submit(f"{page}/kept/{promises[0]}", page=page, day=str(local_day(world.clock())))
    assert "已经履行" in world.say("查进度")

    visit = f"/console/tickets/{number}/visit"
    day = str(local_day(world.clock()))
    saved = staff.submit(
        visit, day=day, performed="full", satisfied="5", words="不漏了，两家都满意"
    )
    assert "回访已记录" in saved
    assert "现在没有要做的回访" in staff.submit(visit, day=day, performed="full", words="再记一次")

    reminded = told_by_day(world, 10)
    assert "司法确认" in reminded
    assert "身份证明" in reminded, "with the list of materials"
    assert "27天" in staff_reads(told_by_day(world, 7), staff, number)

    staff.act(number, "archive")
    with world.database.reading() as session:
        assert list(check(ledger.links(session), ledger.head(session))) == []
    row = ledger_row(staff)
    assert row["编号"] == number
    assert row["当事人自行确认"] == "2方都已自行确认"
    assert (row["履行情况"], row["满意度"]) == ("已全部履行", "未评价")
    assert row["涉及金额"] == "1200.00元"
    words = document(staff, number, "agreement")
    assert "修好主管道并恢复吊顶" in words
    assert "张三" in words
    month = f"{local_day(world.clock()):%Y}"
    assert "100.0%" in staff.get(f"/console/report?period={month}&by=category")


def objections(world: World) -> list[str]:
    with world.database.reading() as session:
        return [row.words for row in session.scalars(select(SignerRow)) if row.refused_at]


def test_what_is_wrong_is_simply_written(world: World) -> None:
    staff = world.console("王调解员")
    write_agreement(world, staff, mediated(world, staff))
    world.say("确认协议")
    assert "哪里不对" in world.say("2")
    world.say("查进度")
    assert objections(world) == [], "a command is none"
    assert "哪里不对" in world.say("我不同意这个协议")
    assert "没有记" in world.say("算了")
    world.say("确认协议")
    assert "哪里不对" in world.say("不同意")
    assert "不算您确认" in world.say("1200元不对，说好的是1000")
    assert objections(world) == ["1200元不对，说好的是1000"]
    assert "不算您确认" not in world.say("谢谢")


def test_a_plain_yes_confirms_only_what_is_shown(world: World) -> None:
    staff = world.console("王调解员")
    write_agreement(world, staff, mediated(world, staff))
    assert "修好主管道" in world.say("确认"), "it is read first"
    assert "已经确认" not in world.say("好的"), "thanks confirm nothing"
    assert "修好主管道" in world.say("确认")
    assert "已经确认" in world.say("确认")
    assert "已经确认" not in world.say("确认")


def test_by_code_too_what_is_wrong_is_simply_written(world: World) -> None:
    staff = world.console("王调解员")
    number = mediated(world, staff)
    write_agreement(world, staff, number)
    page = f"/console/tickets/{number}/agreement"
    signer = re.findall(r"agreement/code/(\d+)", staff.get(page))[-1]
    code = CODE.findall(staff.submit(f"{page}/code/{signer}", page=page))[0]
    assert "哪里不对" in world.say(f"确认 {code}", "内容不对", resident="li")
    assert "不算您确认" in world.say("修管道不该我出", resident="li")
    assert objections(world) == ["修管道不该我出"]


def staff_reads(_shown: str, staff: Console, number: str) -> str:
    return staff.get(f"/console/tickets/{number}").replace("第27天", "27天")


def ledger_row(staff: Console) -> dict[str, object]:
    """The ledger's only row, by its headings."""
    file = staff.client.get("/console/ledger.xlsx?first=2020-01-01").get_data()
    headings, *rows = load_workbook(BytesIO(file)).worksheets[0].iter_rows(values_only=True)
    assert len(rows) == 1
    return {str(heading): value or "" for heading, value in zip(headings, rows[0], strict=True)}


def document(staff: Console, number: str, kind: str) -> str:
    """The words of a document."""
    file = staff.client.get(f"/console/tickets/{number}/papers/{kind}.docx").get_data()
    read = Document(BytesIO(file))
    cells = [cell.text for table in read.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in read.paragraphs), *cells])
