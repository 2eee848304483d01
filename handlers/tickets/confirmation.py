"""The 30 days in which both parties may ask a court to confirm their agreement."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

IsWorkingDay = Callable[[date], bool]
DAYS = 30
"""From the day the agreement takes effect (人民调解法 33, 民事诉讼法 2023, 205)."""
REMINDED_AFTER = (20, 27)
MATERIALS = (
    "双方共同签名的司法确认申请书",
    "人民调解协议书原件（口头协议带登记表）",
    "双方的身份证明，单位带资格证明",
    "调委会主持调解的证明",
    "和协议有关的财产权利证明（房产证、租约、欠条等）",
    "双方的住址、送达地址和电话",
    "请人代办的，另带签名的授权委托书",
)
"""民诉法解释 2022, 354; 法释〔2011〕5号, 3."""
COURTS = "当事人住所地、标的物所在地或者调委会所在地的基层人民法院"
"""民事诉讼法 2023, 205."""


@dataclass(frozen=True, slots=True)
class Clock:
    """`last` is the last day to apply; `rolled` says that it moved for a holiday."""

    effective: date
    last: date
    rolled: bool


@dataclass(frozen=True, slots=True)
class ClockReminder:
    """To be said now: `day` is the mark that was reached (20 or 27), `left` the days that are
    left, 0 on the last one."""

    day: int
    left: int


def clock(effective: date, is_working_day: IsWorkingDay) -> Clock:
    """The day itself does not count; an end on a holiday rolls on (民事诉讼法 2023, 85)."""
    last = effective + timedelta(days=DAYS)
    end = next_working_day(last, is_working_day)
    return Clock(effective, end, end != last)


def next_working_day(day: date, is_working_day: IsWorkingDay) -> date:
    """`day` itself, or the first working day after it."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def due_reminder(running: Clock, today: date, said: frozenset[int]) -> ClockReminder | None:
    """The reminder that is due and was not said. After days of silence only the latest is."""
    if today > running.last:
        return None
    passed = [day for day in REMINDED_AFTER if today >= running.effective + timedelta(days=day)]
    if not passed or passed[-1] in said:
        return None
    return ClockReminder(passed[-1], (running.last - today).days)
