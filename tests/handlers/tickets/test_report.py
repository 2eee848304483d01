"""The report: periods, rates that never flatter, and lines that sum up."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.tickets.report import HEADINGS, Group, Tally, cells, lines, parse_period, rate


@pytest.mark.parametrize(
    ("text", "name", "first", "last"),
    [
        ("2026-02", "2026年2月", date(2026, 2, 1), date(2026, 2, 28)),
        ("2024-2", "2024年2月", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-12", "2026年12月", date(2026, 12, 1), date(2026, 12, 31)),
        ("2026Q4", "2026年第4季度", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026H1", "2026年上半年", date(2026, 1, 1), date(2026, 6, 30)),
        ("2026", "2026年", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_periods(text: str, name: str, first: date, last: date) -> None:
    period = parse_period(text)
    assert (period.name, period.first, period.last) == (name, first, last)
    assert period.year_so_far.first == date(first.year, 1, 1)
    assert period.year_so_far.last == last


@pytest.mark.parametrize("text", ["", "2026-13", "2026Q5", "三月", "26-03", "1026"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="请写成"):
        parse_period(text)


def test_a_rate_of_nothing_is_a_dash() -> None:
    assert rate(0, 0) == "—"
    row = dict(
        zip(HEADINGS, cells(Tally(handled=3, rated=1, marks=1, content=1, points=5)), strict=True)
    )
    assert (row["调处数"], row["已评价"], row["未评价"]) == (3, 1, 2)
    assert (row["评价率"], row["满意率"]) == ("33.3%", "100.0%")


GROUPS = (Group("c1", "幸福社区"), Group("g1", "一网格", "c1"), Group("g2", "二网格", "c1"))


@given(st.dictionaries(st.sampled_from(["c1", "g1", "g2", "gone", ""]), st.integers(1, 9)))
def test_lines_always_sum_up_to_the_whole(found: dict[str, int]) -> None:
    now = {key: Tally(found=count) for key, count in found.items()}
    made = lines(GROUPS, now, now)
    assert made[0].now.found == sum(found.values())
    assert sum(line.now.found for line in made if line.level == 1) == made[0].now.found
    below = [line for line in made if line.level == 2]
    community = next(line for line in made if line.name == "幸福社区")
    assert sum(line.now.found for line in below) == community.now.found


STREETS = (
    Group("jd", "和平街道"),
    Group("c1", "幸福社区", "jd"),
    Group("c2", "平安社区", "jd"),
    Group("g1", "一网格", "c1"),
    Group("g2", "二网格", "c1"),
)


def test_each_tier_is_summed_up_in_the_one_above() -> None:
    now = {"g1": Tally(found=3), "g2": Tally(found=4), "c2": Tally(found=5), "jd": Tally(found=6)}
    made = [(line.level, line.name, line.now.found) for line in lines(STREETS, now, {})]
    assert made == [
        (0, "合计", 18),
        (1, "和平街道", 18),
        (2, "幸福社区", 7),
        (3, "一网格", 3),
        (3, "二网格", 4),
        (2, "平安社区", 5),
        (2, "和平街道（未分到下一级）", 6),
    ]
