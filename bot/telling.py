"""Tell the parties of a ticket what an act of staff means for them."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store import outgoing
from bot.store.dispute_tables import PartyRow
from bot.store.tables import Ticket
from handlers import wording
from handlers.tickets.act import Move
from handlers.tickets.ticket import Audience, TicketKind
from handlers.turn import Reply


def tell_parties(session: Session, ticket: Ticket, move: Move, now: datetime) -> None:
    """A message to each side that may read it and is bound to a WeChat; never about a crisis,
    as the other side may hold the phone."""
    if not move.told or ticket.kind == TicketKind.CRISIS:
        return
    query = select(PartyRow.resident).where(
        PartyRow.ticket_id == ticket.id, PartyRow.resident.is_not(None)
    )
    if move.audience is not Audience.BOTH:
        query = query.where(PartyRow.role == move.audience.value)
    words = wording.NEWS.format(number=ticket.number, told=move.told)
    for resident in session.scalars(query):
        if resident:
            outgoing.send(session, resident, Reply(words), now, ticket_id=ticket.id)
