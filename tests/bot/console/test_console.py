"""The staff's pages: closed to strangers, honest about conflicts, plain about mistakes."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.console.login import OPEN_PAGES
from bot.store.tables import Event, Ticket
from tests.conftest import Console, World
from tests.journeys.dispute_world import opens_dispute, people, ticket

PUBLIC = OPEN_PAGES | {"static", "bootstrap.static", "wechat.verify", "wechat.deliver"}


def opened(world: World) -> str:
    """The number of a new ticket."""
    receipt = world.say(
        "我要调解", "同意", "邻里", "楼上漏水两个月了没人管", "3号楼", "跳过", "跳过", "1"
    )
    return str(re.findall(r"BM\d{6}-\d{4}", receipt)[0])


def test_every_page_asks_to_log_in_unless_it_is_listed_as_open(world: World) -> None:
    client = world.app.test_client()
    for rule in world.app.url_map.iter_rules():
        if rule.endpoint in PUBLIC:
            continue
        path = re.sub(r"<[^>]+>", "x", rule.rule)
        method = "GET" if "GET" in (rule.methods or ()) else "POST"
        answer = client.open(path, method=method)
        refused = answer.status_code == 302 and "/console/login" in answer.headers["Location"]
        assert refused or answer.status_code == 400, f"{rule.endpoint} is open"


def test_a_wrong_password_is_said_and_after_five_one_has_to_wait(world: World) -> None:
    world.console("王调解员")
    stranger = Console(world.app.test_client())
    for _ in range(5):
        assert "用户名或密码不对" in stranger.log_in("王调解员", "guess")
    assert "十分钟后" in stranger.log_in("王调解员", "correct horse")


def test_the_second_of_two_is_told_and_nothing_is_overwritten(world: World) -> None:
    number = opened(world)
    first, second = world.console("王调解员"), world.console("刘律师")
    path = f"/console/tickets/{number}"
    seen = second.get(path).partition('name="version" value="')[2].partition('"')[0]
    first.act(number, "note", "先看了现场")
    refused = second.submit(path, action="claim", text="", version=seen)
    assert "有别人先动了" in refused
    with world.database.reading() as session:
        assert session.scalars(select(Ticket.handler)).one() == ""


@pytest.mark.parametrize(
    ("action", "words", "reason"),
    [("terminate", "修好了", "请先认领"), ("note", " ", "请写上内容"), ("reopen", "x", "还在办理")],
)
def test_a_forbidden_act_is_refused_with_its_reason_and_keeps_the_words(
    world: World, action: str, words: str, reason: str
) -> None:
    number = opened(world)
    page = world.console().act(number, action, words)
    assert reason in page
    assert words in page


def test_only_the_handler_closes(world: World) -> None:
    number = opened(world)
    world.console("王调解员").act(number, "claim")
    assert "只有办理人" in world.console("刘律师").act(
        number, "terminate", "修好了", reason="failed"
    )


def test_a_resident_s_words_are_never_markup(world: World) -> None:
    world.say(
        "我要调解",
        "同意",
        "邻里",
        "<script>alert('漏水漏水')</script>",
        "3号楼",
        "跳过",
        "跳过",
        "1",
    )
    page = world.console().get("/console/")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_a_form_without_its_token_changes_nothing(world: World) -> None:
    number = opened(world)
    console = world.console()
    path = f"/console/tickets/{number}"
    assert console.client.post(path, data={"action": "claim", "version": "1"}).status_code == 400
    with world.database.reading() as session:
        assert session.scalars(select(Event.action)).all() == ["open"]


def test_an_unknown_number_is_said(world: World) -> None:
    assert "没有这个编号" in world.console().get("/console/tickets/BM000000-0000")


def test_a_broken_knowledge_file_is_said_on_the_list(world: World) -> None:
    fault = "faq/x.yaml 第3行：错误：这里有制表符"
    world.parts.knowledge.fault = fault
    try:
        assert fault in world.console().get("/console/")
    finally:
        world.parts.knowledge.fault = ""


def test_the_link_in_an_alert_leads_to_the_ticket_after_logging_in(world: World) -> None:
    number = opened(world)
    world.console("王调解员")
    stranger = Console(world.app.test_client())
    link = f"/console/tickets/{number}"
    gate = stranger.client.get(link).headers["Location"]
    assert "楼上漏水" in stranger.submit(gate, username="王调解员", password="correct horse")
    for foreign in ("//evil.example/console/tickets/", "https://evil.example", "/console/logout"):
        again = Console(world.app.test_client())
        page = again.submit(
            f"/console/login?next={foreign}", username="王调解员", password="correct horse"
        )
        assert "登记一件" in page


def test_the_page_says_what_comes_next_and_why_the_rest_is_not_possible(world: World) -> None:
    number = opened(world)
    console = world.console("王调解员")
    page = console.get(f"/console/tickets/{number}")
    assert page.count("btn-success btn-lg") == 1, "one obvious act"
    assert 'value="claim">认领' in page.partition("下一步")[2].partition("别的办理")[0]
    console.act(number, "claim")
    page = console.get(f"/console/tickets/{number}")
    assert "征询对方，生成邀请码" in page
    assert "受理</strong>：还没有对方的同意" in page
    assert "依据：人民调解法第17条" in page


def crises(world: World) -> list[str]:
    """The numbers of all crises, the oldest first."""
    with world.database.reading() as session:
        kind = Ticket.kind == "crisis"
        return list(session.scalars(select(Ticket.number).where(kind).order_by(Ticket.id)))


def test_an_unacknowledged_crisis_stands_above_the_list(world: World) -> None:
    world.say("老公又打我了，救命")
    console = world.console("王调解员")
    shown = console.get("/console/")
    assert "紧急情况还没有人确认：1件" in shown
    assert "老公又打我了" in shown.partition("登记一件")[0], "what was said stands there"
    page = f"/console/tickets/{crises(world)[0]}"
    assert 'value="claim"' not in console.get(page).partition("别的办理")[0], "one button is enough"
    assert "已确认，由您来办" in console.submit(f"{page}/acknowledge", page=page)
    assert "王调解员 · " in console.get(page)
    assert "紧急情况还没有人确认" not in console.get("/console/")


def test_a_crisis_that_somebody_has_or_may_not_take_is_only_acknowledged(world: World) -> None:
    people(world)
    world.say("老公又打我了，救命", resident="wu")
    world.say("我不想活了，我要从楼上跳下去", resident="ma")
    taken, conflicted = crises(world)
    police = world.console("周警官", "police")
    police.act(taken, "claim")
    police.act(conflicted, "claim")
    police.act(conflicted, "recuse", "当事人是我表弟")
    again = police.submit(
        f"/console/tickets/{conflicted}/acknowledge", page=f"/console/tickets/{conflicted}"
    )
    assert "由您来办" not in again
    other = world.console("赵网格员", "grid")
    page = f"/console/tickets/{taken}"
    assert "周警官在办" in other.submit(f"{page}/acknowledge", page=page)
    handlers = {number: ticket(world, number).handler for number in (taken, conflicted)}
    assert handlers == {taken: "周警官", conflicted: ""}


def test_of_many_crises_the_newest_three_stand_there_and_the_others_are_folded(
    world: World,
) -> None:
    for count in range(5):
        world.say(f"老公又打我了，救命，第{count}次", resident=f"wu{count}")
    shown = world.console("王调解员").get("/console/").partition("登记一件")[0]
    assert "紧急情况还没有人确认：5件" in shown
    above, _, folded = shown.partition("还有2件")
    assert [n for n in range(5) if f"第{n}次" in above] == [2, 3, 4]
    assert [n for n in range(5) if f"第{n}次" in folded] == [0, 1]


def test_the_newest_of_what_happened_stands_before_the_forms_and_the_older_is_folded(
    world: World,
) -> None:
    number = opened(world)
    staff = world.console("王调解员")
    for count in range(6):
        staff.act(number, "note", f"第{count}次上门")
    page = staff.get(f"/console/tickets/{number}").partition("别的办理")[0]
    folded, _, seen = page.partition("更早的")[2].partition("</details>")
    assert [n for n in range(6) if f"第{n}次上门" in folded] == [0, 1, 2]
    assert [n for n in range(6) if f"第{n}次上门" in seen] == [3, 4, 5]


def test_the_quick_entry_says_what_it_asks_for(world: World) -> None:
    page = world.console("赵网格员", "grid").get("/console/enter")
    for field in ("kind", "source", "category", "place"):
        assert f'<label class="form-label mb-1" for="{field}">' in page
    assert "是纠纷的，还有“纠纷类型”" in page


def test_my_own_are_those_with_something_to_do_the_most_urgent_first(world: World) -> None:
    world.clock.at = datetime(2026, 3, 2, 2, tzinfo=UTC)
    people(world)
    sooner, later, closed = (opens_dispute(world, name) for name in ("wu", "li", "ma"))
    staff = world.console("王调解员")
    for number in (sooner, later, closed):
        staff.act(number, "claim")
        world.clock.forward(timedelta(days=1))
    staff.act(closed, "terminate", "不成", reason="failed")
    staff.act(closed, "archive")
    page = staff.get("/console/?mine=1")
    assert 0 < page.index(sooner) < page.index(later)
    assert closed not in page
    assert closed in staff.get("/console/?status=archived")
