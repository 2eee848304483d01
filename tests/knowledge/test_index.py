"""The inverted index against the plain sum that it stands for."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.feature import FIRST_HAN
from knowledge.index import (
    Indexes,
    Numbered,
    Query,
    bm25_index,
    number,
    passages,
    rarity,
    side_by_side,
)
from knowledge.runs import runs_of

texts = st.lists(
    st.lists(st.sampled_from("甲乙丙丁戊"), min_size=1, unique=True).map("".join),
    min_size=1,
    max_size=8,
)


def code(character: str) -> int:
    return ord(character) - FIRST_HAN


def numbered_of(found: list[str]) -> Numbered:
    """Texts whose features are their characters, numbered."""
    lengths = np.array([len(text) for text in found], dtype=np.int64)
    return number(runs_of(lengths, np.array([code(c) for c in "".join(found)], dtype=np.int64)))


def place(numbered: Numbered, character: str) -> int:
    return int(np.flatnonzero(numbered.features == code(character))[0])


@given(texts)
def test_a_text_is_kept_as_the_numbers_of_its_features(found: list[str]) -> None:
    numbered = numbered_of(found)
    for i, text in enumerate(found):
        assert numbered.texts.of(i).tolist() == [place(numbered, feature) for feature in text]


@given(texts)
def test_a_score_is_the_sum_of_shares_times_gains(found: list[str]) -> None:
    numbered = numbered_of(found)
    index = bm25_index(numbered, passages((i, i, 1.0) for i in range(len(found))), len(found))
    ids = np.arange(numbered.features.size)
    query = Query(ids, np.full(ids.size, 1 / ids.size, dtype=np.float32), 1.0)
    scores = index.score(query)
    for owner in range(len(found)):
        plain = sum(index.gain(f, owner) for f in ids.tolist()) / ids.size
        assert scores[owner] == pytest.approx(plain, abs=1e-6)
        assert 0 < scores[owner] < 1


@given(texts, st.integers(0, 8))
def test_two_indexes_side_by_side_give_what_each_gives(found: list[str], count: int) -> None:
    numbered, count = numbered_of(found), min(count, len(found))
    parts = [(i, i, 1.0) for i in range(len(found))]
    first = bm25_index(numbered, passages(parts), len(found))
    second = bm25_index(numbered, passages(parts[:count]), count)
    ids = np.arange(numbered.features.size)
    query = Query(ids, np.linspace(0.1, 1, ids.size, dtype=np.float32), 1.0)
    both = np.concatenate([first.score(query), second.score(query)])
    assert side_by_side(first, second).score(query) == pytest.approx(both, abs=1e-6)


def test_a_rare_feature_tells_more() -> None:
    numbered = numbered_of(["甲乙", "甲", "甲"])
    rare = rarity(numbered, [0, 1, 2])
    assert rare[place(numbered, "乙")] > rare[place(numbered, "甲")] > 0


def test_a_heavier_passage_gives_its_owner_more() -> None:
    numbered = numbered_of(["甲", "甲"])
    index = bm25_index(numbered, passages([(0, 0, 1.0), (1, 1, 0.2)]), 2)
    assert index.gain(0, 0) > index.gain(0, 1) > 0


def test_nothing_asked_gives_nothing() -> None:
    numbered = numbered_of(["甲"])
    index = bm25_index(numbered, passages([(0, 0, 1.0)]), 3)
    none = Query(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32), 0.0)
    assert index.score(none).tolist() == [0, 0, 0]


def test_a_feature_that_no_text_has_is_known_to_be_none() -> None:
    numbered = numbered_of(["甲乙"])
    index = bm25_index(numbered, passages([(0, 0, 1.0)]), 1)
    indexes = Indexes(numbered.features, rarity(numbered, [0]), index)
    found = indexes.numbers(map(code, "甲丙乙")).tolist()
    assert found == [place(numbered, "甲"), -1, place(numbered, "乙")]


def test_an_empty_base_knows_no_feature() -> None:
    numbered = numbered_of([])
    index = bm25_index(numbered, passages([]), 0)
    indexes = Indexes(numbered.features, np.zeros(0, dtype=np.float32), index)
    assert indexes.numbers([code("甲")]).tolist() == [-1]
