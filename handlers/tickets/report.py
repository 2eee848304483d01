"""The official report: counts of a period beside the year's running total."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta

CONTENT = 4
"""A mark from here on is one of content."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What is counted, each by the day on which it happened, so that a month once reported stays.

    `found` registered (排查数), `active` of them found by patrol, `handled` ended in any way
    (调处数), `agreed` with an agreement (成功数), `oral` of them orally, `failed` without one,
    `transferred`; `fen` the amount of the agreed in 1/100 yuan; `crime` and `petition` prevented.
    `rated` how many of the handled have at least one mark, `marks` the marks given, `content`
    of them 4 or 5, `points` their sum.
    """

    found: int = 0
    active: int = 0
    handled: int = 0
    agreed: int = 0
    oral: int = 0
    failed: int = 0
    transferred: int = 0
    fen: int = 0
    crime: int = 0
    petition: int = 0
    rated: int = 0
    marks: int = 0
    content: int = 0
    points: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))


@dataclass(frozen=True, slots=True)
class Period:
    """Days of a report, both included, as they are named."""

    name: str
    first: date
    last: date

    @property
    def year_so_far(self) -> "Period":
        """From New Year to the period's end: the running total."""
        return Period(f"{self.last.year}年累计", date(self.last.year, 1, 1), self.last)


@dataclass(frozen=True, slots=True)
class Group:
    """A line of the report; `parent` is the key of the line it is summed up in."""

    key: str
    name: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is printed: `level` 0 the whole, 1 the highest places or plain lines, 2 what is
    below them, and so on; `is_sum` that it sums up lines below it."""

    name: str
    level: int
    now: Tally
    year: Tally
    is_sum: bool = False


_PERIOD = re.compile(r"(\d{4})(?:-(0?[1-9]|1[0-2])|[-年]?[Qq]([1-4])|[-年]?[Hh]([12]))?")


def parse_period(text: str) -> Period:
    """2026-03, 2026Q1, 2026H1 or 2026. Raises ValueError with the reason in Chinese."""
    found = _PERIOD.fullmatch(text.strip())
    if found is None or int(found[1]) < 2000:
        raise ValueError(f"“{text}”不是月、季、半年或年，请写成 2026-03、2026Q1、2026H1 或 2026")
    year = int(found[1])
    if found[2]:
        month = int(found[2])
        return Period(f"{year}年{month}月", *_months(year, month, 1))
    if found[3]:
        quarter = int(found[3])
        return Period(f"{year}年第{quarter}季度", *_months(year, quarter * 3 - 2, 3))
    if found[4]:
        half = int(found[4])
        return Period(f"{year}年{'上' if half == 1 else '下'}半年", *_months(year, half * 6 - 5, 6))
    return Period(f"{year}年", *_months(year, 1, 12))


def _months(year: int, first: int, count: int) -> tuple[date, date]:
    after = first + count
    end = date(year + (after - 1) // 12, (after - 1) % 12 + 1, 1)
    return date(year, first, 1), end - timedelta(days=1)


def lines(
    groups: tuple[Group, ...], now: Mapping[str, Tally], year: Mapping[str, Tally]
) -> tuple[Line, ...]:
    """The whole first, then each group with its subtotals. What belongs to no known group is
    shown as 未归属, so that the lines always sum up to the whole."""
    known = {group.key for group in groups}
    lost = sorted({*now, *year} - known)
    found = [Line("合计", 0, _sum(now), _sum(year), is_sum=True)]
    for top in (group for group in groups if group.parent not in known):
        found += _tree(top, 1, groups, now, year)
    if lost:
        found.append(Line("未归属", 1, _of(now, lost), _of(year, lost)))
    return tuple(found)


def _tree(
    top: Group,
    level: int,
    groups: tuple[Group, ...],
    now: Mapping[str, Tally],
    year: Mapping[str, Tally],
) -> list[Line]:
    """A group with all that is below it, and then its parts; what stands in the group itself but
    in none of its parts is shown as such a part."""
    parts = [group for group in groups if group.parent == top.key]
    keys = _keys(top, groups)
    found = [Line(top.name, level, _of(now, keys), _of(year, keys), bool(parts))]
    for part in parts:
        found += _tree(part, level + 1, groups, now, year)
    if parts and (top.key in now or top.key in year):
        own = f"{top.name}（未分到下一级）"
        found.append(Line(own, level + 1, _of(now, [top.key]), _of(year, [top.key])))
    return found


def _keys(top: Group, groups: tuple[Group, ...]) -> list[str]:
    below = [key for part in groups if part.parent == top.key for key in _keys(part, groups)]
    return [top.key, *below]


def _sum(counted: Mapping[str, Tally]) -> Tally:
    return sum(counted.values(), Tally())


def _of(counted: Mapping[str, Tally], keys: list[str]) -> Tally:
    return sum((counted.get(key, Tally()) for key in keys), Tally())


HEADINGS = (
    "排查数",
    "其中主动排查",
    "调处数",
    "调处率",
    "成功数",
    "成功率",
    "口头协议",
    "调解不成",
    "移送",
    "协议金额（元）",
    "防止民转刑",
    "防止群体性上访",
    "已评价",
    "未评价",
    "评价率",
    "评分次数",
    "满意（4-5分）",
    "满意率",
    "平均分",
)


def cells(tally: Tally) -> tuple[int | str, ...]:
    """A tally under HEADINGS. A rate of nothing is a dash, never 100 %."""
    return (
        tally.found,
        tally.active,
        tally.handled,
        rate(tally.handled, tally.found),
        tally.agreed,
        rate(tally.agreed, tally.handled),
        tally.oral,
        tally.failed,
        tally.transferred,
        f"{tally.fen // 100}.{tally.fen % 100:02d}",
        tally.crime,
        tally.petition,
        tally.rated,
        tally.handled - tally.rated,
        rate(tally.rated, tally.handled),
        tally.marks,
        tally.content,
        rate(tally.content, tally.marks),
        f"{tally.points / tally.marks:.1f}" if tally.marks else "—",
    )


def rate(part: int, whole: int) -> str:
    """A share in per cent with one decimal; a dash when there is no whole."""
    return f"{100 * part / whole:.1f}%" if whole else "—"
