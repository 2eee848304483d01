"""Rows of a table against the files: what would change, and what is refused."""

from collections.abc import Mapping

import pytest

from knowledge.edit import KINDS, Plan, Row, plan_import, rows_of
from knowledge.load import read_faq
from tests.knowledge.test_lint import GOOD

FILE = "faq/leaks.yaml"
TEXT = "# 第一行的话\n" + GOOD + GOOD[GOOD.index("  - 编号") :].replace("leaks-01", "leaks-02")
FAQ = KINDS[0]


def rows(**changes: Mapping[str, str | tuple[str, ...]]) -> list[Row]:
    """The file's rows; `leaks_01={...}` changes cells of one."""
    found = []
    for row in rows_of(FAQ, read_faq(TEXT, FILE)):
        change = changes.get(str(row.cells["编号"]).replace("-", "_"), {})
        found.append(Row(row.number, {**row.cells, **change}))
    return found


def plan(sheet: list[Row]) -> Plan:
    return plan_import({FILE: TEXT}, {"问答": sheet}, read_faq(TEXT, FILE))


def test_an_unchanged_sheet_changes_nothing() -> None:
    result = plan(rows())
    assert (result.changes, result.problems, result.files, result.missing) == ([], [], {}, [])


def test_a_changed_cell_changes_its_line_and_nothing_else() -> None:
    result = plan(rows(leaks_02={"问题": "改了吗？"}))
    old, _, second = TEXT.rpartition("问题: 楼上漏水怎么办？")
    assert result.files == {FILE: old + "问题: 改了吗？" + second}
    assert result.changes[0].names == (("问题", "楼上漏水怎么办？", "改了吗？"),)
    assert "修改 leaks-02（faq/leaks.yaml）" in result.lines()


def test_a_new_row_is_appended_and_a_missing_one_stays() -> None:
    first = rows()[0]
    result = plan([first, Row(3, {**first.cells, "编号": "leaks-03"})])
    assert result.files[FILE].startswith(TEXT)
    assert [e.id for e in read_faq(result.files[FILE], FILE).entries][-1] == "leaks-03"
    assert result.missing == ["问答 leaks-02"]
    assert result.lines()[-1] == "修改 0 个，新增 1 个，错误 0 处。"


def test_a_new_file_gets_its_heading() -> None:
    cells = {**rows()[0].cells, "编号": "noise-01", "文件": "faq/property/noise.yaml"}
    text = plan([*rows(), Row(4, {**cells, "主题": "噪声"})]).files["faq/property/noise.yaml"]
    entry = read_faq(text, "faq/property/noise.yaml").entries[0]
    assert (entry.id, entry.topic, entry.book) == ("noise-01", "噪声", "物权")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"纠纷类别": "邻居"}, "只能是"),
        ({"法条": ("1300",)}, "法条“1300”不对"),
        ({"问题": ""}, "条目缺少“问题”"),
        ({"文件": "faq/other.yaml"}, "不能用表格搬到别的文件"),
        ({"文件": "../../etc/passwd.yaml"}, "“文件”写的是"),
        ({"文件": "faq/../../a.yaml"}, "“文件”写的是"),
        ({"主题": "别的"}, "要改请直接改文件开头"),
        ({"编号": "leaks-02"}, "在表里有两行"),
        ({"审核日期": "去年"}, "这样的日期"),
    ],
)
def test_a_bad_row_is_told_with_its_number(
    change: Mapping[str, str | tuple[str, ...]], says: str
) -> None:
    problems = [str(p) for p in plan(rows(leaks_01=change)).problems]
    assert len(problems) == 1
    assert says in problems[0]
    assert "表“问答” 第" in problems[0]
