"""Which staff an event concerns, and when they may be disturbed."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from handlers.tickets.people import House, Member, Role, Tier
from handlers.tickets.working_days import LOCAL


class AlertEvent(StrEnum):
    """What staff are told of."""

    NEW = "new"
    UNCLAIMED = "unclaimed"
    WARNING = "warning"
    OVERDUE = "overdue"
    HANDED_UP = "handed_up"
    ADDED = "added"
    REOPENED = "reopened"
    ENDED = "ended"
    ASKED = "asked"
    TAKEN_BACK = "taken_back"
    UNANSWERED = "unanswered"
    CRISIS = "crisis"
    AGREEMENT_CONFIRMED = "agreement_confirmed"
    AGREEMENT_WRONG = "agreement_wrong"
    COURT_REMINDER = "court_reminder"
    TERM_DUE = "term_due"
    TERM_LATE = "term_late"
    VISIT_DUE = "visit_due"


_ASSIGNEE_ONLY: tuple[Role, ...] = ()
ROLES: dict[AlertEvent, tuple[Role, ...]] = {
    AlertEvent.NEW: _ASSIGNEE_ONLY,
    AlertEvent.UNCLAIMED: (Role.SUPERVISOR,),
    AlertEvent.WARNING: _ASSIGNEE_ONLY,
    AlertEvent.OVERDUE: (Role.SUPERVISOR,),
    AlertEvent.HANDED_UP: (Role.SUPERVISOR,),
    AlertEvent.ADDED: _ASSIGNEE_ONLY,
    AlertEvent.REOPENED: (Role.SUPERVISOR,),
    AlertEvent.ENDED: _ASSIGNEE_ONLY,
    AlertEvent.ASKED: _ASSIGNEE_ONLY,
    AlertEvent.TAKEN_BACK: (Role.SUPERVISOR,),
    AlertEvent.UNANSWERED: _ASSIGNEE_ONLY,
    AlertEvent.CRISIS: (Role.POLICE, Role.GRID, Role.SUPERVISOR),
    AlertEvent.AGREEMENT_CONFIRMED: _ASSIGNEE_ONLY,
    AlertEvent.AGREEMENT_WRONG: _ASSIGNEE_ONLY,
    AlertEvent.COURT_REMINDER: _ASSIGNEE_ONLY,
    AlertEvent.TERM_DUE: _ASSIGNEE_ONLY,
    AlertEvent.TERM_LATE: _ASSIGNEE_ONLY,
    AlertEvent.VISIT_DUE: _ASSIGNEE_ONLY,
}
"""Besides whoever has the ticket or is asked to take it, who is told of an event."""


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From `since` to `until`, local time, only what is urgent disturbs; equal means never."""

    since: time = time(22)
    until: time = time(7)

    def allowed_from(self, moment: datetime) -> datetime:
        """`moment` itself, or the end of the quiet hours that it lies in."""
        local = moment.astimezone(LOCAL)
        if not self._covers(local.time()):
            return moment
        end = local.replace(hour=self.until.hour, minute=self.until.minute, second=0, microsecond=0)
        return (end if end > local else end + timedelta(days=1)).astimezone(moment.tzinfo)

    def _covers(self, clock: time) -> bool:
        if self.since <= self.until:
            return self.since <= clock < self.until
        return clock >= self.since or clock < self.until


def concerned(
    house: House, event: AlertEvent, names: tuple[str, ...], place: str, tier: Tier
) -> tuple[Member, ...]:
    """The members of staff to tell: those named, and the event's roles where the ticket is; where
    nobody is named, the supervisors."""
    roles = ROLES[event] if any(names) else (*ROLES[event], Role.SUPERVISOR)
    here = [p.code for t in Tier if t <= tier and (p := house.at_tier(place, t))]
    return tuple(
        m
        for m in house.members
        if m.active
        and (
            m.name in names
            or (m.role in roles and (not here or not m.places or set(here) & set(m.places)))
        )
    )
