"""The member of staff whose request this is, as the table of moves sees them."""

from sqlalchemy.orm import Session

from bot.acts import actor_of
from bot.console.login import acting
from bot.store.house import load_house
from handlers.tickets.act import Actor


def current_actor(session: Session) -> Actor:
    """Raises LookupError when they were removed a moment ago."""
    member = load_house(session).member(acting().username)
    if member is None:
        raise LookupError("the member of staff was removed")
    return actor_of(member)
