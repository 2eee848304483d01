"""A report from counts to lines, by one of four groupings."""

from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.papers.sheet import Sheet
from bot.store import ledger_rows, reports
from bot.store.house import load_house
from bot.store.reports import Column, Counted
from handlers.tickets import ledger
from handlers.tickets.people import TIER_NAMES, House, Tier
from handlers.tickets.report import HEADINGS, Group, Line, Period, Tally, cells, lines
from knowledge.entry import CATEGORIES


class By(StrEnum):
    """What the lines of a report are."""

    GRID = "grid"
    COMMUNITY = "community"
    CATEGORY = "category"
    TIER = "tier"


_COLUMNS: dict[By, Column] = {
    By.GRID: "place",
    By.COMMUNITY: "place",
    By.CATEGORY: "category",
    By.TIER: "tier",
}
BY_NAMES = {By.GRID: "网格", By.COMMUNITY: "社区", By.CATEGORY: "类型", By.TIER: "层级"}


def report(session: Session, period: Period, by: By) -> tuple[Line, ...]:
    """The lines of a report, the whole first."""
    house = load_house(session)
    now, year = reports.count(session, period, _COLUMNS[by])
    return lines(_groups(house, by), _fold(now, house, by), _fold(year, house, by))


def headings(period: Period, by: By) -> tuple[str, ...]:
    """The columns: the period's, then the year's so far."""
    so_far = period.year_so_far.name
    return (BY_NAMES[by], *HEADINGS, *(f"{so_far}·{heading}" for heading in HEADINGS))


def row(line: Line) -> tuple[int | str, ...]:
    """A line under these columns; what is below a subtotal is set in."""
    name = f"{'　' * max(0, line.level - 1)}{line.name}"
    return (name, *cells(line.now), *cells(line.year))


def _groups(house: House, by: By) -> tuple[Group, ...]:
    if by is By.CATEGORY:
        return tuple(Group(category, category) for category in CATEGORIES)
    if by is By.TIER:
        return tuple(Group(str(tier.value), name) for tier, name in TIER_NAMES.items())
    lowest = Tier.GRID if by is By.GRID else Tier.COMMUNITY
    wanted = [place for place in house.places if place.tier >= lowest]
    return tuple(Group(place.code, place.name, place.parent) for place in wanted)


def _fold(counted: Counted, house: House, by: By) -> Counted:
    """The tallies by the key of a group: a grid's belong to its community where grids are no
    lines."""
    if by is not By.COMMUNITY:
        return counted
    folded: Counted = {}
    for place, tally in counted.items():
        community = house.at_tier(place, Tier.COMMUNITY)
        key = community.code if community else place
        folded[key] = folded.get(key, Tally()) + tally
    return folded


def ledger_sheets(session: Session, first: date, last: date) -> tuple[Sheet, Sheet]:
    """The ledger of what was registered from `first` to `last`: disputes, and needs."""
    disputes = [ledger.cells(row) for row in ledger_rows.ledger_rows(session, first, last)]
    needs = [ledger.need_cells(row) for row in ledger_rows.need_rows(session, first, last)]
    return (
        Sheet("台账", ledger.HEADINGS, disputes),
        Sheet("需求销账", ledger.NEED_HEADINGS, needs),
    )
