"""The outbox of alerts to staff."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import distinct, func, or_, select
from sqlalchemy.orm import Session

from bot.store.tables import AlertRow, Ticket

FIRST_RETRY = timedelta(seconds=30)
LONGEST_RETRY = timedelta(minutes=30)
URGENT_REPEAT = timedelta(minutes=5)
"""An urgent alert is said again this often until a person acknowledges it."""
_LONGEST_WAIT = timedelta(days=1)
"""No alert waits longer, quiet hours and retries included: a later time was written by a clock that
was wrong, and the alert is due."""
_LEASE = timedelta(minutes=2)
"""How long a delivery may take before another process may try: longer than any time-out."""


@dataclass(frozen=True, slots=True)
class Alert:
    """What a channel says: a number, a category and where to look, never a resident's facts."""

    id: int
    number: str
    category: str
    event: str
    is_urgent: bool
    channel: str
    recipient: str = ""


def add_alerts(
    session: Session,
    ticket: Ticket,
    event: str,
    is_urgent: bool,
    channels: tuple[str, ...],
    now: datetime,
    at: datetime | None = None,
    recipient: str = "",
) -> None:
    """One row a channel, in the ticket's own transaction; not said before `at` (default: now)."""
    session.add_all(
        AlertRow(
            ticket_id=ticket.id,
            event=event,
            urgency="urgent" if is_urgent else "normal",
            channel=channel,
            created_at=now,
            next_try_at=at or now,
            tries=0,
            sent_at=None,
            last_error="",
            acknowledged_by="",
            acknowledged_at=None,
            recipient=recipient,
        )
        for channel in channels
    )


def take_due(session: Session, now: datetime, most: int = 200) -> list[Alert]:
    """Alerts whose time has come, leased to the caller so that no other process sends them too."""
    query = (
        select(AlertRow, Ticket)
        .join(Ticket, Ticket.id == AlertRow.ticket_id)
        .where(or_(AlertRow.next_try_at <= now, AlertRow.next_try_at > now + _LONGEST_WAIT))
        .order_by(AlertRow.next_try_at)
        .limit(most)
        .with_for_update(of=AlertRow, skip_locked=True)
    )
    due = []
    for row, ticket in session.execute(query):
        row.next_try_at = now + _LEASE
        row.tries += 1
        due.append(
            Alert(
                row.id,
                ticket.number,
                ticket.category,
                row.event,
                row.urgency == "urgent",
                row.channel,
                row.recipient,
            )
        )
    return due


def said_since(session: Session, channel: str, since: datetime) -> int:
    """How many messages a channel has accepted since a moment; a digest is one."""
    query = select(func.count(distinct(func.coalesce(AlertRow.digest, AlertRow.id))))
    counted = query.where(AlertRow.channel == channel, AlertRow.sent_at > since)
    return session.scalar(counted) or 0


def postpone(session: Session, alert_ids: list[int], until: datetime) -> None:
    """The channel has had enough for now; that is no failed try."""
    for alert_id in alert_ids:
        row = session.get_one(AlertRow, alert_id)
        row.next_try_at, row.tries = until, row.tries - 1


def mark_sent(session: Session, alert_id: int, now: datetime, message: int | None = None) -> None:
    """The channel accepted it, in the message of the alert `message`. An urgent one comes again
    until it is acknowledged."""
    row = session.get_one(AlertRow, alert_id)
    repeats = row.urgency == "urgent" and row.acknowledged_at is None and row.channel != "log"
    row.sent_at, row.last_error, row.digest = now, "", message
    row.next_try_at = now + URGENT_REPEAT if repeats else None


def mark_failed(session: Session, alert_id: int, why: str, now: datetime) -> None:
    """Try again later, waiting twice as long each time."""
    row = session.get_one(AlertRow, alert_id)
    row.last_error = why
    row.next_try_at = now + min(FIRST_RETRY * 2 ** min(row.tries - 1, 10), LONGEST_RETRY)


def acknowledge(session: Session, ticket_id: int, by: str, now: datetime) -> None:
    """A person has seen it: urgent alerts of this ticket stop repeating."""
    rows = session.scalars(
        select(AlertRow).where(AlertRow.ticket_id == ticket_id, AlertRow.acknowledged_at.is_(None))
    )
    for row in rows:
        row.acknowledged_by, row.acknowledged_at = by, now
        if row.sent_at is not None:
            row.next_try_at = None


def is_acknowledged(session: Session, ticket_id: int) -> bool:
    """Whether no urgent alert of this ticket waits for a person."""
    waiting = select(AlertRow.id).where(
        AlertRow.ticket_id == ticket_id,
        AlertRow.urgency == "urgent",
        AlertRow.acknowledged_at.is_(None),
    )
    return session.scalar(waiting.limit(1)) is None
