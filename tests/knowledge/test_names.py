"""Entries that run into each other: the missing dash is told, and not twelve names written twice."""

from pathlib import Path

import pytest

from knowledge.load import (
    CASE_KEYS,
    ENTRY_KEYS,
    NOTE_KEYS,
    TOP_KEYS,
    read_cases,
    read_faq,
    read_notes,
    yaml_files,
)
from knowledge.names import melted
from tests.knowledge.test_lint import GOOD

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
SECOND = GOOD.partition("条目:\n")[2].replace("leaks-01", "leaks-02")
DASH = "“编号”前面少了“- ”（横线加空格）。每一条都从“- 编号: ”开始，“-”前面空2格。"


@pytest.mark.parametrize("head", ["    编号: ", "  编号: ", "编号: ", "    编号：", "    编号:"])
def test_an_entry_without_its_dash_is_told_there(head: str) -> None:
    text = GOOD + SECOND.replace("  - 编号: ", head) + SECOND.replace("leaks-02", "leaks-03")
    problems = [p for p in read_faq(text, "faq/a.yaml").problems if "冒号" not in p.message]
    assert [(p.place.line, p.message) for p in problems] == [(15, DASH)]


def test_two_entries_without_their_dashes_are_both_told() -> None:
    text = GOOD + 2 * SECOND.replace("  - 编号", "    编号")
    assert [p.place.line for p in read_faq(text, "faq/a.yaml").problems] == [15, 26]


@pytest.mark.parametrize("head", ["    编号: ", "  编号: "])
@pytest.mark.parametrize("more", ["", SECOND])
def test_the_first_entry_without_its_dash(head: str, more: str) -> None:
    problems = read_faq(GOOD.replace("  - 编号: ", head) + more, "faq/a.yaml").problems
    assert [(p.place.line, p.message) for p in problems] == [(4, DASH)]


def test_an_entry_without_its_first_line() -> None:
    text = GOOD + SECOND.replace("  - 编号: leaks-02\n", "")
    problems = read_faq(text, "faq/a.yaml").problems
    assert [p.place.line for p in problems] == [15]
    assert "“问题”起，几项都写了第二遍" in problems[0].message


def test_the_first_entry_without_its_first_line() -> None:
    text = GOOD.replace("  - 编号: leaks-01\n", "") + SECOND
    problems = read_faq(text, "faq/a.yaml").problems
    assert [p.place.line for p in problems] == [4]
    assert "“问题”上面少了“- 编号: ”那一行" in problems[0].message


@pytest.mark.parametrize("first", ["- 编号: ", " - 编号: ", "   - 编号: "])
def test_a_first_dash_elsewhere_is_a_matter_of_blanks(first: str) -> None:
    text = GOOD.replace("  - 编号: ", first) + SECOND
    problems = read_faq(text, "faq/a.yaml").problems
    assert len(problems) == 1
    assert "缩进" in problems[0].message


@pytest.mark.parametrize("head", ["  -编号: ", "  － 编号: ", "  - 编码: ", "  - 编号 "])
def test_another_fault_of_the_first_line_is_not_taken_for_this(head: str) -> None:
    problems = read_faq(GOOD + SECOND.replace("  - 编号: ", head), "faq/a.yaml").problems
    assert problems[0].place.line == 15
    assert not any("第二遍" in p.message or "少了“- ”" in p.message for p in problems), problems


def test_notes_and_cases_too() -> None:
    note = "- 条: 1\n  要旨: 为什么立法\n  问法: [甲]\n"
    problems = read_notes(note + note.replace("- ", "  "), "articles/a.yaml").problems
    assert [p.place.line for p in problems] == [4]
    assert "“-”前面不空格" in problems[0].message
    case = "- 编号: case-1\n  标题: 一\n  条目: [a-01]\n"
    problems = read_cases(case + case.replace("- ", "  "), "cases/a.yaml").problems
    assert [p.place.line for p in problems] == [4]


@pytest.mark.parametrize(
    "text",
    [
        GOOD.replace("  - 编号: leaks-01\n    问题: 楼上", "  - 问题: 楼上").replace(
            "    别的问法", "    编号: leaks-01\n    别的问法"
        ),
        GOOD.replace("      - 天花板滴水", "    - 天花板滴水") + SECOND,
        GOOD.replace(
            "      可以要求", "      编号: 一\n      问题: 二\n      编号: 三\n      问题: 四"
        ),
    ],
    ids=["another order", "a list further left", "an answer"],
)
def test_what_is_whole_is_left_alone(text: str) -> None:
    assert read_faq(text, "faq/a.yaml").problems == ()


def test_our_own_files_are_left_alone() -> None:
    for path in yaml_files(KNOWLEDGE):
        names = (*TOP_KEYS, *ENTRY_KEYS, *NOTE_KEYS, *CASE_KEYS)
        assert list(melted(path.read_text("utf-8").split("\n"), names)) == [], path
