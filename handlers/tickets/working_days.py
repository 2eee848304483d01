"""Days in China: the local date of a moment, and the working days of the State Council's calendar.

The calendar knows no year beyond its release; such a year counts Monday to Friday, and
`unknown_years` lets people be told.
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import chinese_calendar

LOCAL = ZoneInfo("Asia/Shanghai")
_DAY = timedelta(days=1)


def local_day(moment: datetime) -> date:
    """The date in China at a moment."""
    return moment.astimezone(LOCAL).date()


def is_working_day(day: date) -> bool:
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.isoweekday() <= 5


def unknown_years(first: date, last: date) -> tuple[int, ...]:
    """The years from `first` to `last` whose holidays the calendar does not know."""
    return tuple(year for year in range(first.year, last.year + 1) if not _is_known(year))


def next_working_day(day: date) -> date:
    """`day` itself if work is done on it, else the first day after it on which it is."""
    while not is_working_day(day):
        day += _DAY
    return day


def add_working_days(day: date, count: int) -> date:
    """The `count`-th working day after `day`; for 0 `next_working_day`."""
    if count == 0:
        return next_working_day(day)
    while count > 0:
        day += _DAY
        count -= is_working_day(day)
    return day


def working_days_between(first: date, last: date) -> int:
    """Working days after `first`, up to and including `last`; 0 when `last` is not later."""
    return sum(is_working_day(first + _DAY * n) for n in range(1, (last - first).days + 1))


def _is_known(year: int) -> bool:
    try:
        chinese_calendar.is_workday(date(year, 7, 1))
    except NotImplementedError:
        return False
    return True
