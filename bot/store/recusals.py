"""Who may not touch a ticket: those who said so, and those who are a party themselves."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store.dispute_tables import PartyRow, Recusal
from bot.store.tables import Ticket
from handlers.tickets.party import PARTY_NAMES, PartyRole
from handlers.tickets.people import House, Member


def conflicts_of(session: Session, ticket: Ticket, house: House) -> dict[str, str]:
    """Names of staff who may not, each with the reason: they declared a relation, or their name
    or telephone number is a party's (特邀调解规定 Art. 15 by analogy)."""
    rows = session.scalars(select(Recusal).where(Recusal.ticket_id == ticket.id))
    found = {row.name: row.relation for row in rows}
    parties = session.scalars(select(PartyRow).where(PartyRow.ticket_id == ticket.id)).all()
    for member in house.members:
        for party in parties:
            why = _is_party(member, party)
            if why:
                found.setdefault(member.name, why)
    return found


def _is_party(member: Member, party: PartyRow) -> str:
    side = PARTY_NAMES[PartyRole(party.role)]
    if party.name and party.name == member.name:
        return f"与{side}同名"
    if party.phone and party.phone == member.phone:
        return f"与{side}的电话相同"
    return ""
