"""Dates as people in China read them."""

from datetime import datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8), "CST")
"""The one zone of the whole country, without summer time."""


def day(moment: datetime) -> str:
    """11月23日 for a moment, by China's clock."""
    return f"{moment.astimezone(CHINA):%m月%d日}"
