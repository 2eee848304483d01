"""The inverted index against the plain sum that it stands for."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.cuts import cut, key_of
from knowledge.index import Indexes, Numbered, Query, bm25_index, number, passages, rarity

texts = st.lists(
    st.dictionaries(st.sampled_from("甲乙丙丁戊"), st.just(1.0), min_size=1), min_size=1, max_size=8
)


def numbered_of(found: list[dict[str, float]]) -> Numbered:
    """Texts that have these features, numbered."""
    named = {str(i): features for i, features in enumerate(found)}
    return number(cut(named, named.__getitem__))


def place(numbered: Numbered, feature: str) -> int:
    return int(np.flatnonzero(numbered.features == key_of(feature))[0])


@given(texts)
def test_a_text_is_kept_as_the_numbers_of_its_features(found: list[dict[str, float]]) -> None:
    numbered = numbered_of(found)
    for i, text in enumerate(found):
        ids = numbered.ids[numbered.starts[i] : numbered.starts[i + 1]]
        assert ids.tolist() == [place(numbered, feature) for feature in text]


@given(texts)
def test_a_score_is_the_sum_of_shares_times_gains(found: list[dict[str, float]]) -> None:
    numbered = numbered_of(found)
    index = bm25_index(numbered, passages((i, i, 1.0) for i in range(len(found))), len(found))
    ids = np.arange(numbered.features.size, dtype=np.int32)
    query = Query(ids, np.full(ids.size, 1 / ids.size, dtype=np.float32), 1.0)
    scores = index.score(query)
    for owner in range(len(found)):
        plain = sum(index.gain(f, owner) for f in ids.tolist()) / ids.size
        assert scores[owner] == pytest.approx(plain, abs=1e-6)
        assert 0 < scores[owner] < 1


def test_a_rare_feature_tells_more() -> None:
    numbered = numbered_of([{"甲": 1.0, "乙": 1.0}, {"甲": 1.0}, {"甲": 1.0}])
    rare = rarity(numbered, [0, 1, 2])
    assert rare[place(numbered, "乙")] > rare[place(numbered, "甲")] > 0


def test_a_heavier_passage_gives_its_owner_more() -> None:
    numbered = numbered_of([{"甲": 1.0}, {"甲": 1.0}])
    index = bm25_index(numbered, passages([(0, 0, 1.0), (1, 1, 0.2)]), 2)
    assert index.gain(0, 0) > index.gain(0, 1) > 0


def test_nothing_asked_gives_nothing() -> None:
    numbered = numbered_of([{"甲": 1.0}])
    index = bm25_index(numbered, passages([(0, 0, 1.0)]), 3)
    none = Query(np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32), 0.0)
    assert index.score(none).tolist() == [0, 0, 0]


def test_a_feature_that_no_text_has_is_known_to_be_none() -> None:
    numbered = numbered_of([{"甲": 1.0, "乙": 0.5}])
    index = bm25_index(numbered, passages([(0, 0, 1.0)]), 1)
    indexes = Indexes(numbered.features, rarity(numbered, [0]), index, index)
    found = indexes.numbers(["甲", "丙", "乙"]).tolist()
    assert found == [place(numbered, "甲"), -1, place(numbered, "乙")]


def test_an_empty_base_knows_no_feature() -> None:
    numbered = numbered_of([])
    index = bm25_index(numbered, passages([]), 0)
    assert Indexes(numbered.features, numbered.kinds, index, index).numbers(["甲"]).tolist() == [-1]
