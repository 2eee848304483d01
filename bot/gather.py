"""Everything a handler may look at, read from the store: the conversation, tickets, invitations."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from bot.deps import Deps
from bot.resident_acts import invitation
from bot.store import conversations, parties, signatures, takeovers, tickets
from bot.store.arrivals import Arrival
from bot.store.house import load_house
from handlers import agreement
from handlers.choices import spoken
from handlers.home import may_ask_home
from handlers.invitation import code_in
from handlers.tickets.places import grids
from handlers.turn import Kind, Message, Turn
from handlers.welcome import scanned


def gather(session: Session, message: Message, arrival: Arrival, deps: Deps, now: datetime) -> Turn:
    """The turn of a message; what only some messages need is read for those alone."""
    turn = Turn(
        message=message,
        conversation=conversations.from_state(arrival.state),
        now=now,
        base=deps.base(),
        contacts=deps.contacts,
        fresh_number=deps.fresh_number(now),
        tickets=tickets.of_resident(session, message.sender) if arrival.has_tickets else (),
        takeover=takeovers.current(session, message.sender, now) if arrival.has_takeover else None,
    )
    return _with_signing(session, _with_invitation(session, turn))


def _with_invitation(session: Session, turn: Turn) -> Turn:
    """The turn with what a code in it stands for, and the grids that can be chosen."""
    message, now = turn.message, turn.now
    if message.kind is Kind.EVENT:
        return replace(turn, grids=grids(load_house(session))) if scanned(message) else turn
    code = code_in(message.choice or message.text, turn.conversation)
    if code:
        found = invitation(session, code, message.sender, now)
        allowed = parties.may_guess(session, message.sender, now)
        turn = replace(turn, invitation=found, may_guess=allowed)
    return replace(turn, grids=grids(load_house(session))) if may_ask_home(turn) else turn


def _with_signing(session: Session, turn: Turn) -> Turn:
    """The turn with the agreement that waits for this resident, where they speak of it."""
    said = spoken(turn)
    if not agreement.is_about_agreement(said):
        return turn
    code = agreement.code_in(said)
    signing = signatures.waiting_for(session, turn.message.sender, code, turn.now)
    return replace(turn, signing=signing)
