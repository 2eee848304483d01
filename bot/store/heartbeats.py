"""Whether somebody does the work of the queue."""

from datetime import datetime

from sqlalchemy.orm import Session, sessionmaker

from bot.store.channel_tables import Heartbeat

_JOBS = "jobs"


def beat(writing: sessionmaker[Session], now: datetime) -> None:
    """The jobs ran."""
    with writing.begin() as session:
        session.merge(Heartbeat(name=_JOBS, at=now))


def last_beat(session: Session) -> datetime | None:
    """When the jobs last ran; None for never."""
    row = session.get(Heartbeat, _JOBS)
    return row.at if row else None
