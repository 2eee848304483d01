"""Save what an outcome leads to: ticket, alerts, pictures, conversation, counters."""

from dataclasses import replace

from sqlalchemy.orm import Session

from bot.agreement_acts import sign
from bot.alerts.raise_alert import raise_alert
from bot.assigning import settle_in
from bot.desk import Desk
from bot.store import (
    conversations,
    counts,
    erasing,
    feedback,
    parties,
    pictures,
    tickets,
)
from bot.store.house import forget_home, set_home
from bot.store.tables import Ticket
from handlers.picture import is_full
from handlers.tickets.alerting import AlertEvent
from handlers.tickets.party import PartyRole
from handlers.tickets.ticket import TicketDraft, TicketKind
from handlers.turn import Conversation, Kind, Outcome, Turn, Urgency


def save_outcome(session: Session, turn: Turn, outcome: Outcome, desk: Desk) -> bool:
    """Everything an outcome leads to; True when alerts or pictures wait for the jobs."""
    resident, now = turn.message.sender, turn.now
    if outcome.forgets:
        erasing.erase_words(session, resident, now)
        tickets.anonymise(session, resident)
        conversations.forget_conversation(session, resident)
        forget_home(session, resident)
        return False
    if outcome.signs:
        signed = sign(session, outcome.signs, resident, now)
        said = AlertEvent.AGREEMENT_WRONG if outcome.signs.wrong else AlertEvent.AGREEMENT_CONFIRMED
        raise_alert(session, signed, said, desk, now)
    ticket = None
    if outcome.opens:
        draft = _reachable(session, outcome.opens, resident)
        ticket = tickets.open_ticket(session, draft, resident, turn.fresh_number, now, desk.limits)
        settle_in(session, ticket, now)
    elif outcome.adds_to:
        role = next(
            (t.role for t in turn.tickets if t.number == outcome.adds_to), PartyRole.APPLICANT
        )
        ticket = tickets.add_by_resident(session, outcome.adds_to, outcome.addition, now, role)
    if ticket is not None:
        event = AlertEvent.NEW if outcome.opens else AlertEvent.ADDED
        urgent = outcome.urgency is Urgency.URGENT
        raise_alert(session, ticket, AlertEvent.CRISIS if urgent else event, desk, now)
    added = ticket if outcome.adds_to else None
    woke = _save_picture(session, turn, outcome.conversation, added)
    if outcome.wrong_code:
        parties.count_guess(session, resident, now)
    if outcome.home:
        how = "scene" if turn.message.kind is Kind.EVENT else "choice"
        set_home(session, resident, outcome.home, how)
    _drop_pictures(session, turn, outcome.conversation)
    if outcome.conversation != turn.conversation:
        conversations.save_conversation(session, resident, outcome.conversation)
    feedback.count_rating(session, outcome.rates, outcome.useful)
    counts.count_outcome(session, outcome.entry, outcome.gap, now)
    return woke or ticket is not None or outcome.signs is not None


def _reachable(session: Session, draft: TicketDraft, resident: str) -> TicketDraft:
    """In a crisis nobody is asked for a telephone or an address: what is known of them is taken."""
    if draft.kind is not TicketKind.CRISIS:
        return draft
    phone, where = parties.known_contact(session, resident)
    return replace(draft, phone=phone, where=where)


def _save_picture(session: Session, turn: Turn, after: Conversation, ticket: Ticket | None) -> bool:
    """Keep a picture of the dialogue, or of the ticket it was added to."""
    message = turn.message
    if message.kind is not Kind.IMAGE or not message.media_id:
        return False
    if ticket is not None and is_full(turn, ticket.number):
        return False
    if ticket is None and message.media_id not in _draft_pictures(after):
        return False
    pictures.keep(
        session,
        message.sender,
        message.media_id,
        message.picture_url,
        turn.now,
        ticket.id if ticket else None,
    )
    return True


def _drop_pictures(session: Session, turn: Turn, after: Conversation) -> None:
    before, kept = _draft_pictures(turn.conversation), _draft_pictures(after)
    if set(before) - set(kept):
        pictures.drop_unfiled(session, turn.message.sender, kept)


def _draft_pictures(conversation: Conversation) -> tuple[str, ...]:
    return conversation.intake.draft.pictures if conversation.intake else ()
