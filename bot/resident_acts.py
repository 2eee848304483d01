"""What a party did in WeChat, applied: the answer to an invitation, an act, what is shared."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.acts import perform
from bot.alerts.raise_alert import raise_alert
from bot.desk import Desk
from bot.party_acts import consent, share, side_of
from bot.store import parties, tickets
from bot.store.dispute_tables import PartyRow
from bot.store.tables import Ticket
from handlers.tickets.act import Act, Action, Refused
from handlers.tickets.alerting import AlertEvent
from handlers.tickets.party import Consent, OtherSide, PartyRole, seen_by_other
from handlers.tickets.party_act import Invitation, PartyAct
from handlers.tickets.ticket import SETTLED, Status
from handlers.tickets.working_days import local_day
from handlers.turn import Turn


def invitation(session: Session, code: str, resident: str, now: datetime) -> Invitation | None:
    """What a code stands for, as this resident may see it; None for a wrong one."""
    row = parties.find_code(session, code, parties.INVITATION, now)
    if row is None:
        return None
    side = session.get_one(PartyRow, row.party_id)
    ticket = session.get_one(Ticket, side.ticket_id)
    sides = parties.sides_of(session, ticket.id)
    own = any(s.resident == resident and s.id != side.id for s in sides)
    elsewhere = side.resident not in (None, resident) or row.used_by not in ("", resident)
    asked = next((s for s in sides if s.role == PartyRole.APPLICANT), None)
    return Invitation(
        number=ticket.number,
        category=ticket.category,
        is_open=Status(ticket.status) not in SETTLED,
        taken=own or elsewhere,
        applicant=seen_by_other(parties.party_value(asked), ticket.what) if asked else OtherSide(),
    )


def apply_act(session: Session, turn: Turn, act: PartyAct, desk: Desk) -> bool:
    """Do it; False when the ticket has moved on meanwhile and nothing was done."""
    if act.code:
        return _answer(session, turn, act, desk)
    role = next((t.role for t in turn.tickets if t.number == act.number), PartyRole.APPLICANT)
    if act.shares:
        share(session, act.number, role, act.shares, act.shown, turn.now)
        return True
    return act.action is not None and _act(session, turn, act, act.action, role, desk)


def _answer(session: Session, turn: Turn, act: PartyAct, desk: Desk) -> bool:
    """Who agrees is bound to the ticket; of who refuses nothing more is kept than that."""
    row = parties.find_code(session, act.code, parties.INVITATION, turn.now)
    if row is None or act.consent is None:
        return False
    resident = turn.message.sender
    side = session.get_one(PartyRow, row.party_id)
    parties.use_code(session, act.code, resident, turn.now)
    if act.consent is Consent.GIVEN:
        side.resident = resident
        session.flush()
    role = PartyRole(side.role)
    refused = consent(session, act.number, role, act.consent, "微信", "对方", turn.now, desk)
    ticket = tickets.find(session, act.number)
    event = AlertEvent.ADDED if act.consent is Consent.GIVEN else AlertEvent.ENDED
    raise_alert(session, ticket, event, desk, turn.now)
    return refused is None


def _act(
    session: Session, turn: Turn, act: PartyAct, action: Action, role: PartyRole, desk: Desk
) -> bool:
    wanted = Act(
        action=action,
        actor=side_of(role),
        day=local_day(turn.now),
        text=act.text,
        reason=act.reason,
        stars=act.stars,
    )
    if action is Action.TERMINATE:
        side = parties.party_row(session, tickets.find(session, act.number).id, role)
        parties.set_consent(side, Consent.REFUSED, "微信", turn.now)
    ticket = perform(session, act.number, wanted, None, turn.now, desk)
    if isinstance(ticket, Refused):
        return False
    if action is not Action.RATE:
        event = AlertEvent.ENDED if action is Action.TERMINATE else AlertEvent.ADDED
        raise_alert(session, ticket, event, desk, turn.now)
    return True
