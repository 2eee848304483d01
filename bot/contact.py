"""What a message of a resident means for the channel: windows, what was waiting, forgetting."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.store import outgoing, owed, takeovers, windows
from handlers.pending import with_pending
from handlers.turn import Kind, Message, Outcome

_TAPS = {"subscribe", "scan", "click"}
"""Events that open the one-minute window, and that the platform takes a reply to."""


def note_contact(session: Session, message: Message, now: datetime) -> None:
    """Open the window that a message or a tap opens (wechat.md, 客服 messages)."""
    if message.kind is not Kind.EVENT:
        windows.opened(session, message.sender, "message", now)
    elif message.event in _TAPS:
        windows.opened(session, message.sender, "tap", now)


def add_pending(session: Session, message: Message, outcome: Outcome, now: datetime) -> Outcome:
    """The outcome with everything that waited for this contact. In danger only help is said."""
    takes_reply = message.kind is not Kind.EVENT or message.event in _TAPS
    if outcome.forgets or not takes_reply or outcome.decision == "crisis":
        return outcome
    return with_pending(outcome, outgoing.take_waiting(session, message.sender, now))


def note_outcome(session: Session, message: Message, outcome: Outcome) -> None:
    """Forget who asked for it or left."""
    if outcome.forgets:
        for forget in (windows.forget, outgoing.forget, owed.forget, takeovers.end):
            forget(session, message.sender)
