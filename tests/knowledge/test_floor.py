"""No edit of the knowledge or its search may lose what was reached: floors two points below it.

The numbers themselves are measured by `baimi eval` and stand in docs/answers.md.
"""

from pathlib import Path

import pytest

from bot.evaluation import Report, evaluate, read_questions
from bot.knowledge_watch import KnowledgeHolder

EVAL = Path(__file__).parents[1] / "eval"


def measured(knowledge: KnowledgeHolder, name: str) -> Report:
    return evaluate(knowledge.current(), read_questions(EVAL / name))


@pytest.mark.parametrize(
    ("name", "first", "three", "sure_and_right"),
    [("residents.jsonl", 0.88, 0.96, 0.95), ("unseen.jsonl", 0.90, 0.96, 0.97)],
)
def test_the_right_article_is_found(
    knowledge: KnowledgeHolder, name: str, first: float, three: float, sure_and_right: float
) -> None:
    report = measured(knowledge, name)
    assert report.within[1] > first
    assert report.within[3] > three
    assert report.sure_precision is not None
    assert report.sure_precision > sure_and_right


def test_what_is_not_for_the_code_is_not_answered_from_it(knowledge: KnowledgeHolder) -> None:
    assert measured(knowledge, "not_for_the_code.jsonl").decisions.get("answer", 0) <= 0.01
