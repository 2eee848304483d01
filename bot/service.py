"""One message, one transaction: the only way from a message to a reply."""

import logging
from dataclasses import replace
from datetime import datetime

from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from bot.contact import add_pending, note_contact, note_outcome
from bot.deadline import Race, lost_race
from bot.deps import Deps
from bot.gather import gather
from bot.resident_acts import apply_act
from bot.save import save_outcome
from bot.store import conversations, outgoing, owed, receipts
from bot.store.arrivals import arrive
from bot.wechat.outbound import render_text
from handlers import wording
from handlers.local_time import CHINA
from handlers.route import respond
from handlers.turn import Message, Reply, is_plain

log = logging.getLogger(__name__)
_TRIES = 3
"""A ticket number that was taken, or a database that was busy, is tried again."""


def reply_to(message: Message, deps: Deps, race: Race | None = None) -> str:
    """The text to answer a message with; empty for none. The same message, the same text.

    Whatever goes wrong is logged and rolled back, and the resident reads an apology. An answer
    that loses the `race` against the deadline is sent later instead, and is still owed should
    this process die.
    """
    race = race or Race()
    try:
        with deps.database.answering.begin() as session:
            is_behind = owed.note(session, message, deps.now())
        if is_behind:  # answers come in the order in which it was said
            answer_owed(deps, message.sender)
    except Exception:
        log.exception("a message could not be noted")
    return _reply(message, deps, race)


def promise(message: Message, deps: Deps) -> str:
    """What a resident reads at the deadline: an answer is promised only when it is owed even
    should this process die, which is so unless the database is that busy."""
    try:
        with deps.database.reading() as session:
            is_sure = owed.is_noted(session, message.receipt)
    except Exception:
        log.exception("nobody knows whether a message was noted")
        is_sure = False
    return wording.PLACEHOLDER if is_sure else wording.BUSY


def answer_owed(deps: Deps, resident: str = "") -> int:
    """Answer the messages (of a resident) that processes died over, by sending; how many."""
    count = 0
    while True:
        with deps.database.writing.begin() as session:
            found = owed.take(session, deps.now(), resident)
        if found is None:
            return count
        if found.is_hopeless:
            _apologise_later(found.message, deps)
        else:
            _reply(found.message, deps, lost_race())
        count += 1


def _reply(message: Message, deps: Deps, race: Race) -> str:
    try:
        text, woke = _with_retries(message, deps, race)
    except Exception:
        log.exception("a message could not be answered")
        if not race.answer_wins():
            return race.said  # it stays owed, and is tried again
        _settle(message, deps)
        return _apology(deps).text
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
    """The reply, and whether there is work for the jobs. What a resident relies on is on the disk
    before they read of it; a plain answer need not wait for that, see `Database.answering`."""
    try:
        with deps.database.answering.begin() as session:
            return _answer(session, message, deps, race, deps.database.lasts_anyway)
    except _MustLast:
        with deps.database.writing.begin() as session:
            return _answer(session, message, deps, race, lasts=True)


class _MustLast(Exception):
    """More than a plain answer: worked on again in a transaction that outlasts a power cut."""


def _answer(
    session: Session, message: Message, deps: Deps, race: Race, lasts: bool
) -> tuple[str, bool]:
    now = deps.now()
    arrival = arrive(session, message.receipt, message.sender, now)
    if arrival.repeated:
        owed.settle(session, message.receipt)
        if not arrival.state:  # nothing is known of them, as of who has left: so it stays
            conversations.forget_conversation(session, message.sender)
        return receipts.stored_reply(session, message.receipt), False
    note_contact(session, message, now)
    turn = gather(session, message, arrival, deps, now)
    outcome = respond(turn)
    if not lasts and (arrival.has_waiting or not is_plain(turn, outcome)):
        raise _MustLast
    if arrival.has_waiting:
        outcome = add_pending(session, message, outcome, now)
    woke = save_outcome(session, turn, outcome, deps.desk)
    if outcome.party_act and not apply_act(session, turn, outcome.party_act, deps.desk):
        outcome = replace(outcome, reply=Reply(wording.ACT_TOO_LATE))
    note_outcome(session, message, outcome)
    text = render_text(outcome.reply)
    if not race.answer_wins() and text and not outcome.forgets:
        _say_later(session, message, outcome.reply, now)
        text, woke = race.said, True
    receipts.keep(session, message.receipt, text, now)
    owed.settle(session, message.receipt)
    return text, woke or outcome.party_act is not None


def _say_later(session: Session, message: Message, reply: Reply, now: datetime) -> None:
    """The answer to a message that has got the placeholder: once, by the message's receipt."""
    outgoing.send(session, message.sender, reply, now, f"late:{message.receipt}")


def _apologise_later(message: Message, deps: Deps) -> None:
    """Nobody can answer this one; the resident is told, and it is not tried again."""
    with deps.database.writing.begin() as session:
        note_contact(session, message, message.created)
        _say_later(session, message, _apology(deps), deps.now())
        owed.settle(session, message.receipt)
    deps.after_commit()


def _settle(message: Message, deps: Deps) -> None:
    """The apology is the answer."""
    try:
        with deps.database.writing.begin() as session:
            owed.settle(session, message.receipt)
    except Exception:
        log.exception("an answered message stays noted, and will be answered once more")


def _apology(deps: Deps) -> Reply:
    return Reply(wording.APOLOGY.format(phone=deps.contacts.phone))


def fresh_number(now: datetime, serial: int) -> str:
    """A receipt number that can be said over the telephone: BM, the day, four digits."""
    return f"BM{now.astimezone(CHINA):%y%m%d}-{serial:04d}"
