"""The table of what residents thought of the answers."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables import Table


class RatingRow(Table):
    """How often an entry's answer was found useful, and how often not; nobody's name."""

    __tablename__ = "entry_ratings"
    entry: Mapped[str] = mapped_column(String(64), primary_key=True)
    useful: Mapped[int]
    useless: Mapped[int]
