"""What a move means for the staff: what nobody has any more is offered to somebody, and who has to
know is alerted."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.alerts.raise_alert import raise_alert
from bot.assigning import ask_somebody
from bot.desk import Desk
from bot.store.tables import Ticket
from handlers.tickets.act import Act, Action, Move
from handlers.tickets.alerting import AlertEvent
from handlers.tickets.guards import is_low
from handlers.tickets.people import Role

_EVENTS = {
    Action.ASSIGN: AlertEvent.ASKED,
    Action.RECUSE: AlertEvent.ASKED,
    Action.TAKE_BACK: AlertEvent.TAKEN_BACK,
    Action.HAND_UP: AlertEvent.HANDED_UP,
}


def hand_on(
    session: Session, ticket: Ticket, moved: Move, act: Act, before: str, now: datetime, desk: Desk
) -> None:
    """After a move, in its transaction. `before` is who had the ticket or was asked to take it;
    after a low mark it is the supervisor's."""
    if moved.handler == "":
        ask_somebody(session, ticket, now, (Role.SUPERVISOR,) if is_low(act) else (), before)
    event = AlertEvent.REOPENED if is_low(act) else _EVENTS.get(act.action)
    if event is not None:
        also = (before,) if act.action is Action.HAND_UP else ()
        raise_alert(session, ticket, event, desk, now, also)
