"""Questions that nobody could answer, in groups, for the console and the command line."""

from datetime import datetime, timedelta

from bot.store.counts import gaps_since
from bot.store.engine import Database
from knowledge.base import Base
from knowledge.similar import Group, group

DAYS = 90
"""How far back one looks."""


def find_gaps(database: Database, base: Base, now: datetime, days: int = DAYS) -> tuple[Group, ...]:
    """The unanswered questions of the last days in groups, the most asked first."""
    with database.reading() as session:
        questions = gaps_since(session, now - timedelta(days=days))
    return group(base, questions)
