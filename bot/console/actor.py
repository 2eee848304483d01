"""The member of staff whose request this is, as the table of moves sees them."""

from sqlalchemy.orm import Session
from werkzeug.exceptions import Forbidden

from bot.acts import actor_of
from bot.console.login import acting
from bot.store.house import load_house
from handlers.tickets.act import Actor
from handlers.tickets.people import LEADERS, Role


def only_leaders() -> None:
    """Raises Forbidden for everybody but supervisors and administrators."""
    if Role(acting().role) not in LEADERS:
        raise Forbidden


def current_actor(session: Session) -> Actor:
    """Raises LookupError when they were removed a moment ago."""
    member = load_house(session).member(acting().username)
    if member is None:
        raise LookupError("the member of staff was removed")
    return actor_of(member)
