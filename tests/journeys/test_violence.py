"""Domestic violence: help first, no mediation, an urgent alert until somebody acknowledges it."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from bot.silence import sweep_silence
from bot.store.tables import AlertRow, Ticket
from tests.conftest import MakeWorld
from tests.fake_wecom import FakeWecom
from tests.journeys.dispute_world import people

NIGHT = datetime(2026, 3, 2, 18, tzinfo=UTC)
"""Two in the morning in China."""


def test_an_urgent_alert_comes_again_until_somebody_acknowledges_it(
    make_world: MakeWorld, wecom: FakeWecom
) -> None:
    world = make_world(BAIMI_WECOM_ROBOT_URL=wecom.url, BAIMI_QUIET_HOURS="22:00-07:00")
    world.clock.at = NIGHT
    people(world)
    help_first = world.say("老公又打我了，救命")
    assert "110" in help_first
    assert "12338" in help_first
    assert "不会联系对方" in help_first
    with world.database.reading() as session:
        ticket = session.scalars(select(Ticket)).one()
        number = ticket.number
        assert (ticket.kind, ticket.assignee) == ("crisis", "周警官")
        assert ticket.due_on is None, "no timer closes or moves it"

    for _ in range(3):
        world.parts.deliver()
        world.clock.forward(timedelta(minutes=6))
    assert len(wecom.texts) == 3, "quiet hours do not hold for a crisis"
    assert all(text.startswith("【紧急") and number in text for text in wecom.texts)
    assert "打我" not in "".join(wecom.texts), "an alert carries no facts"

    staff = world.console("周警官", "police")
    page = f"/console/tickets/{number}"
    for action in ("invite", "accept", "mediate"):
        assert "不做调解，也不联系对方" in staff.act(number, action)
    staff.submit(f"{page}/acknowledge", page=page)
    world.clock.forward(timedelta(minutes=6))
    world.parts.deliver()
    world.clock.forward(timedelta(days=40))
    sweep_silence(world.database, world.parts.deps.desk, world.clock)
    world.parts.deliver()
    assert len(wecom.texts) == 3
    assert staff.submit(f"{page}/invite", page=page).count("不做调解") >= 1
    staff.act(number, "claim")
    staff.act(number, "archive", "人已安全，已报派出所")
    assert "还没有登记过" in world.say("查进度"), "it never shows in the chat"
    with world.database.reading() as session:
        assert {a.acknowledged_by for a in session.scalars(select(AlertRow))} == {"周警官"}
