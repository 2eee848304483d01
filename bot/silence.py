"""What the clock does to tickets: it warns, takes back, hands up. Running it twice does no harm."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from bot.acts import perform
from bot.alerts.raise_alert import raise_alert
from bot.assigning import ask_somebody
from bot.desk import Desk
from bot.store.engine import Database
from bot.store.tables import Ticket
from bot.store.tickets import add_event, find, timing_of
from handlers.tickets.act import THE_CLOCK, Act, Action, Refused
from handlers.tickets.alerting import AlertEvent
from handlers.tickets.deadline import Silence, silence, started
from handlers.tickets.people import Tier
from handlers.tickets.ticket import Status, TicketKind
from handlers.tickets.working_days import local_day

_LOOK_AHEAD = timedelta(days=15)
"""Longer than any holiday that lies between a warning and its due day."""


def sweep_silence(database: Database, desk: Desk, now: Callable[[], datetime]) -> int:
    """Look at every running clock; how many tickets something was done to.

    One transaction a ticket: a fault in one holds up no other, and each hop is whole.
    """
    moment = now()
    with database.reading() as session:
        numbers = [t.number for t in _running(session, moment) if _found(t, moment, desk)]
    done = 0
    for number in numbers:
        with database.writing.begin() as session:
            ticket = find(session, number, lock=True)
            found = _found(ticket, moment, desk)  # another process may have been here
            if found is not None:
                _ACTS[found](session, ticket, moment, desk)
                done += 1
    return done


def _running(session: Session, now: datetime) -> list[Ticket]:
    near = Ticket.due_on <= local_day(now) + _LOOK_AHEAD
    query = select(Ticket).where(Ticket.due_on.is_not(None), Ticket.paused_at.is_(None))
    return list(session.scalars(query.where(or_(near, Ticket.stage_at > now)).order_by(Ticket.id)))


def _found(ticket: Ticket, now: datetime, desk: Desk) -> Silence | None:
    return silence(timing_of(ticket), now, desk.limits)


def _warn(session: Session, ticket: Ticket, now: datetime, desk: Desk) -> None:
    ticket.warned_on = ticket.due_on
    recorded = f"系统提醒：期限到{ticket.due_on}"
    add_event(session, ticket.id, now, THE_CLOCK.name, "warning", recorded)
    unclaimed = ticket.status == Status.REGISTERED
    event = AlertEvent.UNCLAIMED if unclaimed else AlertEvent.WARNING
    raise_alert(session, ticket, event, desk, now)


def _hand_up(session: Session, ticket: Ticket, now: datetime, desk: Desk) -> None:
    """One tier a time, and a new clock: the next tier has its own days."""
    if ticket.tier == Tier.COUNTY:
        _at_the_top(session, ticket, now, desk)
        return
    silent = ticket.handler or ticket.assignee
    why = f"{silent or '没有人'}到{ticket.due_on}没有办理"
    act = Act(Action.HAND_UP, THE_CLOCK, local_day(now), text=why)
    done = perform(session, ticket.number, act, None, now, desk)
    if isinstance(done, Refused):
        raise RuntimeError(f"{ticket.number}: {done.reason}")
    ask_somebody(session, ticket, now)
    raise_alert(session, ticket, AlertEvent.HANDED_UP, desk, now, (silent,))


def _at_the_top(session: Session, ticket: Ticket, now: datetime, desk: Desk) -> None:
    """There is nobody above: the supervisors are told again after each period of silence."""
    recorded = f"在最高一级超过期限{ticket.due_on}仍没有办理，已提醒负责人"
    add_event(session, ticket.id, now, THE_CLOCK.name, "overdue", recorded)
    _restart(ticket, now, desk)
    raise_alert(session, ticket, AlertEvent.OVERDUE, desk, now)


def _set_right(session: Session, ticket: Ticket, now: datetime, desk: Desk) -> None:
    """The stage began in the future: the server's clock was wrong when it was written."""
    recorded = "服务器时钟曾经不准，期限从现在重新计算"
    add_event(session, ticket.id, now, THE_CLOCK.name, "clock", recorded)
    _restart(ticket, now, desk)


def _restart(ticket: Ticket, now: datetime, desk: Desk) -> None:
    timing = started(TicketKind(ticket.kind), Status(ticket.status), now, desk.limits)
    ticket.stage_at, ticket.due_on, ticket.warned_on = timing.stage_at, timing.due_on, None


_ACTS = {
    Silence.WARNING: _warn,
    Silence.OVERDUE: _hand_up,
    Silence.CLOCK_JUMPED: _set_right,
}
