"""Files that no YAML parser can read: the line that an editor must look at, and what to do."""

import pytest

from knowledge.load import ENTRY_KEYS, read_faq, read_notes
from tests.knowledge.test_lint import GOOD

ANSWER = "    回答: |\n      可以要求他修。\n"


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("    关键词:", "   关键词:", 8, "空了3格，前面的名称空了4格"),
        ("    关键词:", "     关键词:", 8, "空了5格，前面的名称空了4格"),
        ("渗水]", "渗水", 8, "没有配上“]”"),
        ("问题: 楼上", "问题: @楼上", 5, "不能用“@”开头"),
        (ANSWER, "    回答: |\n可以要求他修。\n", 10, "前面没有空格"),
        (
            ANSWER,
            "    回答: |\n      可以。\n可以要求他修。\n      他不能不管。\n",
            11,
            "前面没有空格",
        ),
        ("  - 编号: leaks-01", "  - 编号: leaks-01\n  随手乱写", 5, "这一行读不懂"),
        ("      可以要求", "    可以要求", 10, "前面就要空六格"),
    ],
)
def test_the_likeliest_cause_is_told_at_its_line(old: str, new: str, line: int, says: str) -> None:
    assert old in GOOD
    problems = read_faq(GOOD.replace(old, new, 1), "faq/a.yaml").problems
    assert [(p.place.line, p.is_error) for p in problems] == [(line, True)], problems
    assert says in problems[0].message


def test_an_entry_that_stands_further_left_than_the_first_is_told() -> None:
    second = GOOD.partition("条目:\n")[2].replace("  - 编号: leaks-01", "- 编号: leaks-02")
    problems = read_faq(GOOD + second, "faq/a.yaml").problems
    assert [p.place.line for p in problems] == [15]
    assert "空了0格，前面的“- ”开头的行空了2格" in problems[0].message


@pytest.mark.parametrize("name", ["主题", "编", "条目", *ENTRY_KEYS])
@pytest.mark.parametrize("instead", ["", " "])
def test_a_name_without_its_colon_is_told_where_it_stands(name: str, instead: str) -> None:
    text = GOOD + "    其他法律: [物业管理条例第五十五条]\n    期限: 三年\n"
    text += "    审核日期: 2026-11-22\n    法律截至: 2025-04-30\n"
    before, _, after = text.partition(f"{name}: " if f"{name}: " in text else f"{name}:")
    if name == "编" and not instead:
        return  # a word of one character may begin a sentence
    problems = read_faq(f"{before}{name}{instead}{after}", "faq/a.yaml").problems
    assert [p.place.line for p in problems] == [before.count("\n") + 1], problems
    assert problems[0].message.startswith(f"“{name}”后面少了英文冒号")


@pytest.mark.parametrize("last", ["    纠纷类别 邻里", "    随手写一句"])
def test_the_last_line_too(last: str) -> None:
    problems = read_faq(GOOD.replace("    纠纷类别: 邻里", last), "faq/a.yaml").problems
    assert [p.place.line for p in problems] == [14]
    assert "英文冒号" in problems[0].message


def test_an_answer_below_a_name_without_its_colon_is_still_prose() -> None:
    answer = ANSWER.replace("回答: |", "回答 |") + "      1. 法条：先看下面: 两条\n"
    problems = read_faq(GOOD.replace(ANSWER, answer), "faq/a.yaml").problems
    assert [p.place.line for p in problems] == [9]


def test_a_note_without_its_colon() -> None:
    problems = read_notes("- 条: 1\n  要旨 为什么立法\n  问法: [甲]\n", "articles/a.yaml").problems
    assert [(p.place.line, "“要旨”后面少了" in p.message) for p in problems] == [(2, True)]
