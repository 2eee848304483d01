"""Where a day begins, for questions to the database."""

from datetime import UTC, date, datetime, timedelta

from handlers.tickets.working_days import LOCAL


def begins(day: date) -> datetime:
    """The first moment of a day in China, in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=LOCAL).astimezone(UTC)


def ends(day: date) -> datetime:
    """The first moment after a day."""
    return begins(day + timedelta(days=1))
