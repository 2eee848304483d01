"""What was said to residents: for staff to see, and for how long its words are kept."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session, sessionmaker

from bot.store.channel_tables import Outgoing
from bot.store.outgoing import DELIVERED, DROPPED, reply_of, to_json
from handlers.turn import Reply


@dataclass(frozen=True, slots=True)
class Said:
    """For staff: what was to be said, and what became of it."""

    text: str
    state: str
    way: str
    why: str
    created_at: datetime
    delivered_at: datetime | None
    is_erased: bool


def of_ticket(session: Session, ticket_id: int) -> list[Said]:
    """What was said to the resident about a ticket, newest first."""
    rows = session.scalars(
        select(Outgoing).where(Outgoing.ticket_id == ticket_id).order_by(Outgoing.id.desc())
    )
    return [_said(row) for row in rows]


def erase_old(session: Session, before: datetime, now: datetime) -> None:
    """Of what was over before then, keep that and when it was said, not the words."""
    session.execute(
        update(Outgoing)
        .where(
            Outgoing.erased_at.is_(None),
            Outgoing.created_at < before,
            Outgoing.state.in_((DELIVERED, DROPPED)),
        )
        .values(reply=to_json(Reply("")), erased_at=now)
    )


def sweep_words(writing: sessionmaker[Session], now: datetime, kept_for: timedelta) -> None:
    """`erase_old` in a transaction of its own."""
    with writing.begin() as session:
        erase_old(session, now - kept_for, now)


def _said(row: Outgoing) -> Said:
    return Said(
        text=reply_of(row).text,
        state=row.state,
        way=row.way,
        why=row.why,
        created_at=row.created_at,
        delivered_at=row.delivered_at,
        is_erased=row.erased_at is not None,
    )
