"""`baimi eval`: the numbers are what the answers were."""

import json
from pathlib import Path

import pytest

from bot.evaluation import (
    Asked,
    Result,
    compare,
    evaluate,
    in_words,
    read_questions,
    save,
    summarise,
)
from bot.knowledge_watch import KnowledgeHolder
from bot.variants import VARIANTS, filler, traditional, typo


def result(name: str, rank: int, decision: str = "choose", right: bool = False) -> Result:
    return Result(name, rank, decision, right, None, 0.001)


def test_the_shares_are_counted() -> None:
    report = summarise([result("a", 1, "answer", True), result("b", 2), result("c", 0, "answer")])
    assert report.within == {1: 1 / 3, 3: 2 / 3, 5: 2 / 3, 10: 2 / 3}
    assert report.mrr == pytest.approx(0.5)
    assert report.decisions == {"answer": 2 / 3, "choose": 1 / 3}
    assert report.sure_precision == 0.5
    assert report.median_ms == pytest.approx(1.0)


def test_no_questions_are_no_fault() -> None:
    assert "0 questions" in in_words(summarise([]))[0]


def test_what_got_better_and_worse_is_said(tmp_path: Path) -> None:
    save(summarise([result("a", 0), result("b", 1)]), tmp_path / "old.json")
    lines = compare(tmp_path / "old.json", summarise([result("a", 2), result("b", 3)]))
    assert "better: 1" in lines
    assert "  a  not found → #2" in lines
    assert "  b  #1 → #3" in lines


def test_a_real_question_is_measured(knowledge: KnowledgeHolder) -> None:
    asked = [Asked("a", "离婚冷静期是多少天", (1077,)), Asked("b", "工伤", (), ("劳动争议",))]
    report = evaluate(knowledge.current(), asked)
    assert [r.rank for r in report.results] == [1, 0]
    assert report.results[1].category_right is True


def test_a_file_is_read_with_what_it_labels(tmp_path: Path) -> None:
    file = tmp_path / "q.jsonl"
    rows = [
        {"question": "甲", "articles": [1]},
        {"question": "乙", "category": "交通事故"},
        {"question": "丙", "category": "海事海商"},
    ]
    file.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    first, second, third = read_questions(file)
    assert (first.articles, first.categories) == ((1,), None)
    assert (second.articles, second.categories) == (None, ("道路交通事故",))
    assert third.categories is None, "no official category stands for it"


def test_a_line_without_a_question_is_named(tmp_path: Path) -> None:
    file = tmp_path / "q.jsonl"
    file.write_text('{"question": "甲"}\n[]\n', encoding="utf-8")
    with pytest.raises(ValueError, match="line 2"):
        read_questions(file)


@pytest.mark.parametrize("name", VARIANTS)
def test_a_variant_is_the_same_each_time_and_another_text(name: str) -> None:
    question = "房东不退押金怎么办"
    varied = VARIANTS[name](question)
    assert varied == VARIANTS[name](question) != question


def test_the_variants_are_what_they_are_called() -> None:
    assert traditional("离婚") == "離婚"
    assert "离婚" in filler("离婚")
    changed = [a != b for a, b in zip("物业费太高", typo("物业费太高"), strict=True)]
    assert sum(changed) == 1
    assert typo("abc") == "abc"
