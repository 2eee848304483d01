"""The settings that say how long tickets may take and when staff sleep."""

import re
from collections.abc import Mapping
from datetime import time
from urllib.parse import urlsplit

from handlers.tickets.alerting import QuietHours
from handlers.tickets.deadline import Limit, Limits

_NAMES = ("claim", "accept", "end", "need", "warning", "wait")
_CLOCK = r"([01]\d|2[0-3]):([0-5]\d)"


def read_limits(text: str) -> Limits:
    """From `claim=1,accept=3,end=30,need=5,warning=1,wait=14`; what is not named is as usual.
    Raises ValueError."""
    given = _numbers(text)
    usual = Limits()
    return Limits(
        claim=Limit(given.get("claim", usual.claim.days)),
        accept=Limit(given.get("accept", usual.accept.days)),
        end=Limit(given.get("end", usual.end.days), working=False),
        need=Limit(given.get("need", usual.need.days)),
        warning=given.get("warning", usual.warning),
        wait=given.get("wait", usual.wait),
    )


def read_quiet_hours(text: str) -> QuietHours:
    """From `22:00-07:00`. Raises ValueError."""
    match = re.fullmatch(f"{_CLOCK}-{_CLOCK}", text)
    if match is None:
        raise ValueError(text)
    first_hour, first_minute, last_hour, last_minute = map(int, match.groups())
    return QuietHours(time(first_hour, first_minute), time(last_hour, last_minute))


def desk_faults(values: Mapping[str, str]) -> list[str]:
    """What is wrong with these settings; never their text, which may hold a password."""
    faults = []
    try:
        read_limits(values["BAIMI_DEADLINES"])
    except ValueError:
        faults.append(
            "BAIMI_DEADLINES must be like claim=1,accept=3,end=30,need=5,warning=1,wait=14"
        )
    try:
        read_quiet_hours(values["BAIMI_QUIET_HOURS"])
    except ValueError:
        faults.append("BAIMI_QUIET_HOURS must be like 22:00-07:00")
    mail = values["BAIMI_SMTP_URL"]
    if mail and not (urlsplit(mail).scheme in ("smtp", "smtps") and urlsplit(mail).hostname):
        faults.append("BAIMI_SMTP_URL must be smtp://host:port or smtps://user:password@host:port")
    return faults


def _numbers(text: str) -> dict[str, int]:
    found = {}
    for part in text.split(","):
        name, _, number = part.strip().partition("=")
        if name not in _NAMES or not number.isdecimal() or not 0 <= int(number) <= 366:
            raise ValueError(text)
        found[name] = int(number)
    return found
