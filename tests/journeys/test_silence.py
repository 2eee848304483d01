"""Nobody does anything: the ticket is taken back and handed up, tier by tier, and not twice."""

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

from bot.silence import sweep_silence
from tests.conftest import World
from tests.journeys.dispute_world import (
    actions,
    alert_events,
    days_pass,
    opens_dispute,
    people,
    ticket,
)

MONDAY = datetime(2026, 3, 2, 2, tzinfo=UTC)
"""Ten in the morning in China; no holiday is near."""


def test_silence_goes_through_three_tiers_to_the_top(world: World) -> None:
    world.clock.at = MONDAY
    people(world)
    number = opens_dispute(world)
    assert ticket(world, number).assignee == "赵网格员", "on duty in the grid of 3号楼"

    days_pass(world, 1)
    assert alert_events(world)[-1] == "unclaimed"
    days_pass(world, 1)
    assert (ticket(world, number).tier, ticket(world, number).assignee) == (2, "王调解员")
    days_pass(world, 2)
    assert (ticket(world, number).tier, ticket(world, number).assignee) == (3, "李所长")
    days_pass(world, 5)
    assert ticket(world, number).tier == 4
    hops = [a for a in actions(world, number) if a == "hand_up"]
    assert len(hops) == 3, "every hop is an event, and the top is the top"
    progress = world.say("查进度")
    assert "已交到上一级（县（区）矛调中心）" in progress
    days_pass(world, 10)
    assert "overdue" in actions(world, number)
    assert ticket(world, number).tier == 4


def test_a_claimed_ticket_is_taken_back_from_who_is_silent(world: World) -> None:
    world.clock.at = MONDAY
    people(world)
    number = opens_dispute(world)
    world.console("王调解员").act(number, "claim")
    days_pass(world, 4)
    row = ticket(world, number)
    assert (row.handler, row.tier) == ("", 2)
    assert "王调解员到2026-03-05没有办理" in world.console("钱主任", "supervisor").get(
        f"/console/tickets/{number}"
    )


def test_a_sweep_that_runs_twice_does_nothing_twice(world: World) -> None:
    world.clock.at = MONDAY
    people(world)
    number = opens_dispute(world)
    world.clock.forward(timedelta(days=2))
    desk = world.parts.deps.desk
    assert sweep_silence(world.database, desk, world.clock) == 1
    assert sweep_silence(world.database, desk, world.clock) == 0
    assert actions(world, number).count("hand_up") == 1


def test_a_queue_that_was_down_for_days_hands_up_once(world: World) -> None:
    world.clock.at = MONDAY
    people(world)
    number = opens_dispute(world)
    world.clock.forward(timedelta(days=9))
    for _ in range(3):
        sweep_silence(world.database, world.parts.deps.desk, world.clock)
    assert ticket(world, number).tier == 2


def test_a_paused_ticket_waits(world: World) -> None:
    world.clock.at = MONDAY
    people(world)
    number = opens_dispute(world)
    staff = world.console("王调解员")
    staff.act(number, "claim")
    staff.act(number, "pause", "对方出差，下周回来")
    days_pass(world, 14)
    assert ticket(world, number).handler == "王调解员"
    staff.act(number, "resume")
    assert str(ticket(world, number).due_on) == "2026-03-19", "three working days are left again"


def test_a_clock_that_jumped_forward_and_back_is_set_right(world: World) -> None:
    people(world)
    world.clock.at = MONDAY + timedelta(days=365)
    number = opens_dispute(world)
    world.clock.at = MONDAY
    sweep_silence(world.database, world.parts.deps.desk, world.clock)
    assert str(ticket(world, number).due_on) == "2026-03-03"
    assert "clock" in actions(world, number)


def test_at_the_weekend_nobody_is_late(world: World) -> None:
    world.clock.at = MONDAY + timedelta(days=4)  # Friday; due on Monday
    people(world)
    number = opens_dispute(world)
    days_pass(world, 3)
    assert ticket(world, number).tier == 1
    days_pass(world, 1)
    assert ticket(world, number).tier == 2


def test_two_processes_that_sweep_at_once_hand_up_once(world: World) -> None:
    world.clock.at = MONDAY
    people(world)
    number = opens_dispute(world)
    world.clock.forward(timedelta(days=2))
    together, done = Barrier(2), list[int]()

    def sweep() -> None:
        together.wait()
        done.append(sweep_silence(world.database, world.parts.deps.desk, world.clock))

    threads = [Thread(target=sweep) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(done) == 1
    assert actions(world, number).count("hand_up") == 1
    assert ticket(world, number).tier == 2
