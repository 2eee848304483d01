"""Alerts by mail, by apprise, at night, and when there are too many for the robot."""

import email
import email.policy
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.alerts.raise_alert import raise_alert
from bot.store.house import save_profile
from bot.store.tables import AlertRow, Ticket
from handlers.tickets.alerting import AlertEvent
from tests.conftest import MakeWorld, World
from tests.fake_mail import FakeMail, running_mail
from tests.fake_wecom import FakeWecom
from tests.journeys.dispute_world import STREET, opens_dispute, opens_need, people

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
NIGHT = datetime(2026, 3, 2, 18, tzinfo=UTC)
"""In China two in the morning."""
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def mail() -> Iterator[FakeMail]:
    with running_mail() as server:
        yield server


def with_addresses(world: World) -> None:
    """The street's staff, each with a mailbox."""
    people(world)
    with world.database.writing.begin() as session:
        for member in STREET.members:
            save_profile(session, replace(member, mail=f"{member.username}@example.org"))


def letters(mail: FakeMail) -> list[tuple[str, str]]:
    """To whom, and the text."""
    read = [email.message_from_string(x, policy=email.policy.default) for x in mail.letters]
    return [(str(letter["To"]), letter.get_content()) for letter in read]


def test_a_letter_goes_to_whom_it_concerns_and_holds_no_facts(
    make_world: MakeWorld, mail: FakeMail
) -> None:
    world = make_world(BAIMI_SMTP_URL=mail.url)
    with_addresses(world)
    number = opens_dispute(world)
    world.parts.deliver()
    assert [to for to, _ in letters(mail)] == ["zhao@example.org"], "only who is to take it"
    text = letters(mail)[0][1]
    assert number in text
    assert "漏水" not in text
    assert "13800138000" not in text


def test_a_crisis_is_written_to_all_its_roles(make_world: MakeWorld, mail: FakeMail) -> None:
    world = make_world(BAIMI_SMTP_URL=mail.url)
    with_addresses(world)
    world.say("老公又打我了，救命")
    world.parts.deliver()
    told = {to for to, _ in letters(mail)}
    assert {"zhou@example.org", "qian@example.org"} <= told
    assert "wang@example.org" not in told, "no mediation"


def test_a_letter_that_was_refused_is_tried_again(make_world: MakeWorld, mail: FakeMail) -> None:
    world = make_world(BAIMI_SMTP_URL=mail.url)
    with_addresses(world)
    mail.refuses = True
    opens_dispute(world)
    world.parts.deliver()
    with world.database.reading() as session:
        row = session.scalars(select(AlertRow).where(AlertRow.channel == "mail")).one()
    assert row.sent_at is None
    assert row.last_error.startswith("SMTP")
    mail.refuses = False
    world.clock.forward(timedelta(minutes=1))
    world.parts.deliver()
    assert len(mail.letters) == 1


def test_apprise_reaches_what_it_knows(make_world: MakeWorld, wecom: FakeWecom) -> None:
    address = wecom.url.replace("http://", "json://")
    world = make_world(BAIMI_APPRISE_URLS=address)
    number = opens_need(world)
    world.parts.deliver()
    assert len(wecom.texts) == 1
    assert number in wecom.texts[0]


def test_an_address_that_is_none_is_kept_for_later_and_not_named(make_world: MakeWorld) -> None:
    world = make_world(BAIMI_APPRISE_URLS="nonsense://secret-token")
    opens_need(world)
    world.parts.deliver()
    with world.database.reading() as session:
        row = session.scalars(select(AlertRow).where(AlertRow.channel == "apprise")).one()
    assert row.sent_at is None
    assert "secret-token" not in row.last_error


def test_the_night_is_quiet_and_the_morning_is_told(
    make_world: MakeWorld, wecom: FakeWecom
) -> None:
    world = make_world(BAIMI_WECOM_ROBOT_URL=wecom.url, BAIMI_QUIET_HOURS="22:00-07:00")
    world.clock.at = NIGHT
    opens_dispute(world)
    world.parts.deliver()
    assert wecom.texts == []
    world.clock.forward(timedelta(hours=5))
    world.parts.deliver()
    assert len(wecom.texts) == 1


def test_a_flood_is_twenty_messages_a_minute_and_nothing_is_lost(
    make_world: MakeWorld, wecom: FakeWecom
) -> None:
    world = make_world(BAIMI_WECOM_ROBOT_URL=wecom.url)
    world.clock.at = NOON
    number = opens_dispute(world)
    with world.database.writing.begin() as session:
        ticket = session.scalars(select(Ticket).where(Ticket.number == number)).one()
        for _ in range(30):
            raise_alert(session, ticket, AlertEvent.ADDED, world.parts.deps.desk, world.clock())
    world.parts.deliver()
    assert len(wecom.texts) == 20
    assert "有12条提醒" in wecom.texts[-1]
    opens_need(world)
    world.parts.deliver()
    assert len(wecom.texts) == 20, "the minute is not over"
    world.clock.forward(timedelta(seconds=61))
    world.parts.deliver()
    assert len(wecom.texts) == 21
    with world.database.reading() as session:
        assert session.scalars(select(AlertRow).where(AlertRow.sent_at.is_(None))).all() == []
