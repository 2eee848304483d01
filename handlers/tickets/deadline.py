"""Deadlines: how long a stage may take, when to warn, and what silence leads to.

人民调解法 sets no time limits; these are practice (mediation.md): take it within a working day,
accept within 3 working days, end within 30 days, longer when both parties ask. A due day ends at
midnight in China.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from handlers.tickets.act import Action
from handlers.tickets.ticket import BEFORE_ACCEPTANCE, IN_MEDIATION, Status, TicketKind
from handlers.tickets.working_days import (
    add_working_days,
    is_working_day,
    local_day,
    next_working_day,
    working_days_between,
)


@dataclass(frozen=True, slots=True)
class Limit:
    """A number of days; when `working`, days off are not counted, otherwise the end rolls to the
    next working day."""

    days: int
    working: bool = True


@dataclass(frozen=True, slots=True)
class Limits:
    """How long each stage may take; `warning` is working days before the end, `wait` how many days
    at most the clock stands still for somebody who does not answer."""

    claim: Limit = Limit(1)
    accept: Limit = Limit(3)
    end: Limit = Limit(30, working=False)
    need: Limit = Limit(5)
    warning: int = 1
    wait: int = 14

    def of(self, kind: TicketKind, status: Status) -> Limit | None:
        """The limit of the stage a ticket is in; None where no clock runs: a crisis is never
        closed or moved by a timer."""
        if kind is TicketKind.CRISIS:
            return None
        if status is Status.REGISTERED:
            return self.claim
        if status in BEFORE_ACCEPTANCE:
            return self.accept
        if status in IN_MEDIATION:
            return self.end
        return self.need if status in (Status.CLAIMED, Status.DOING) else None


@dataclass(frozen=True, slots=True)
class Timing:
    """The clock of a ticket: the stage began at `stage_at` and ends with the day `due_on` (None:
    no clock); `warned_on` is the due day that was warned of."""

    stage_at: datetime | None = None
    due_on: date | None = None
    warned_on: date | None = None
    paused_at: datetime | None = None
    extended: bool = False


class Silence(StrEnum):
    """What the clock finds."""

    WARNING = "warning"
    OVERDUE = "overdue"
    WAITED_ENOUGH = "waited_enough"
    CLOCK_JUMPED = "clock_jumped"


def due_day(start: date, limit: Limit) -> date:
    """The last day of a stage that begins on `start`."""
    if limit.working:
        return add_working_days(start, limit.days)
    return next_working_day(start + timedelta(days=limit.days))


def started(kind: TicketKind, status: Status, now: datetime, limits: Limits) -> Timing:
    """The clock of a stage that begins now."""
    limit = limits.of(kind, status)
    return Timing(now, due_day(local_day(now), limit) if limit else None)


def after_move(
    timing: Timing,
    kind: TicketKind,
    before: Status,
    after: Status,
    action: Action,
    now: datetime,
    limits: Limits,
) -> Timing:
    """The clock after a move: a new stage begins anew, and so does a new tier or a new pair of
    hands after silence; a pause and an invitation stop it, resuming and checking further give back
    what was left."""
    if limits.of(kind, after) != limits.of(kind, before) or action in _AFRESH:
        return started(kind, after, now, limits)
    limit = limits.of(kind, after)
    if limit is None or timing.due_on is None:
        return timing
    if action in (Action.PAUSE, Action.INVITE):
        return replace(timing, paused_at=timing.paused_at or now)
    if action in (Action.RESUME, Action.VERIFY):
        return resumed(timing, limit, now)
    if action is Action.EXTEND:
        return replace(timing, due_on=due_day(timing.due_on, limit), warned_on=None, extended=True)
    return timing


def resumed(timing: Timing, limit: Limit, now: datetime) -> Timing:
    """The clock runs again: as many days are left as were left when it was stopped."""
    if timing.paused_at is None or timing.due_on is None:
        return timing
    stopped = local_day(timing.paused_at)
    today = max(local_day(now), stopped)
    if timing.due_on < stopped:
        return replace(timing, paused_at=None)
    if limit.working:
        left = working_days_between(stopped, timing.due_on)
        due = add_working_days(today, left)
    else:
        due = next_working_day(today + (timing.due_on - stopped))
    return replace(timing, due_on=max(due, timing.due_on), paused_at=None)


def silence(timing: Timing, now: datetime, limits: Limits) -> Silence | None:
    """What the clock finds now; None when there is time, the clock is stopped, or none runs."""
    if timing.due_on is None or timing.stage_at is None:
        return None
    today = local_day(now)
    if max(timing.stage_at, timing.paused_at or timing.stage_at) - now > _TOLERANCE:
        return Silence.CLOCK_JUMPED
    if timing.paused_at is not None:
        waited = today - local_day(timing.paused_at)
        return Silence.WAITED_ENOUGH if waited.days >= limits.wait else None
    if today > timing.due_on:
        return Silence.OVERDUE
    warned = timing.warned_on == timing.due_on
    near = working_days_between(today, timing.due_on) <= limits.warning
    began_today = local_day(timing.stage_at) == today
    if near and not warned and not began_today and is_working_day(today):
        return Silence.WARNING
    return None


_AFRESH = (Action.HAND_UP, Action.REOPEN, Action.REJECT, Action.TAKE_BACK, Action.RECUSE)
_TOLERANCE = timedelta(minutes=5)
"""A stage or a pause that began later than this after now: it was written by a wrong clock."""
