"""What editors learn from use: entries asked for, and questions nobody could answer."""

import re
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store.tables import Gap
from bot.store.upsert import count_asked

_NUMBERS = re.compile(r"[0-9][0-9 -]{4,}[0-9xX]")
"""Telephone, card and identity numbers, which say who asked."""
_MOST = 5_000


def count_outcome(session: Session, entry: str, gap: str, now: datetime) -> None:
    """Count an answered entry; keep an unanswered question without the person who asked."""
    if entry:
        count_asked(session, entry)
    if gap:
        session.add(Gap(question=_NUMBERS.sub("…", gap)[:500], asked_at=now))


def gaps_since(session: Session, since: datetime) -> list[str]:
    """The questions that nobody could answer since then, newest first, at most 5,000."""
    query = select(Gap.question).where(Gap.asked_at >= since).order_by(Gap.asked_at.desc())
    return list(session.scalars(query.limit(_MOST)))
