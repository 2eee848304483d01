"""One message, one transaction: the only way from a message to a reply."""

import logging
from dataclasses import replace
from datetime import datetime

from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from bot.alerts.raise_alert import raise_alert
from bot.assigning import settle_in
from bot.deps import Deps
from bot.desk import Desk
from bot.resident_acts import apply_act, invitation, scan
from bot.store import (
    conversations,
    counts,
    erasing,
    parties,
    pictures,
    receipts,
    signatures,
    tickets,
)
from bot.store.house import forget_home, load_house, set_home
from bot.wechat.outbound import render_text
from handlers import agreement, wording
from handlers.choices import spoken
from handlers.home import may_ask_home
from handlers.invitation import code_in
from handlers.local_time import CHINA
from handlers.route import respond
from handlers.tickets.alerting import AlertEvent
from handlers.tickets.party import PartyRole
from handlers.tickets.places import grids
from handlers.turn import Conversation, Kind, Message, Outcome, Reply, Turn, Urgency

log = logging.getLogger(__name__)
_TRIES = 3
"""A ticket number that was taken, or a database that was busy, is tried again."""


def reply_to(message: Message, deps: Deps) -> str:
    """The text to answer a message with; empty for none. The same message, the same text.

    Whatever goes wrong is logged and rolled back, and the resident reads an apology.
    """
    try:
        text, woke = _with_retries(message, deps)
    except Exception:
        log.exception("a message could not be answered")
        return wording.APOLOGY.format(phone=deps.contacts.phone)
    if woke:
        deps.after_commit()
    return text


def _with_retries(message: Message, deps: Deps) -> tuple[str, bool]:
    for _ in range(_TRIES - 1):
        try:
            return _in_transaction(message, deps)
        except (IntegrityError, OperationalError):
            log.warning("a transaction is tried again", exc_info=True)
    return _in_transaction(message, deps)


def _in_transaction(message: Message, deps: Deps) -> tuple[str, bool]:
    """The reply, and whether there is work for the jobs."""
    now = deps.now()
    with deps.database.writing.begin() as session:
        if not receipts.claim(session, message.receipt, now):
            return receipts.stored_reply(session, message.receipt), False
        turn = Turn(
            message=message,
            conversation=conversations.load_conversation(session, message.sender, now),
            now=now,
            base=deps.base(),
            contacts=deps.contacts,
            fresh_number=deps.fresh_number(now),
            tickets=tickets.of_resident(session, message.sender),
        )
        turn = _with_invitation(session, turn)
        turn = _with_signing(session, turn)
        outcome = respond(turn)
        woke = _save(session, turn, outcome, deps.desk)
        if outcome.party_act and not apply_act(session, turn, outcome.party_act, deps.desk):
            outcome = replace(outcome, reply=Reply(wording.ACT_TOO_LATE))
        text = render_text(outcome.reply)
        receipts.store_reply(session, message.receipt, text)
        return text, woke or outcome.party_act is not None


def _with_invitation(session: Session, turn: Turn) -> Turn:
    """The turn with what a code in it stands for, and the grids that can be chosen."""
    message, now = turn.message, turn.now
    if message.kind is Kind.EVENT:
        scan(session, message.sender, message.event_key)
        return turn
    code = code_in(message.choice or message.text, turn.conversation)
    if code:
        found = invitation(session, code, message.sender, now)
        allowed = parties.may_guess(session, message.sender, now)
        turn = replace(turn, invitation=found, may_guess=allowed)
    return replace(turn, grids=grids(load_house(session))) if may_ask_home(turn) else turn


def _with_signing(session: Session, turn: Turn) -> Turn:
    """The turn with the agreement that waits for this resident, where they speak of it."""
    text = spoken(turn).message.text
    if not agreement.is_about_agreement(text):
        return turn
    signing = signatures.waiting_for(
        session, turn.message.sender, agreement.code_in(text), turn.now
    )
    return replace(turn, signing=signing)


def _save(session: Session, turn: Turn, outcome: Outcome, desk: Desk) -> bool:
    """Everything an outcome leads to; True when alerts or pictures wait for the jobs."""
    resident, now = turn.message.sender, turn.now
    if outcome.forgets:
        erasing.erase_words(session, resident, now)
        tickets.anonymise(session, resident)
        conversations.forget_conversation(session, resident)
        forget_home(session, resident)
        return False
    woke = _save_picture(session, turn, outcome.conversation)
    if outcome.signs:
        signed = signatures.save(session, outcome.signs, resident, now)
        said = AlertEvent.AGREEMENT_WRONG if outcome.signs.wrong else AlertEvent.AGREEMENT_CONFIRMED
        raise_alert(session, signed, said, desk, now)
    ticket = None
    if outcome.opens:
        ticket = tickets.open_ticket(
            session, outcome.opens, resident, turn.fresh_number, now, desk.limits
        )
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
    if outcome.wrong_code:
        parties.count_guess(session, resident, now)
    if outcome.home:
        set_home(session, resident, outcome.home, "choice")
    _drop_pictures(session, turn, outcome.conversation)
    if outcome.conversation != turn.conversation:
        conversations.save_conversation(session, resident, outcome.conversation, now)
    counts.count_outcome(session, outcome.entry, outcome.gap, now)
    return woke or ticket is not None or outcome.signs is not None


def _save_picture(session: Session, turn: Turn, after: Conversation) -> bool:
    message = turn.message
    if message.kind is not Kind.IMAGE or message.media_id not in _draft_pictures(after):
        return False
    pictures.keep(session, message.sender, message.media_id, message.picture_url, turn.now)
    return True


def _drop_pictures(session: Session, turn: Turn, after: Conversation) -> None:
    before, kept = _draft_pictures(turn.conversation), _draft_pictures(after)
    if set(before) - set(kept):
        pictures.drop_unfiled(session, turn.message.sender, kept)


def _draft_pictures(conversation: Conversation) -> tuple[str, ...]:
    return conversation.intake.draft.pictures if conversation.intake else ()


def fresh_number(now: datetime, serial: int) -> str:
    """A receipt number that can be said over the telephone: BM, the day, four digits."""
    return f"BM{now.astimezone(CHINA):%y%m%d}-{serial:04d}"
