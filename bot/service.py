"""One message, one transaction: the only way from a message to a reply."""

import logging
from dataclasses import replace
from datetime import datetime

from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from bot.contact import add_pending, note_contact, note_outcome
from bot.deadline import Race
from bot.deps import Deps
from bot.gather import gather
from bot.resident_acts import apply_act
from bot.save import save_outcome
from bot.store import outgoing, receipts
from bot.store.arrivals import arrive
from bot.wechat.outbound import render_text
from handlers import wording
from handlers.local_time import CHINA
from handlers.route import respond
from handlers.turn import Message, Reply

log = logging.getLogger(__name__)
_TRIES = 3
"""A ticket number that was taken, or a database that was busy, is tried again."""


def reply_to(message: Message, deps: Deps, race: Race | None = None) -> str:
    """The text to answer a message with; empty for none. The same message, the same text.

    Whatever goes wrong is logged and rolled back, and the resident reads an apology. An answer
    that loses the `race` against the deadline is sent later instead.
    """
    race = race or Race()
    try:
        text, woke = _with_retries(message, deps, race)
    except Exception:
        log.exception("a message could not be answered")
        apology = Reply(wording.APOLOGY.format(phone=deps.contacts.phone))
        if race.answer_wins():
            return apology.text
        text, woke = _apologise_later(message, deps, apology), True
    if woke:
        deps.after_commit()
    return text


def _with_retries(message: Message, deps: Deps, race: Race) -> tuple[str, bool]:
    for _ in range(_TRIES - 1):
        try:
            return _in_transaction(message, deps, race)
        except (IntegrityError, OperationalError):
            log.warning("a transaction is tried again", exc_info=True)
    return _in_transaction(message, deps, race)


def _in_transaction(message: Message, deps: Deps, race: Race) -> tuple[str, bool]:
    """The reply, and whether there is work for the jobs."""
    now = deps.now()
    with deps.database.writing.begin() as session:
        arrival = arrive(session, message.receipt, message.sender, now)
        if arrival.repeated:
            return receipts.stored_reply(session, message.receipt), False
        note_contact(session, message, now)
        turn = gather(session, message, arrival, deps, now)
        outcome = respond(turn)
        if arrival.has_waiting:
            outcome = add_pending(session, message, outcome, now)
        woke = save_outcome(session, turn, outcome, deps.desk)
        if outcome.party_act and not apply_act(session, turn, outcome.party_act, deps.desk):
            outcome = replace(outcome, reply=Reply(wording.ACT_TOO_LATE))
        note_outcome(session, message, outcome, now)
        text = render_text(outcome.reply)
        if not race.answer_wins() and text and not outcome.forgets:
            _say_later(session, message, outcome.reply, now)
            text, woke = wording.PLACEHOLDER, True
        receipts.keep(session, message.receipt, text, now)
        return text, woke or outcome.party_act is not None


def _say_later(session: Session, message: Message, reply: Reply, now: datetime) -> None:
    """The answer to a message that has got the placeholder: once, by the message's receipt."""
    outgoing.send(session, message.sender, reply, now, f"late:{message.receipt}")


def _apologise_later(message: Message, deps: Deps, apology: Reply) -> str:
    try:
        with deps.database.writing.begin() as session:
            _say_later(session, message, apology, deps.now())
    except Exception:
        log.exception("not even an apology could be kept")
    return wording.PLACEHOLDER


def fresh_number(now: datetime, serial: int) -> str:
    """A receipt number that can be said over the telephone: BM, the day, four digits."""
    return f"BM{now.astimezone(CHINA):%y%m%d}-{serial:04d}"
