"""One message, one transaction: the only way from a message to a reply."""

import logging
from datetime import datetime

from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from bot.deps import Deps
from bot.desk import Desk
from bot.store import alerts, conversations, counts, pictures, receipts, tickets
from bot.wechat.outbound import render_text
from handlers import wording
from handlers.route import respond
from handlers.turn import Conversation, Kind, Message, Outcome, Turn, Urgency

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
        outcome = respond(turn)
        woke = _save(session, turn, outcome, deps.desk)
        text = render_text(outcome.reply)
        receipts.store_reply(session, message.receipt, text)
        return text, woke


def _save(session: Session, turn: Turn, outcome: Outcome, desk: Desk) -> bool:
    """Everything an outcome leads to; True when alerts or pictures wait for the jobs."""
    resident, now = turn.message.sender, turn.now
    if outcome.forgets:
        tickets.anonymise(session, resident)
        conversations.forget_conversation(session, resident)
        return False
    woke = _save_picture(session, turn, outcome.conversation)
    ticket = None
    if outcome.opens:
        ticket = tickets.open_ticket(
            session, outcome.opens, resident, turn.fresh_number, now, desk.limits
        )
    elif outcome.adds_to:
        ticket = tickets.add_by_resident(session, outcome.adds_to, outcome.addition, now)
    if ticket is not None:
        event = "new" if outcome.opens else "added"
        urgent = outcome.urgency is Urgency.URGENT
        alerts.add_alerts(session, ticket, event, urgent, desk.channels, now)
    _drop_pictures(session, turn, outcome.conversation)
    if outcome.conversation != turn.conversation:
        conversations.save_conversation(session, resident, outcome.conversation, now)
    counts.count_outcome(session, outcome.entry, outcome.gap, now)
    return woke or ticket is not None


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
    return f"BM{now:%y%m%d}-{serial:04d}"
