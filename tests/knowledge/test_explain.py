"""The explanation adds up to the score that it explains."""

import pytest

from bot.knowledge_watch import KnowledgeHolder
from knowledge.explain import explain, in_words
from knowledge.match import rank

QUESTION = "租房到期房东扣着押金不给"


@pytest.mark.parametrize("question", [QUESTION, "利昏孩子归谁"])
def test_the_parts_add_up_to_the_score(knowledge: KnowledgeHolder, question: str) -> None:
    for one in explain(knowledge.current(), question, most=1000):
        total = sum(part.gave for part in one.parts) + one.from_article + one.learnt
        assert total == pytest.approx(one.score, abs=1e-4)


def test_it_says_which_words_matched_where(knowledge: KnowledgeHolder) -> None:
    first = explain(knowledge.current(), QUESTION)[0]
    words = {part.word: part.fields for part in first.parts}
    assert "关键词" in words["押金"]
    assert rank(knowledge.current(), QUESTION).entries[0].entry.id in first.name
    assert any("押金" in line for line in in_words([first]))


def test_nothing_known_explains_nothing(knowledge: KnowledgeHolder) -> None:
    assert explain(knowledge.current(), "???") == ()
