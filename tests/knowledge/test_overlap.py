"""Entries that are not found by their own words, and pairs that steal each other's questions."""

from collections.abc import Callable
from dataclasses import replace
from itertools import count

import pytest

from knowledge.base import Base, build_base
from knowledge.entry import Entry, Place
from knowledge.load import Loaded
from knowledge.overlap import nearest_words, overlap_problems
from knowledge.segment import Segmenter, Words
from knowledge.statutes import Statutes
from tests.knowledge.test_check import ENTRY

MakeBase = Callable[..., Base]


@pytest.fixture(scope="module")
def make_base() -> MakeBase:
    segmenter = Segmenter(Words((), frozenset(), (), {}))

    def make(*asked: tuple[str, ...]) -> Base:
        return build_base(Loaded(tuple(map(entry, asked, count(1)))), Statutes(), segmenter)

    return make


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


def test_entries_with_words_of_their_own_are_left_alone(make_base: MakeBase) -> None:
    assert overlap_problems(make_base(*NOISE)) == []


def test_a_pair_whose_questions_are_in_the_wrong_places_is_told_once(make_base: MakeBase) -> None:
    base = make_base(
        ("房东不退押金怎么办", "电梯广告收入归谁所有呢"),
        ("电梯广告收入归谁所有", "房东不退押金怎么办呀"),
        *NOISE,
    )
    problems = overlap_problems(base)
    pairs = [p for p in problems if "互相抢问题" in p.message]
    assert [(p.place.line, p.is_error) for p in pairs] == [(10, False)]
    assert "a-02（faq/a.yaml 第20行）" in pairs[0].message


def test_a_text_is_never_compared_with_itself(make_base: MakeBase) -> None:
    for near in nearest_words(make_base(*NOISE)):
        assert near.own < 0.99
        assert near.other < 0.99


def test_an_entry_that_others_words_outweigh_is_not_found_first(make_base: MakeBase) -> None:
    base = make_base(("电梯坏了找谁",), ("电梯坏了找谁",), *NOISE)
    messages = [p.message for p in overlap_problems(base)]
    assert any("先找到的却是 a-01" in m for m in messages)
