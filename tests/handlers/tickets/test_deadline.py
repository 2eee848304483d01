"""Deadlines: excluded days never shorten one, a pause never loses time."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.tickets.act import Action
from handlers.tickets.deadline import (
    Limit,
    Limits,
    Silence,
    Timing,
    after_move,
    due_day,
    resumed,
    silence,
    started,
)
from handlers.tickets.ticket import Status, TicketKind
from handlers.tickets.working_days import (
    add_working_days,
    is_working_day,
    local_day,
    unknown_years,
    working_days_between,
)

DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
LIMITS = st.builds(Limit, st.integers(0, 60), st.booleans())
MOMENTS = st.integers(0, 5 * 365 * 24).map(
    lambda hours: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
)
DISPUTE = TicketKind.DISPUTE


def noon(day: date) -> datetime:
    """Noon in China."""
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)


@given(DAYS, LIMITS)
def test_excluded_days_never_shorten_a_deadline(start: date, limit: Limit) -> None:
    due = due_day(start, limit)
    assert due >= start + timedelta(days=limit.days)
    assert is_working_day(due)


@given(DAYS, st.integers(0, 60))
def test_a_working_deadline_has_as_many_working_days_as_it_says(start: date, days: int) -> None:
    assert working_days_between(start, due_day(start, Limit(days))) == days + (
        days == 0 and not is_working_day(start)
    )


@given(MOMENTS, LIMITS, st.integers(0, 90), st.integers(0, 200))
def test_a_pause_never_loses_time(began: datetime, limit: Limit, before: int, pause: int) -> None:
    timing = Timing(began, due_day(local_day(began), limit))
    assert timing.due_on is not None
    stopped = began + timedelta(days=before)
    back = stopped + timedelta(days=pause)
    again = resumed(Timing(began, timing.due_on, paused_at=stopped), limit, back)
    assert again.due_on is not None
    assert again.paused_at is None
    assert again.due_on >= timing.due_on
    if local_day(stopped) <= timing.due_on:
        if limit.working:
            left = working_days_between(local_day(stopped), timing.due_on)
            assert working_days_between(local_day(back), again.due_on) >= left
        else:
            left_days = timing.due_on - local_day(stopped)
            assert again.due_on - local_day(back) >= left_days


@given(MOMENTS, st.integers(0, 30))
def test_a_pause_of_no_days_changes_nothing(began: datetime, before: int) -> None:
    limit = Limit(10)
    due = due_day(local_day(began), limit)
    stopped = began + timedelta(days=before)
    assert resumed(Timing(began, due, paused_at=stopped), limit, stopped).due_on == due


@given(MOMENTS, st.integers(0, 400), st.integers(0, 60))
def test_a_stopped_clock_says_only_that_it_stood_long_enough(
    began: datetime, later: int, wait: int
) -> None:
    timing = Timing(began, local_day(began), paused_at=began)
    expected = Silence.WAITED_ENOUGH if later >= wait else None
    assert silence(timing, began + timedelta(days=later), Limits(wait=wait)) is expected


@given(MOMENTS, st.lists(st.tuples(st.integers(0, 5), st.integers(0, 20)), max_size=6))
def test_many_pauses_neither_lose_nor_win_working_days(
    began: datetime, pauses: list[tuple[int, int]]
) -> None:
    limit, now = Limit(10), began
    timing = Timing(began, due_day(local_day(began), limit))
    worked = 0
    for work, rest in pauses:
        stopped = now + timedelta(days=work)
        worked += working_days_between(local_day(now), local_day(stopped))
        now = stopped + timedelta(days=rest)
        timing = resumed(replace(timing, paused_at=stopped), limit, now)
    assert timing.due_on is not None
    if worked < limit.days:
        assert working_days_between(local_day(now), timing.due_on) == limit.days - worked


def test_the_national_day_is_not_counted() -> None:
    assert add_working_days(date(2026, 9, 30), 1) == date(2026, 10, 8)


def test_a_working_saturday_is_counted() -> None:
    assert is_working_day(date(2026, 10, 10))


def test_an_unknown_year_counts_weekdays_and_says_so() -> None:
    assert unknown_years(date(2026, 12, 1), date(2027, 1, 10)) == (2027,)
    assert unknown_years(date(2026, 1, 1), date(2026, 2, 1)) == ()
    assert is_working_day(date(2027, 10, 1)), "a Friday: the calendar is not out yet"


def test_thirty_days_that_end_on_a_holiday_roll_to_the_next_working_day() -> None:
    assert due_day(date(2026, 9, 3), Limit(30, working=False)) == date(2026, 10, 8)


STAGES = [
    (DISPUTE, Status.REGISTERED, date(2026, 3, 5)),
    (DISPUTE, Status.INVITING, date(2026, 3, 9)),
    (DISPUTE, Status.MEDIATING, date(2026, 4, 3)),
    (DISPUTE, Status.AGREED, None),
    (DISPUTE, Status.ARCHIVED, None),
    (TicketKind.NEED, Status.DOING, date(2026, 3, 11)),
    (TicketKind.NEED, Status.DONE, None),
    (TicketKind.CRISIS, Status.REGISTERED, None),
]


@pytest.mark.parametrize(("kind", "status", "due"), STAGES)
def test_each_stage_has_its_limit(kind: TicketKind, status: Status, due: date | None) -> None:
    timing = started(kind, status, noon(date(2026, 3, 4)), Limits())
    assert timing.due_on == due


def test_the_clock_stops_at_closing() -> None:
    now = noon(date(2026, 3, 4))
    timing = started(DISPUTE, Status.MEDIATING, now, Limits())
    closed = after_move(
        timing, DISPUTE, Status.MEDIATING, Status.AGREED, Action.AGREE, now, Limits()
    )
    assert closed.due_on is None


def test_an_extension_adds_the_limit_once_more() -> None:
    now = noon(date(2026, 3, 4))
    timing = started(DISPUTE, Status.MEDIATING, now, Limits())
    longer = after_move(
        timing, DISPUTE, Status.MEDIATING, Status.MEDIATING, Action.EXTEND, now, Limits()
    )
    assert (longer.due_on, longer.extended) == (date(2026, 5, 6), True)


def test_handing_on_inside_a_stage_does_not_start_it_anew() -> None:
    began = noon(date(2026, 3, 4))
    timing = started(DISPUTE, Status.VERIFYING, began, Limits())
    later = after_move(
        timing, DISPUTE, Status.VERIFYING, Status.VERIFYING, Action.ASSIGN,
        began + timedelta(days=1), Limits(),
    )  # fmt: skip
    assert later == timing


def test_an_invitation_stops_the_clock_and_a_second_one_does_not_wind_it_back() -> None:
    began = noon(date(2026, 3, 4))
    timing = started(DISPUTE, Status.VERIFYING, began, Limits())
    for day in (1, 4):
        timing = after_move(
            timing, DISPUTE, Status.INVITING, Status.INVITING, Action.INVITE,
            began + timedelta(days=day), Limits(),
        )  # fmt: skip
        assert timing.paused_at == began + timedelta(days=1)


def test_silence_warns_once_then_is_overdue() -> None:
    began = noon(date(2026, 3, 4))  # a Wednesday; 3 working days end on Monday the 9th
    timing = started(DISPUTE, Status.VERIFYING, began, Limits())
    found = {day: silence(timing, noon(date(2026, 3, day)), Limits()) for day in range(4, 11)}
    assert found == {
        4: None,
        5: None,
        6: Silence.WARNING,
        7: None,  # a Saturday: nobody is warned on a day off
        8: None,
        9: Silence.WARNING,
        10: Silence.OVERDUE,
    }
    warned = Timing(timing.stage_at, timing.due_on, warned_on=timing.due_on)
    assert silence(warned, noon(date(2026, 3, 9)), Limits()) is None
    assert silence(warned, noon(date(2026, 3, 10)), Limits()) is Silence.OVERDUE


def test_a_clock_that_jumped_back_is_found() -> None:
    timing = started(DISPUTE, Status.VERIFYING, noon(date(2027, 3, 4)), Limits())
    assert silence(timing, noon(date(2026, 3, 4)), Limits()) is Silence.CLOCK_JUMPED
