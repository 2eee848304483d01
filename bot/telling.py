"""Tell the parties of a ticket what has changed, in the transaction that changes it."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.store import outgoing
from bot.store.parties import sides_of
from bot.store.tables import Ticket
from handlers import wording
from handlers.tickets.party import PartyRole
from handlers.tickets.ticket import Audience, TicketKind
from handlers.turn import Reply


def tell_parties(
    session: Session,
    ticket: Ticket,
    told: str,
    audience: Audience,
    now: datetime,
    actor: PartyRole | None = None,
) -> None:
    """Each side in the audience that has a WeChat of its own; who acted has its reply already.
    Of a crisis nobody is told: the other side may hold the phone."""
    if not told or ticket.kind == TicketKind.CRISIS:
        return
    reply = Reply(wording.NEWS.format(number=ticket.number, told=told))
    for side in sides_of(session, ticket.id):
        hears = audience in (Audience.BOTH, side.role) and side.role != actor
        if hears and side.resident:
            outgoing.send(session, side.resident, reply, now, ticket_id=ticket.id)
