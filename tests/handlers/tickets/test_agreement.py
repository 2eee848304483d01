"""Agreements: what may be saved, what a court would not confirm, and the days that run."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.tickets.agreement import (
    AgreementDraft,
    Form,
    Side,
    Signer,
    Term,
    court_warnings,
    faults,
    parse_yuan,
    yuan,
)
from handlers.tickets.confirmation import Clock, clock, due_reminder
from handlers.tickets.performance import Mark, Promise, due_mark, visit_day

DAY = date(2026, 3, 2)
GOOD = AgreementDraft(
    Form.WRITTEN,
    "楼上主管道漏水，两家受损，双方同意分担。",
    (Term(Side.RESPONDENT, "修好主管道", DAY + timedelta(days=10), None),),
    DAY,
    (Signer(Side.APPLICANT, "张三"), Signer(Side.RESPONDENT, "李四")),
)


def is_weekday(day: date) -> bool:
    return day.isoweekday() <= 5


def test_a_whole_agreement_may_be_saved_and_a_court_has_nothing_against_it() -> None:
    assert list(faults(GOOD, DAY, DAY)) == []
    assert court_warnings(GOOD) == ()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"facts": "漏水"}, "事实"),
        ({"terms": ()}, "至少"),
        ({"terms": (Term(Side.BOTH, " "),)}, "没有写内容"),
        ({"terms": (Term(Side.BOTH, "修好", date(2026, 3, 1)),)}, "早于"),
        ({"terms": (Term(Side.BOTH, "付钱", None, 0),)}, "大于0"),
        ({"effective": DAY + timedelta(days=1)}, "还没有到"),
        ({"effective": DAY - timedelta(days=90)}, "早于登记"),
        ({"parties": GOOD.parties[:1]}, "两方"),
        ({"parties": (Signer(Side.APPLICANT, ""), GOOD.parties[1])}, "姓名"),
    ],
)
def test_what_is_missing_or_impossible_is_said(change: dict[str, object], says: str) -> None:
    draft = replace(GOOD, **change)  # type: ignore[arg-type]
    assert any(says in fault for fault in faults(draft, DAY, DAY - timedelta(days=30)))


@pytest.mark.parametrize(
    ("words", "article"),
    [
        ("双方自愿离婚", "355条第3项"),
        ("解除收养关系", "355条第3项"),
        ("房屋归张三所有", "355条第5项"),
        ("商标权归李四", "355条第5项"),
        ("女方不再支付抚养费", "358条第1、2项"),
        ("张三以后不得报警", "358条第1、3项"),
        ("张三放弃起诉的权利", "358条第1、3项"),
        ("打人的事双方私了", "人民调解法第25条"),
        ("不追究李四的刑事责任", "355条第1项"),
        ("李四还清赌债", "358条第1、3项"),
        ("李四把身份证交出，扣押身份证一个月", "358条第1项"),
        ("由李四办好落户", "355条第1项"),
        ("一楼绿地归张三使用", "358条第2项"),
        ("李四把宅基地卖给张三", "358条第1项"),
        ("李四尽快修好", "358条第5项"),
        ("李四赔偿张三损失", "358条第5项"),
    ],
)
def test_what_a_court_would_not_confirm_is_warned_about(words: str, article: str) -> None:
    draft = replace(GOOD, terms=(Term(Side.BOTH, words, DAY),))
    assert any(article in warning.article for warning in court_warnings(draft))


@pytest.mark.parametrize(
    "words",
    ["李四支付张三1200元", "李四带上不动产权证到场", "李四把楼道里的纸箱搬走", "双方互不追究"],
)
def test_what_a_court_confirms_is_not_warned_about(words: str) -> None:
    draft = replace(GOOD, terms=(Term(Side.RESPONDENT, words, DAY),))
    assert court_warnings(draft) == ()


def test_an_end_on_a_holiday_rolls_to_the_next_working_day() -> None:
    assert clock(date(2026, 3, 2), is_weekday) == Clock(DAY, date(2026, 4, 1), rolled=False)
    assert clock(date(2026, 3, 5), is_weekday).last == date(2026, 4, 6), "4 April is a Saturday"


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.sets(st.integers(0, 50)))
def test_holidays_never_shorten_the_30_days(effective: date, holidays: set[int]) -> None:
    off = {effective + timedelta(days=n) for n in holidays}
    running = clock(effective, lambda day: day not in off)
    assert running.last >= effective + timedelta(days=30)
    assert running.last not in off


@pytest.mark.parametrize(
    ("after", "said", "day"),
    [
        (19, set(), None),
        (20, set(), 20),
        (25, {20}, None),
        (27, {20}, 27),
        (29, set(), 27),
        (30, {20, 27}, None),
        (31, set(), None),
    ],
)
def test_both_are_reminded_at_day_20_and_27(after: int, said: set[int], day: int | None) -> None:
    running = clock(DAY, lambda _: True)
    reminder = due_reminder(running, DAY + timedelta(days=after), frozenset(said))
    assert (reminder.day if reminder else None) == day


@pytest.mark.parametrize(
    ("days", "mark"), [(-4, None), (-3, Mark.AHEAD), (0, Mark.DUE), (1, Mark.LATE)]
)
def test_a_promise_is_reminded_of_until_it_is_kept(days: int, mark: Mark | None) -> None:
    promise = Promise(1, Term(Side.BOTH, "修好", DAY))
    assert due_mark(promise, DAY + timedelta(days=days)) == mark
    assert due_mark(replace(promise, done=DAY), DAY + timedelta(days=days)) is None


def test_the_return_visit_comes_a_week_after_the_last_promise() -> None:
    assert visit_day(GOOD.terms, DAY) == DAY + timedelta(days=17)
    assert visit_day((Term(Side.BOTH, "互相体谅"),), DAY) == DAY + timedelta(days=7)


@given(st.integers(1, 10**11))
def test_money_is_read_as_it_is_written(fen: int) -> None:
    assert parse_yuan(yuan(fen)) == fen


@pytest.mark.parametrize("text", ["一千", "-5", "1.234", "=1+1", "12345678901"])
def test_what_is_no_money_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="不是金额"):
        parse_yuan(text)
