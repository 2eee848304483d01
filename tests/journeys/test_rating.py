"""A rating of 1 reopens the matter with the supervisor; no answer stays no answer."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.store.dispute_tables import Rating
from tests.conftest import World
from tests.journeys.dispute_world import CODE, alert_events, opens_dispute, people, ticket
from tests.journeys.test_agreement import ledger_row, said_to


def ended(world: World) -> str:
    people(world)
    number = opens_dispute(world)
    staff = world.console("王调解员")
    staff.act(number, "claim")
    assert "请选择终止的原因" in staff.act(number, "terminate", "谈不拢")
    staff.act(number, "terminate", "谈不拢", reason="failed")
    return number


def test_a_low_mark_reopens_with_the_supervisor(world: World) -> None:
    number = ended(world)
    assert "1到5分" in world.say("评价 9")
    assert "评了1分" in world.say("评价 1 没人管")
    row = ticket(world, number)
    assert (row.status, row.handler, row.assignee) == ("verifying", "", "钱主任")
    assert "reopened" in alert_events(world)
    assert "请负责人重新看" in world.say("查进度")
    assert "没有可以评价" in world.say("评价 5"), "the new result will be rated anew"
    staff = world.console("钱主任", "supervisor")
    assert "没人管" in staff.get(f"/console/tickets/{number}")
    staff.act(number, "claim")
    staff.act(number, "terminate", "双方去法院", reason="failed")
    assert "评了4分" in world.say("评价 4")
    with world.database.reading() as session:
        marks = [(r.closing, r.stars) for r in session.scalars(select(Rating))]
    assert marks == [(1, 1), (2, 4)]


def test_no_answer_is_not_rated(world: World) -> None:
    ended(world)
    with world.database.reading() as session:
        assert session.scalars(select(Rating)).all() == []


def test_a_middling_mark_reopens_nothing(world: World) -> None:
    number = ended(world)
    world.say("评价：三")
    assert ticket(world, number).status == "terminated"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("mark", ["5", "５", "我给5分", "5分", "五分", "打5分", "给你们五分！"])
def test_a_mark_is_given_in_plain_words(world: World, mark: str) -> None:
    ended(world)
    world.say("查进度")
    assert "评了5分" in world.say(mark)


def test_a_tapped_line_s_number_is_its_points(world: World) -> None:
    ended(world)
    assert "4 满意 4分" in world.say("查进度"), "what waited brings its lines along"
    assert "评了4分" in world.say("4")


def test_what_was_sent_unasked_is_what_a_number_answers(world: World) -> None:
    world.say("我要调解", "取消", "你好")
    number = ended(world)
    assert world.parts.channel.speak()
    assert "评了5分" in world.say("5")
    assert ticket(world, number).status == "terminated"


def test_a_digit_is_no_mark_where_something_else_is_asked(world: World) -> None:
    ended(world)
    world.say("查进度", "我要调解", "同意", "邻里", "又漏了，说了几次都没用")
    assert "对方是谁" in world.say("5"), "it is the house number"
    world.say("取消")
    world.clock.forward(timedelta(days=8))
    assert "评了" not in world.say("5"), "too late for a digit alone"


def test_each_side_rates_once_and_by_a_mark_alone(world: World) -> None:
    people(world)
    number = opens_dispute(world)
    staff = world.console("王调解员")
    staff.act(number, "claim")
    page = f"/console/tickets/{number}"
    code = CODE.findall(staff.submit(f"{page}/invite", page=page))[0]
    world.say(f"应邀 {code}", "同意调解", resident="li")
    assert "5分" not in world.say("5分"), "there is nothing to be rated yet"
    staff.act(number, "terminate", "谈不拢", reason="failed")
    assert "评价 5" in said_to(world, "li")[-1], "the respondent is asked too"
    assert "评了4分" in world.say("4分，挺耐心")
    assert "评了3分" in world.say("三分", resident="li")
    assert "已经评过分" in world.say("评价 5", resident="li")
    row = ledger_row(staff)
    assert row["满意度"] == "4分、3分"


def test_progress_shows_every_step_of_one_and_the_last_of_several(world: World) -> None:
    number = ended(world)
    steps = world.say("查进度")
    assert "已登记，等待受理" in steps
    assert "调解结束" in steps
    assert "月" in steps, "with dates"
    opens_dispute(world)
    for count in range(4):
        world.say(f"补充：又漏了{count}次")
    assert "看全部" in world.say("查进度")
    whole = world.say(f"查进度 {number}")
    assert "已登记，等待受理" in whole
    assert "又漏了" not in whole
