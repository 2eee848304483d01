"""A rating of 1 reopens the matter with the supervisor; no answer stays no answer."""

from sqlalchemy import select

from bot.store.dispute_tables import Rating
from tests.conftest import World
from tests.journeys.dispute_world import alert_events, opens_dispute, people, ticket


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
