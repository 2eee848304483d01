"""Days as people here count them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Shanghai")


def local_day(moment: datetime) -> date:
    """The day of a moment."""
    return moment.astimezone(LOCAL).date()
