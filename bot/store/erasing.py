"""A person's own words leave the ledger, and its chain still holds (个人信息保护法 47)."""

from datetime import datetime

from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import Session

from bot.store import ledger, tickets
from bot.store.dispute_tables import PartyRow
from bot.store.dossier_tables import SignerRow
from bot.store.tables import Event
from handlers.tickets.agreement import SIDE_NAMES, Side
from handlers.tickets.chain import ERASED, erasure_text

OWN_ACTS = ("sign", "object")
"""Events of a party about an agreement; their texts hold the name."""


def erase_words(session: Session, resident: str, now: datetime) -> None:
    """Blank what this resident wrote and signed; an event names the blanked ones. To be called
    while the parties still know their resident."""
    sides = select(PartyRow.ticket_id, PartyRow.role).where(PartyRow.resident == resident)
    for ticket_id, role in session.execute(sides).all():
        theirs = or_(
            and_(Event.action == "add", Event.audience == role),
            and_(Event.action.in_(OWN_ACTS), Event.actor == SIDE_NAMES[Side(role)]),
        )
        seqs = session.scalars(
            select(Event.seq).where(Event.ticket_id == ticket_id, Event.salt != "", theirs)
        ).all()
        if seqs:
            ledger.erase_texts(session, seqs)
            tickets.add_event(session, ticket_id, now, "系统", ERASED, erasure_text(seqs))
    session.execute(
        update(SignerRow).where(SignerRow.resident == resident).values(resident=None, name="")
    )
