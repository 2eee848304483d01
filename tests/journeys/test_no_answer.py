"""A respondent who never answers: the clock waits for them, but not for ever, and all are told."""

from datetime import UTC, datetime, timedelta

from tests.conftest import World
from tests.journeys.dispute_world import (
    CODE,
    actions,
    alert_events,
    days_pass,
    opens_dispute,
    people,
    ticket,
)

MONDAY = datetime(2026, 3, 2, 2, tzinfo=UTC)
"""Ten in the morning in China; no holiday is near."""


def invited(world: World) -> tuple[str, str]:
    """A ticket on whose respondent everybody waits, and the respondent's code."""
    world.clock.at = MONDAY
    people(world)
    number = opens_dispute(world)
    staff = world.console("王调解员")
    staff.act(number, "claim")
    page = f"/console/tickets/{number}"
    return number, str(CODE.findall(staff.submit(f"{page}/invite", page=page))[0])


def test_the_clock_stands_still_until_the_answer(world: World) -> None:
    number, code = invited(world)
    days_pass(world, 9)
    row = ticket(world, number)
    assert (row.tier, row.handler) == (1, "王调解员"), "the time is the respondent's"
    world.say(f"应邀 {code}", "同意调解", resident="chen")
    row = ticket(world, number)
    assert row.paused_at is None
    assert str(row.due_on) == "2026-03-16", "three working days from Wednesday the 11th"


def test_after_fourteen_days_without_an_answer_it_runs_again(world: World) -> None:
    number, code = invited(world)
    days_pass(world, 14)
    assert actions(world, number).count("unanswered") == 1
    assert alert_events(world)[-1] == "unanswered"
    assert "等了14天没有等到" in world.console("王调解员").get(f"/console/tickets/{number}")
    said = world.say("查进度")
    assert "对方还没有答复" in said
    assert "法院" in said, "mediation never blocks the other routes (人民调解法 3)"
    assert "过期" in world.say(f"应邀 {code}", resident="chen")
    days_pass(world, 6)
    assert ticket(world, number).tier == 2, "silence after that is handed up like any other"


def test_who_cannot_be_found_ends_it_with_that_reason(world: World) -> None:
    number, _ = invited(world)
    days_pass(world, 14)
    staff = world.console("王调解员")
    assert "请选择终止的原因" in staff.act(number, "terminate", "找不到人")
    staff.act(number, "terminate", "上门三次没有人", reason="lost")
    assert "联系不上当事人" in world.say("查进度")
    world.clock.forward(timedelta(days=400))
    days_pass(world, 1)
    assert ticket(world, number).status == "terminated", "nothing runs after the end"


def test_a_pause_written_by_a_wrong_clock_is_set_right(world: World) -> None:
    world.clock.at = MONDAY
    people(world)
    number = opens_dispute(world)
    staff = world.console("王调解员")
    staff.act(number, "claim")
    world.clock.forward(timedelta(days=300))
    staff.act(number, "pause", "等材料")
    world.clock.at = MONDAY
    days_pass(world, 1)
    row = ticket(world, number)
    assert (row.paused_at, str(row.due_on)) == (None, "2026-03-06")
    assert "clock" in actions(world, number)
