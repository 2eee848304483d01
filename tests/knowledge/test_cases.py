"""Teaching cases: the format that editors are told is the format that is read."""

import re
from pathlib import Path

import pytest

from bot.config import ROOT
from knowledge.load import load_folder, read_cases

GUIDE = ROOT / "knowledge" / "cases" / "README.md"
EXAMPLE = re.findall(r"```yaml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)[0]


def test_the_guides_example_is_a_whole_case() -> None:
    loaded = read_cases(EXAMPLE, "cases/a.yaml")
    assert loaded.problems == ()
    case = loaded.cases[0]
    assert case.id == "case-renting-01"
    assert case.articles[0] == 710
    assert case.happened.startswith("李某租了")
    assert case.reviewed is None


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("  标题: 押金扣光了，房东退回大半\n", "", 1, "案例缺少“标题”"),
        ("710, 509", "710, 1261", 4, "法条“1261”不对"),
        ("  启示: |", "  启发: |", 9, "不认识的名称“启发”"),
        ("条目: [renting-01]", "条目: renting-01", 3, "“条目”要写成列表"),
        ("- 编号", "编号", 1, "“编号”前面少了“- ”"),
    ],
)
def test_a_fault_is_told_with_its_line(old: str, new: str, line: int, says: str) -> None:
    text = EXAMPLE.replace(old, new)
    assert text != EXAMPLE
    problems = read_cases(text, "cases/a.yaml").problems
    assert says in problems[0].message
    assert problems[0].place.line == line


def test_a_case_goes_with_entries_that_exist(tmp_path: Path) -> None:
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "a.yaml").write_text(EXAMPLE, encoding="utf-8")
    messages = [p.message for p in load_folder(tmp_path).errors]
    assert any("没有编号为“renting-01”的条目" in m for m in messages)
