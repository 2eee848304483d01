"""The inverted index against the plain sum that it stands for."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.index import Query, bm25_index, number, passages, rarity

texts = st.lists(
    st.dictionaries(st.sampled_from("甲乙丙丁戊"), st.just(1.0), min_size=1), min_size=1, max_size=8
)


@given(texts)
def test_a_text_is_kept_as_the_numbers_of_its_features(found: list[dict[str, float]]) -> None:
    numbered = number(found)
    names = {n: f for f, n in numbered.vocabulary.items()}
    for i, text in enumerate(found):
        ids = numbered.ids[numbered.starts[i] : numbered.starts[i + 1]]
        assert [names[n] for n in ids.tolist()] == list(text)


@given(texts)
def test_a_score_is_the_sum_of_shares_times_gains(found: list[dict[str, float]]) -> None:
    numbered = number(found)
    index = bm25_index(numbered, passages((i, i, 1.0) for i in range(len(found))), len(found))
    ids = np.arange(len(numbered.vocabulary), dtype=np.int32)
    query = Query(ids, np.full(ids.size, 1 / ids.size, dtype=np.float32), 1.0)
    scores = index.score(query)
    for owner in range(len(found)):
        plain = sum(index.gain(f, owner) for f in ids.tolist()) / ids.size
        assert scores[owner] == pytest.approx(plain, abs=1e-6)
        assert 0 < scores[owner] < 1


def test_a_rare_feature_tells_more() -> None:
    numbered = number([{"甲": 1.0, "乙": 1.0}, {"甲": 1.0}, {"甲": 1.0}])
    rare = rarity(numbered, [0, 1, 2])
    assert rare[numbered.vocabulary["乙"]] > rare[numbered.vocabulary["甲"]] > 0


def test_a_heavier_passage_gives_its_owner_more() -> None:
    numbered = number([{"甲": 1.0}, {"甲": 1.0}])
    index = bm25_index(numbered, passages([(0, 0, 1.0), (1, 1, 0.2)]), 2)
    assert index.gain(0, 0) > index.gain(0, 1) > 0


def test_nothing_asked_gives_nothing() -> None:
    numbered = number([{"甲": 1.0}])
    index = bm25_index(numbered, passages([(0, 0, 1.0)]), 3)
    none = Query(np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32), 0.0)
    assert index.score(none).tolist() == [0, 0, 0]
