"""Files that no YAML parser can read: the line that an editor must look at, and what to do."""

import pytest

from knowledge.load import read_faq
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
        ("  - 编号: leaks-01", "  - 编号: leaks-01\n  问题乱写", 6, "格式读不懂"),
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
