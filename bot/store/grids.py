"""Which grid a resident belongs to, by the code they scanned last."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from bot.store.channel_tables import ResidentGrid


def bind(session: Session, resident: str, grid: str, now: datetime) -> None:
    """The newest scan counts."""
    session.merge(ResidentGrid(resident=resident, grid=grid, bound_at=now))


def grid_of(session: Session, resident: str) -> str:
    """The grid's code; empty when none was scanned."""
    row = session.get(ResidentGrid, resident)
    return row.grid if row else ""


def forget(session: Session, resident: str) -> None:
    session.execute(delete(ResidentGrid).where(ResidentGrid.resident == resident))
