"""What `baimi check` says about entries and cases that can be read."""

from dataclasses import replace
from datetime import date

import pytest

from knowledge.check import check
from knowledge.entry import Case, Entry, Place, Problem
from knowledge.load import ENTRY_KEYS, Loaded

TODAY = date(2026, 11, 22)
ENTRY = Entry(
    id="leaks-01",
    topic="漏水",
    book="物权",
    question="楼上漏水怎么办？",
    asks=("天花板滴水找谁", "家里被楼上泡了", "楼上渗水他不管", "上面漏水墙皮掉了"),
    keywords=("漏水", "渗水", "滴水"),
    answer="可以要求楼上修好，并赔偿您的损失。" * 6,
    steps=("拍照留证。", "找物业查漏点。"),
    articles=(1165, 288),
    category="邻里",
    place=Place("faq/property/leaks.yaml", 4),
    reviewed=date(2026, 11, 1),
    law_state=date(2025, 4, 30),
)
CASE = Case(
    id="case-leak-01",
    title="楼上漏水，两家平摊",
    entries=("leaks-01",),
    articles=(288,),
    happened="张某家里漏水，找了楼上好几次，楼上都说不是他家的事。" * 3,
    settled="调解员请人测压，查出是主管道漏水，两家一起出钱修好了。" * 3,
    lesson="先查清楚是哪一段管子漏，再说谁来修、谁来赔，少伤和气。" * 2,
    place=Place("cases/property.yaml", 1),
    reviewed=date(2026, 11, 1),
    law_state=date(2025, 4, 30),
)


def fits(_entry: Entry) -> int:
    return 0


def found(*entries: Entry, cases: tuple[Case, ...] = ()) -> tuple[Problem, ...]:
    return check(Loaded(entries, cases=cases), TODAY, fits)


def test_a_good_entry_and_a_good_case_have_no_faults() -> None:
    assert found(ENTRY, cases=(CASE,)) == ()


@pytest.mark.parametrize(
    ("entry", "is_error", "says"),
    [
        (replace(ENTRY, id="漏水1"), True, "编号“漏水1”"),
        (replace(ENTRY, asks=ENTRY.asks[:3]), False, "“别的问法”只有3条"),
        (replace(ENTRY, asks=tuple(f"问法{n}" for n in "一二三四五六七八九")), False, "有9条"),
        (replace(ENTRY, keywords=("漏水，渗水", "水", "管")), True, "几个词连在一起"),
        (replace(ENTRY, answer="可以。"), False, "“回答”只有2个汉字"),
        (replace(ENTRY, answer="可以" * 151), False, "“回答”有302个汉字"),
        (replace(ENTRY, steps=()), False, "“下一步”只有0条"),
        (replace(ENTRY, articles=(288, 288)), True, "法条288写了两遍"),
        (replace(ENTRY, articles=()), True, "没有写法条"),
        (replace(ENTRY, other_laws=("合同法第五十二条",)), True, "已经废止"),
        (replace(ENTRY, reviewed=None), False, "还没有“审核日期”"),
        (replace(ENTRY, reviewed=date(2026, 11, 23)), True, "还没有到"),
        (replace(ENTRY, reviewed=date(2025, 11, 21)), False, "过了一年"),
        (replace(ENTRY, law_state=None), False, "没有“法律截至”"),
        (replace(ENTRY, law_state=date(2026, 11, 2)), True, "比“审核日期”还晚"),
        (replace(ENTRY, asks=(*ENTRY.asks, "楼上漏水怎么办")), False, "写了两遍"),
    ],
)
def test_a_fault_of_an_entry_is_told(entry: Entry, is_error: bool, says: str) -> None:
    problems = found(entry)
    assert [(p.is_error, p.place) for p in problems] == [(is_error, entry.place)]
    assert says in problems[0].message


LINES = {name: line for line, name in enumerate(ENTRY_KEYS, 4)}
"""Every name of an entry on a line of its own, from line 4."""


@pytest.mark.parametrize(
    ("entry", "name"),
    [
        (replace(ENTRY, id="漏水1"), "编号"),
        (replace(ENTRY, asks=ENTRY.asks[:3]), "别的问法"),
        (replace(ENTRY, asks=(*ENTRY.asks, "楼上漏水怎么办")), "别的问法"),
        (replace(ENTRY, keywords=("漏水，渗水", "水", "管")), "关键词"),
        (replace(ENTRY, answer="可以。"), "回答"),
        (replace(ENTRY, articles=(288, 288)), "法条"),
        (replace(ENTRY, other_laws=("合同法第五十二条",)), "其他法律"),
        (replace(ENTRY, reviewed=date(2026, 11, 23)), "审核日期"),
        (replace(ENTRY, law_state=date(2026, 11, 2)), "法律截至"),
        (replace(ENTRY, reviewed=None), "编号"),
    ],
)
def test_a_fault_is_told_at_the_line_of_its_name(entry: Entry, name: str) -> None:
    place = Place("faq/property/leaks.yaml", 4, LINES)
    assert [p.place.line for p in found(replace(entry, place=place))] == [LINES[name]]


def test_a_law_that_still_holds_may_sound_like_a_repealed_one() -> None:
    assert found(replace(ENTRY, other_laws=("劳动合同法第十条",))) == ()


def test_the_same_question_in_two_entries_is_an_error_with_the_other_place() -> None:
    other = replace(ENTRY, id="leaks-02", question="楼上　漏水，怎么办?", place=Place("b.yaml", 9))
    other = replace(other, asks=("甲问", "乙问", "丙问", "丁问"))
    problems = found(ENTRY, other)
    assert [(p.is_error, p.place.file, p.place.line) for p in problems] == [(True, "b.yaml", 9)]
    assert "leaks-01（faq/property/leaks.yaml 第4行）" in problems[0].message


def test_an_answer_that_does_not_fit_says_how_much_to_cut() -> None:
    problem = check(Loaded((ENTRY,)), TODAY, lambda _entry: 100)[0]
    assert problem.is_error
    assert "删掉大约34个字" in problem.message


@pytest.mark.parametrize(
    ("case", "says"),
    [
        (replace(CASE, happened="短"), "“经过”只有1个汉字"),
        (replace(CASE, lesson="长" * 121), "“启示”有121个汉字"),
        (replace(CASE, entries=()), "“条目”是空的"),
        (replace(CASE, id="Case 1"), "编号“Case 1”"),
        (replace(CASE, articles=()), "没有写法条"),
        (replace(CASE, reviewed=None), "还没有“审核日期”"),
    ],
)
def test_a_fault_of_a_case_is_told(case: Case, says: str) -> None:
    assert [says in p.message for p in found(ENTRY, cases=(case,))] == [True]
