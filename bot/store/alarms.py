"""Faults of the channel that the operator must mend."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.store.channel_tables import Alarm

TOLD_EVERY = timedelta(hours=1)
FORGOTTEN_AFTER = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class RaisedAlarm:
    """A code, how often, and when last."""

    code: int
    times: int
    last_at: datetime


def raise_alarm(
    session: Session, code: int, now: datetime, stopped_until: datetime | None = None
) -> None:
    """It happened (again); until `stopped_until` the platform is left in peace."""
    row = session.get(Alarm, code)
    if row is None:
        row = Alarm(code=code, first_at=now, last_at=now, times=0, told_at=None, stopped_until=None)
        session.add(row)
    row.last_at, row.times = now, row.times + 1
    row.stopped_until = stopped_until or row.stopped_until


def stopped_until(session: Session, now: datetime) -> datetime | None:
    """When sending may go on, if a quota is used up."""
    times = session.scalars(select(Alarm.stopped_until).where(Alarm.stopped_until > now)).all()
    return max((at for at in times if at), default=None)


def take_untold(session: Session, now: datetime) -> list[RaisedAlarm]:
    """Alarms that nobody heard of within the last hour; they count as told from now on."""
    session.execute(delete(Alarm).where(Alarm.last_at < now - FORGOTTEN_AFTER))
    rows = [
        row
        for row in session.scalars(select(Alarm).with_for_update())
        if row.told_at is None or (row.told_at < row.last_at and row.told_at < now - TOLD_EVERY)
    ]
    for row in rows:
        row.told_at = now
    return [RaisedAlarm(row.code, row.times, row.last_at) for row in rows]


def settle(session: Session, code: int) -> None:
    """Somebody mended it: sending goes on at once, and it counts anew should it come again."""
    session.execute(delete(Alarm).where(Alarm.code == code))


def current(session: Session, now: datetime) -> list[RaisedAlarm]:
    """Alarms of the last day, newest first."""
    rows = session.scalars(
        select(Alarm).where(Alarm.last_at > now - timedelta(days=1)).order_by(Alarm.last_at.desc())
    )
    return [RaisedAlarm(row.code, row.times, row.last_at) for row in rows]
