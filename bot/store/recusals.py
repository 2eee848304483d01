"""Who may not touch a ticket: those who said so, and those who are a party themselves."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store.dispute_tables import PartyRow, Recusal
from bot.store.tables import Ticket
from handlers.tickets.people import House


def conflicts_of(session: Session, ticket: Ticket, house: House) -> tuple[str, ...]:
    """Names of staff who declared a relation, or whose name or phone is a party's
    (特邀调解规定 Art. 15 by analogy)."""
    declared = session.scalars(select(Recusal.name).where(Recusal.ticket_id == ticket.id)).all()
    parties = session.scalars(select(PartyRow).where(PartyRow.ticket_id == ticket.id)).all()
    names = {party.name for party in parties if party.name}
    phones = {party.phone for party in parties if party.phone}
    themselves = [m.name for m in house.members if m.name in names or m.phone in phones]
    return tuple(sorted({*declared, *themselves}))
