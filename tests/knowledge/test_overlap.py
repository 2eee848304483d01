"""Entries that are not found by their own words, and pairs that steal each other's questions."""

from dataclasses import replace

from knowledge.entry import Entry, Place
from knowledge.overlap import nearest_words, overlap_problems
from knowledge.segment import Segmenter
from knowledge.words import Words
from tests.knowledge.test_check import ENTRY

FEATURES = Segmenter(Words((), frozenset(), (), {})).cut


def entries(*asked: tuple[str, ...]) -> list[Entry]:
    return [entry(asks, number) for number, asks in enumerate(asked, 1)]


def entry(asks: tuple[str, ...], number: int) -> Entry:
    place = Place("faq/a.yaml", 10 * number)
    first, *others = asks
    return replace(
        ENTRY, id=f"a-{number:02}", question=first, asks=tuple(others), answer=f"第{number}",
        keywords=(f"词{number}",), place=place,
    )  # fmt: skip


NOISE = (
    ("遗嘱要不要公证", "老人立遗嘱找谁"),
    ("狗咬了人谁赔", "被狗咬伤医药费"),
    ("借钱不还怎么起诉", "欠条写错名字"),
)


def test_entries_with_words_of_their_own_are_left_alone() -> None:
    assert overlap_problems(entries(*NOISE), FEATURES) == []


def test_a_pair_whose_questions_are_in_the_wrong_places_is_told_once() -> None:
    crossed = entries(
        ("房东不退押金怎么办", "电梯广告收入归谁所有呢"),
        ("电梯广告收入归谁所有", "房东不退押金怎么办呀"),
        *NOISE,
    )
    problems = overlap_problems(crossed, FEATURES)
    pairs = [p for p in problems if "互相抢问题" in p.message]
    assert [(p.place.line, p.is_error) for p in pairs] == [(10, False)]
    assert "a-02（faq/a.yaml 第20行）" in pairs[0].message


def test_a_text_is_never_compared_with_itself() -> None:
    for near in nearest_words(entries(*NOISE), FEATURES):
        assert near.own < 0.99
        assert near.other < 0.99


def test_an_entry_that_others_words_outweigh_is_not_found_first() -> None:
    outweighed = entries(
        ("楼道里电梯坏了", "电梯坏了没人修", "电梯坏了找谁修", "电梯坏了多久修好"),
        ("电梯坏了", "下水道堵了臭气熏天", "阳台外墙掉瓷砖", "门禁失灵谁都能进"),
        *NOISE,
    )
    messages = [p.message for p in overlap_problems(outweighed, FEATURES)]
    assert any("“电梯坏了”，先找到的却是 a-01" in m for m in messages)


def test_entries_that_say_the_same_are_both_found_first() -> None:
    """Which of the two is meant cannot be told: `check` tells the double question instead."""
    twice = entries(("电梯坏了找谁",), ("电梯坏了找谁",), *NOISE)
    assert not [p for p in overlap_problems(twice, FEATURES) if "先找到" in p.message]


def test_knowledge_without_entries_has_no_problems() -> None:
    assert overlap_problems([], FEATURES) == []
