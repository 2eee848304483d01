"""What the clock does to tickets: it warns, takes back, hands up. Running it twice does no harm."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from bot.acts import perform
from bot.alerts.raise_alert import raise_alert
from bot.desk import Desk
from bot.store.engine import Database
from bot.store.tables import Ticket
from bot.store.tickets import add_event, find, run_again, set_timing, timing_of
from bot.telling import tell_parties
from handlers import wording
from handlers.tickets.act import THE_CLOCK, Act, Action, Refused
from handlers.tickets.alerting import AlertEvent
from handlers.tickets.deadline import Silence, silence, started
from handlers.tickets.people import Tier
from handlers.tickets.ticket import Audience, Status, TicketKind
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
    near = and_(Ticket.due_on <= local_day(now) + _LOOK_AHEAD, Ticket.paused_at.is_(None))
    waits = Ticket.paused_at.is_not(None)
    query = select(Ticket).where(Ticket.due_on.is_not(None))
    found = query.where(or_(near, waits, Ticket.stage_at > now))
    return list(session.scalars(found.order_by(Ticket.id)))


def _found(ticket: Ticket, now: datetime, desk: Desk) -> Silence | None:
    return silence(timing_of(ticket), now, desk.limits)


def _warn(session: Session, ticket: Ticket, now: datetime, desk: Desk) -> None:
    ticket.warned_on = ticket.due_on
    recorded = f"系统提醒：期限到{ticket.due_on}"
    add_event(session, ticket.id, now, THE_CLOCK.name, "warning", recorded)
    event = AlertEvent.WARNING if ticket.handler else AlertEvent.UNCLAIMED
    raise_alert(session, ticket, event, desk, now)


def _hand_up(session: Session, ticket: Ticket, now: datetime, desk: Desk) -> None:
    """One tier a time, and a new clock: the next tier has its own days."""
    if ticket.tier == Tier.COUNTY:
        _at_the_top(session, ticket, now, desk)
        return
    silent = ticket.handler or ticket.assignee or "没有人"
    why = f"{silent}到{ticket.due_on}没有办理"
    act = Act(Action.HAND_UP, THE_CLOCK, local_day(now), text=why)
    done = perform(session, ticket.number, act, None, now, desk)
    if isinstance(done, Refused):
        raise RuntimeError(f"{ticket.number}: {done.reason}")


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


def _wait_over(session: Session, ticket: Ticket, now: datetime, desk: Desk) -> None:
    """Nobody waits for ever: the clock runs again, and the applicant learns that there was no
    answer and which other routes there are (人民调解法 3, 26)."""
    told = wording.TOLD_UNANSWERED if ticket.status == Status.INVITING else ""
    run_again(ticket, now, desk.limits)
    recorded = f"等了{desk.limits.wait}天没有等到，恢复计时，期限到{ticket.due_on}"
    hears = Audience.APPLICANT
    add_event(session, ticket.id, now, THE_CLOCK.name, "unanswered", recorded, told, hears)
    tell_parties(session, ticket, told, hears, now)
    raise_alert(session, ticket, AlertEvent.UNANSWERED, desk, now)


def _restart(ticket: Ticket, now: datetime, desk: Desk) -> None:
    set_timing(ticket, started(TicketKind(ticket.kind), Status(ticket.status), now, desk.limits))


_ACTS = {
    Silence.WARNING: _warn,
    Silence.OVERDUE: _hand_up,
    Silence.WAITED_ENOUGH: _wait_over,
    Silence.CLOCK_JUMPED: _set_right,
}
