"""Who of the staff is talking to which resident just now."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.store.channel_tables import Takeover as TakeoverRow
from bot.store.tables import Ticket
from handlers.turn import Takeover

LASTS = timedelta(minutes=30)
"""After the last word of the member of staff the bot takes over again."""


@dataclass(frozen=True, slots=True)
class Talk:
    """For the ticket's page: who talks, and until when if nothing more is said."""

    name: str
    until: datetime


def begin(
    session: Session, resident: str, ticket_id: int, name: str, role: str, now: datetime
) -> bool:
    """This member of staff talks now; True unless they did already."""
    before = session.get(TakeoverRow, resident)
    is_new = before is None or before.until <= now or before.name != name
    session.merge(
        TakeoverRow(resident=resident, ticket_id=ticket_id, name=name, role=role, until=now + LASTS)
    )
    return is_new


def current(session: Session, resident: str, now: datetime) -> Takeover | None:
    """Who talks to this resident, if anybody."""
    row = session.execute(
        select(TakeoverRow.name, Ticket.number)
        .join(Ticket, Ticket.id == TakeoverRow.ticket_id)
        .where(TakeoverRow.resident == resident, TakeoverRow.until > now)
    ).first()
    return Takeover(row.number, row.name) if row else None


def of_ticket(session: Session, ticket_id: int, now: datetime) -> Talk | None:
    """Who talks to the resident about this ticket, if anybody."""
    row = session.scalars(
        select(TakeoverRow).where(TakeoverRow.ticket_id == ticket_id, TakeoverRow.until > now)
    ).first()
    return Talk(row.name, row.until) if row else None


def end(session: Session, resident: str) -> None:
    """The bot answers again."""
    session.execute(delete(TakeoverRow).where(TakeoverRow.resident == resident))
