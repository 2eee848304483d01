"""The second opinion on the articles: stored, found again, and never more than that."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge_watch import KnowledgeHolder
from knowledge.entry import LAST_ARTICLE
from knowledge.learnt import Learnt, Taught, aligned, features_named, load_taught, save_taught
from knowledge.match import rank, read_query

A_LEAK, A_DIVORCE = 1165, 1077


def taught(**words: list[int]) -> Taught:
    """Two numbers for each word: how much it speaks of a leak, and of a divorce."""
    articles = np.zeros((2, LAST_ARTICLE), dtype=np.float32)
    articles[0, A_LEAK - 1] = articles[1, A_DIVORCE - 1] = 1.0
    return Taught(
        tuple(words),
        np.array(list(words.values()), dtype=np.int8),
        np.array([0.5, 0.5], dtype=np.float32),
        articles,
        np.zeros(LAST_ARTICLE, dtype=np.float32),
    )


@pytest.fixture(scope="module")
def learnt(knowledge: KnowledgeHolder) -> Learnt:
    base = knowledge.current()
    words = {"漏水": [10, 0], "离婚": [0, 10], "“离婚”": [0, 4], "同义：没有这一组": [90, 90]}
    lesson = taught(**words)
    return aligned(lesson, features_named(lesson.names, base.segmenter), base.indexes)


@pytest.mark.parametrize(("question", "article"), [("楼上漏水", A_LEAK), ("我要离婚", A_DIVORCE)])
def test_the_likeliest_article_loses_nothing(
    knowledge: KnowledgeHolder, learnt: Learnt, question: str, article: int
) -> None:
    opinion = learnt.opinion(read_query(knowledge.current(), question))
    assert opinion.argmax() == article - 1
    assert opinion.max() == 0
    assert (np.delete(opinion, article - 1) < 0).all()


def test_of_what_it_has_not_learnt_it_has_no_opinion(
    knowledge: KnowledgeHolder, learnt: Learnt
) -> None:
    assert not learnt.opinion(read_query(knowledge.current(), "狗咬人")).any()
    assert not learnt.opinion(read_query(knowledge.current(), "???")).any()


@given(st.text(alphabet="楼上漏水离婚押金不退abc，？", max_size=40))
def test_it_moves_by_little_and_never_finds(knowledge: KnowledgeHolder, question: str) -> None:
    base = knowledge.current()
    opinion = base.learnt.opinion(read_query(base, question))
    assert -8 / 35 - 1e-6 <= opinion.min() <= opinion.max() <= 0
    found = base.indexes.index.score(read_query(base, question))
    assert all(found[match.article - 1] > 0 for match in rank(base, question).articles)


def test_what_was_stored_is_read_again(tmp_path: Path) -> None:
    before = taught(漏水=[10, 0], 离婚=[0, -3])
    save_taught(before, tmp_path / "learnt.npz")
    after = load_taught(tmp_path / "learnt.npz")
    assert after.names == before.names
    for name in ("words", "scales", "articles", "bias"):
        assert np.array_equal(getattr(after, name), getattr(before, name))


def test_what_the_project_has_learnt_fits_its_words(knowledge: KnowledgeHolder) -> None:
    """Red after large edits of the questions or word lists: then `python -m bench.learn` once."""
    base = knowledge.current()
    known = sum(base.learnt.rows >= 0) / len(load_taught().names)
    assert known > 0.95
    asked = [q for note in base.notes.values() for q in note.asks[-3:]]
    features = [
        base.indexes.numbers(base.segmenter.features(base.segmenter.clean(q))) for q in asked
    ]
    share = np.mean([np.mean(base.learnt.rows[numbers] >= 0) for numbers in features])
    assert share > 0.8
