"""What a word processor or a phone's keyboard puts into a file, told with its line."""

from pathlib import Path

import pytest

from knowledge.load import load_folder, read_faq, read_file

GOOD = """主题: 漏水
编: 物权
条目:
  - 编号: leaks-01
    问题: 楼上漏水怎么办？
    别的问法:
      - 天花板滴水
    关键词: [漏水, 滴水, 渗水]
    回答: |
      可以要求他修。
    下一步:
      - 拍照。
    法条: [1165, 288]
    纠纷类别: 邻里
"""


def faults(tmp_path: Path, data: bytes) -> list[tuple[int, bool, str]]:
    path = tmp_path / "a.yaml"
    path.write_bytes(data)
    problems = read_file(path, "faq/a.yaml", read_faq).problems
    return [(p.place.line, p.is_error, p.message) for p in problems]


def test_a_clean_file_has_no_faults(tmp_path: Path) -> None:
    assert faults(tmp_path, GOOD.encode()) == []
    assert faults(tmp_path, GOOD.replace("\n", "\r\n").encode()) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "is_error", "says"),
    [
        ("    问题: ", "    问题：", 5, True, "中文冒号"),
        ("    问题: ", "\t问题: ", 5, True, "行首有制表符"),
        ("楼上漏水怎么办", "楼上\t漏水怎么办", 5, False, "制表符"),
        ("    问题: ", "\u3000\u3000问题: ", 5, True, "全角空格"),
        ("      - 天花板", "      － 天花板", 7, True, "英文的减号"),
        ("- 天花板滴水", "- “天花板滴水”", 7, False, "不用给内容加引号"),
        ("天花板滴水", "天花板\x08滴水", 7, True, "控制字符"),
        ("天花板滴水", '"天花板\\x08滴水"', 7, True, "控制字符"),
        ("天花板滴水", "天花板\u200b滴水", 7, False, "看不见的字符"),
        ("楼上漏水怎么办？", "「楼上漏水怎么办？」", 5, False, "不用给内容加引号"),
        ("[漏水, 滴水, 渗水]", "［漏水, 滴水, 渗水］", 8, True, "全角的"),
        ("回答: |", "回答: ｜", 9, True, "全角的"),
        ("问题: 楼上", "问题:楼上", 5, True, "英文冒号后面要空一格"),
        ("问题: 楼上", "问题: 问: 楼上", 5, True, "两处“: ”"),
        ("    问题: 楼", '    问题: "楼', 5, True, "引号没有成对"),
        ("[1165, 288]", "[1165，288]", 13, True, "英文逗号加空格隔开：1165, 288。"),
        ("[1165, 288]", "[1165, 1261]", 13, True, "只有第1条到第1260条"),
        ("[1165, 288]", "[1165, ²]", 13, True, "法条“²”不对"),
        ("纠纷类别: 邻里", "纠纷类别: 邻居", 14, True, "只能是"),
        ("    关键词: [漏水, 滴水, 渗水]\n", "", 4, True, "缺少“关键词”"),
        ("- 天花板", "-天花板", 7, True, "后面空一格"),
        ("- 天花板", "* 天花板", 7, True, "英文的减号"),
        ("- 天花板", "1. 天花板", 7, True, "不用写序号"),
        ("- 天花板", "2、天花板", 7, True, "不用写序号"),
        ("天花板滴水", "天花板滴水😭", 7, False, "表情符号"),
        ("问题: 楼上", "问题: # 楼上", 5, True, "“问题”是空的"),
        ("关键词: [漏水, 滴水, 渗水]", "关键词: 【漏水, 滴水】", 8, True, "英文方括号"),
    ],
)
def test_a_fault_is_told_with_its_line_and_what_to_do(
    tmp_path: Path, old: str, new: str, line: int, is_error: bool, says: str
) -> None:
    assert old in GOOD
    found = faults(tmp_path, GOOD.replace(old, new, 1).encode())
    assert (line, is_error) in [(where, error) for where, error, _ in found], found
    assert any(says in message for _, _, message in found), found


def test_a_wide_colon_is_said_once_and_not_what_follows_from_it(tmp_path: Path) -> None:
    found = faults(tmp_path, GOOD.replace("    法条: ", "    法条：").encode())
    assert [(line, error) for line, error, _ in found] == [(13, True)]


def test_within_an_answer_anything_may_be_written(tmp_path: Path) -> None:
    prose = GOOD.replace(
        "      可以要求", "      期限：三年。\n      法条: 看下面: 两条\n      可以要求"
    )
    assert faults(tmp_path, prose.encode()) == []


def test_a_name_that_an_answer_has_swallowed_is_a_reminder(tmp_path: Path) -> None:
    found = faults(tmp_path, GOOD.replace("    下一步:", "      下一步:").encode())
    assert [(line, is_error) for line, is_error, _ in found] == [(11, False), (4, True)]
    assert "“下一步”前面空得太多" in found[0][2]


def test_quotes_within_a_sentence_are_prose(tmp_path: Path) -> None:
    text = GOOD.replace("天花板滴水", "“借条”和“欠条”一样吗")
    assert faults(tmp_path, text.encode()) == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("“借条和“欠条”一样吗", "这一行的“后面没有”，请补上，或者去掉。"),
        ("借条”和“欠条”一样吗", "这一行的”前面没有“，请补上，或者去掉。"),
        ("”借条“一样吗", "这一行的”前面没有“，请补上，或者去掉。"),
        ("「借条一样吗", "这一行的「后面没有」"),
        ("（楼上漏水", "这一行的（后面没有）"),
        ("楼上漏水）", "这一行的）前面没有（"),
        ("《民法典怎么说", "这一行的《后面没有》"),
    ],
)
@pytest.mark.parametrize(("old", "line"), [("天花板滴水", 7), ("可以要求", 10)])
def test_half_a_pair_is_a_reminder(
    tmp_path: Path, text: str, says: str, old: str, line: int
) -> None:
    found = faults(tmp_path, GOOD.replace(old, text).encode())
    assert (line, False) == found[0][:2]
    assert says in found[0][2]
    assert not any(is_error for _, is_error, _ in found)


@pytest.mark.parametrize(
    "text", ["1）先拍照", "一）先拍照", "（一)先拍照", "“先（再）拍照”", "“（”“）”"]
)
def test_whole_pairs_and_counting_are_prose(tmp_path: Path, text: str) -> None:
    for old in ("天花板滴水", "可以要求"):
        found = faults(tmp_path, GOOD.replace(old, text).encode())
        assert not any("前面没有" in says or "后面没有" in says for _, _, says in found)
    assert faults(tmp_path, f"# （我的话\n{GOOD}".encode()) == []


def test_a_file_of_an_old_notepad_is_named_as_such(tmp_path: Path) -> None:
    line, is_error, message = faults(tmp_path, GOOD.encode("gbk"))[0]
    assert (line, is_error) == (1, True)
    assert "GBK" in message


def test_a_file_in_utf_16_is_named_as_such(tmp_path: Path) -> None:
    line, is_error, message = faults(tmp_path, GOOD.encode("utf-16"))[0]
    assert (line, is_error) == (1, True)
    assert "UTF-16" in message


def test_a_byte_order_mark_is_a_warning_and_the_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(GOOD.encode("utf-8-sig"))
    loaded = read_file(path, "faq/a.yaml", read_faq)
    assert [e.id for e in loaded.entries] == ["leaks-01"]
    assert [("BOM" in p.message, p.is_error) for p in loaded.problems] == [(True, False)]


def test_an_editors_own_files_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "faq").mkdir()
    for name in ("a.yaml", ".a.yaml", "~$a.yaml", "#a.yaml", "a.yaml~", "a.yaml.swp"):
        (tmp_path / "faq" / name).write_text(GOOD, encoding="utf-8")
    (tmp_path / "faq" / "b.yml").write_text(GOOD, encoding="utf-8")
    loaded = load_folder(tmp_path)
    assert len(loaded.entries) == 1
    assert [p.place.file for p in loaded.problems] == ["faq/b.yml"]
