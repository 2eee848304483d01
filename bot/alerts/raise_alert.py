"""Write alerts into the outbox: one line a group channel, one line a person for mail."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.desk import Desk
from bot.store import alerts
from bot.store.house import load_house
from bot.store.tables import Ticket
from handlers.tickets.alerting import AlertEvent, concerned
from handlers.tickets.people import Tier
from handlers.tickets.ticket import TicketKind

MAIL = "mail"
"""The channel that speaks to one person at a time."""


def raise_alert(
    session: Session,
    ticket: Ticket,
    event: AlertEvent,
    desk: Desk,
    now: datetime,
    also: tuple[str, ...] = (),
) -> None:
    """Tell staff of an event, in the ticket's own transaction. Whatever happens in a crisis
    disturbs at any hour, and until somebody acknowledges it."""
    is_urgent = event is AlertEvent.CRISIS or ticket.kind == TicketKind.CRISIS
    at = now if is_urgent else desk.quiet.allowed_from(now)
    groups = tuple(channel for channel in desk.channels if channel != MAIL)
    alerts.add_alerts(session, ticket, event.value, is_urgent, groups, now, at)
    if MAIL not in desk.channels:
        return
    names = (ticket.handler or ticket.assignee, *also)
    people = concerned(load_house(session), event, names, ticket.place, Tier(ticket.tier))
    for member in people:
        if member.mail:
            alerts.add_alerts(
                session, ticket, event.value, is_urgent, (MAIL,), now, at, member.mail
            )
