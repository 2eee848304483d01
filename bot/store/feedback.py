"""What editors learn from residents: entries asked and rated, and questions that wait."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from bot.store.feedback_tables import RatingRow
from bot.store.tables import Asked, Gap
from bot.store.upsert import insert_missing


@dataclass(frozen=True, slots=True)
class Use:
    """How often an entry was answered with, found useful, and found useless."""

    asked: int = 0
    useful: int = 0
    useless: int = 0


@dataclass(frozen=True, slots=True)
class Waiting:
    """A question nobody could answer, how often it was asked, and when last."""

    question: str
    times: int
    last: datetime


def count_rating(session: Session, entry: str, useful: bool) -> None:
    """One more opinion of an entry; nothing for no entry."""
    if not entry:
        return
    insert_missing(session, RatingRow, {"entry": entry, "useful": 0, "useless": 0})
    column = RatingRow.useful if useful else RatingRow.useless
    session.execute(update(RatingRow).where(RatingRow.entry == entry).values({column: column + 1}))


def uses(session: Session) -> dict[str, Use]:
    """Every entry that was ever asked or rated."""
    asked = {row.entry: row.times for row in session.scalars(select(Asked))}
    rated = {row.entry: row for row in session.scalars(select(RatingRow))}
    return {
        entry: Use(
            asked.get(entry, 0),
            rated[entry].useful if entry in rated else 0,
            rated[entry].useless if entry in rated else 0,
        )
        for entry in asked | rated
    }


def waiting(session: Session, most: int = 50) -> list[Waiting]:
    """The questions that wait for an entry, the most asked first."""
    times = func.count(Gap.id)
    query = (
        select(Gap.question, times, func.max(Gap.asked_at))
        .group_by(Gap.question)
        .order_by(times.desc(), func.max(Gap.asked_at).desc())
        .limit(most)
    )
    return [Waiting(question, count, last) for question, count, last in session.execute(query)]
