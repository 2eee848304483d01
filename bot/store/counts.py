"""What editors learn from use: entries asked for, and questions nobody could answer."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.store.tables import Gap
from bot.store.upsert import count_asked


def count_outcome(session: Session, entry: str, gap: str, now: datetime) -> None:
    """Count an answered entry; keep an unanswered question without the person who asked."""
    if entry:
        count_asked(session, entry)
    if gap:
        session.add(Gap(question=gap[:500], asked_at=now))
