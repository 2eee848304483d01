"""Editors' mistakes: each is told in Chinese with its line, and never raises."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.load import Kept, load_folder, read_faq, read_notes

GOOD = """主题: 漏水
编: 物权
条目:
  - 编号: leaks-01
    问题: 楼上漏水怎么办？
    别的问法:
      - 天花板滴水
    关键词: [漏水]
    回答: |
      可以要求楼上修好并赔偿。
    下一步:
      - 先拍照。
    法条: [1165, 288]
    纠纷类别: 邻里
"""

MISTAKES = [
    ("编: 物权", "编：物权", 2, "中文冒号"),
    ("    问题: 楼", "\t问题: 楼", 5, "Tab"),
    ("编: 物权", "编: 刑法", 2, "只能是"),
    ("    问题: 楼上漏水怎么办？\n", "", 4, "缺少“问题”"),
    ("    关键词: [漏水]\n", "    关健词: [漏水]\n", 8, "不认识的名称“关健词”"),
    ("[1165, 288]", "[1165, 1261]", 13, "第1260条"),
    ("[1165, 288]", "[第1165条]", 13, "请去掉“第”和“条”，只写数字：1165。"),
    ("纠纷类别: 邻里", "纠纷类别: 邻居", 14, "只能是"),
    ("    法条: [1165, 288]\n", "    法条: [1165, 288]\n    法条: [1]\n", 14, "写了两遍"),
    ("    下一步:\n      - 先拍照。", "    下一步: 先拍照。", 11, "列表"),
    ("      可以要求楼上修好并赔偿。\n", "", 9, "空的"),
    ("纠纷类别: 邻里\n", "纠纷类别: 邻里\n    审核日期: 去年\n", 15, "日期"),
    ("纠纷类别: 邻里\n", "纠纷类别: 邻里\n    其他法律: [物业条例]\n", 15, "第几条"),
    ("主题: 漏水\n", "", 1, "缺少“主题”"),
    (GOOD, "", 1, "空的"),
    (GOOD, "- 1\n- 2\n", 1, "名称: 内容"),
]


def test_a_good_file_is_read_whole() -> None:
    loaded = read_faq(GOOD, "faq/leaks.yaml")
    assert loaded.problems == ()
    entry = loaded.entries[0]
    assert (entry.id, entry.articles, entry.place.line) == ("leaks-01", (1165, 288), 4)
    assert entry.questions == ("楼上漏水怎么办？", "天花板滴水")


@pytest.mark.parametrize(("right", "wrong", "line", "words"), MISTAKES)
def test_a_mistake_is_told_with_its_line(right: str, wrong: str, line: int, words: str) -> None:
    loaded = read_faq(GOOD.replace(right, wrong), "faq/leaks.yaml")
    told = [(p.place.line, p.message) for p in loaded.errors]
    assert any(words in message for _, message in told), told
    assert any(abs(at - line) <= 1 for at, message in told if words in message), told
    assert all(p.place.file == "faq/leaks.yaml" for p in loaded.errors)


def test_the_lines_of_an_entrys_names_are_known() -> None:
    (entry,) = read_faq(GOOD, "faq/leaks.yaml").entries
    lines = [entry.place.at(name).line for name in ("编号", "问题", "关键词", "纠纷类别", "期限")]
    assert lines == [4, 5, 8, 14, 4]


def test_a_law_is_told_at_its_own_line() -> None:
    laws = "    其他法律:\n      - 物业管理条例第五十五条\n      - 物业条例\n"
    assert [p.place.line for p in read_faq(GOOD + laws, "faq/a.yaml").problems] == [17]


def test_a_name_twice_is_told_at_the_second_line_with_the_first() -> None:
    problems = read_faq(
        GOOD.replace("    问题", "    编号: a-01\n    问题", 1), "faq/a.yaml"
    ).problems
    assert [str(p) for p in problems] == [
        "faq/a.yaml 第5行：错误：“编号”写了两遍，第4行已经有了，请留一个。"
    ]


def test_a_number_taken_already_is_told_at_the_later_entry_with_the_first(tmp_path: Path) -> None:
    entry = GOOD.partition("条目:\n")[2]
    (tmp_path / "faq").mkdir()
    (tmp_path / "faq" / "a.yaml").write_text(GOOD + entry, "utf-8")
    (tmp_path / "faq" / "b.yaml").write_text(GOOD, "utf-8")
    (tmp_path / "articles").mkdir()
    note = "- 条: 1\n  要旨: 为什么立法\n  问法: [甲]\n"
    (tmp_path / "articles" / "a.yaml").write_text(note + note, "utf-8")
    told = [(str(p.place), p.message.partition("。")[0]) for p in load_folder(tmp_path).problems]
    assert told == [
        ("faq/a.yaml 第15行", "编号“leaks-01”已经有了，在 faq/a.yaml 第4行"),
        ("faq/b.yaml 第4行", "编号“leaks-01”已经有了，在 faq/a.yaml 第4行"),
        ("articles/a.yaml 第4行", "条号“1”已经有了，在 articles/a.yaml 第1行"),
    ]


@given(
    st.text(max_size=300) | st.sampled_from(GOOD.splitlines()).map(lambda x: GOOD.replace(x, ""))
)
def test_no_file_raises(text: str) -> None:
    read_faq(text, "faq/x.yaml")
    read_notes(text, "articles/x.yaml")


def test_a_folder_without_entries_says_what_is_wrong_with_it(tmp_path: Path) -> None:
    def told(folder: Path) -> list[str]:
        return [str(p) for p in load_folder(folder).errors]

    absent = tmp_path / "knowlege"
    assert told(absent) == [
        f"问答文件夹：错误：没有这个文件夹：{absent}。请核对路径，或者 BAIMI_KNOWLEDGE_DIR 的设置。"
    ]
    (tmp_path / "a.yaml").write_text(GOOD, "utf-8")
    assert "这是一个文件，不是文件夹" in told(tmp_path / "a.yaml")[0]
    assert "这个文件夹里没有 faq 文件夹" in told(tmp_path)[0]
    (tmp_path / "faq").mkdir()
    assert "没有读到任何条目" in told(tmp_path)[0]


def test_only_what_changed_is_read_again(tmp_path: Path) -> None:
    for name in ("a", "b"):
        text = GOOD.replace("leaks-01", f"{name}-01")
        (tmp_path / "faq").mkdir(exist_ok=True)
        (tmp_path / "faq" / f"{name}.yaml").write_text(text, "utf-8")
    kept: Kept = {}
    first = load_folder(tmp_path, kept)
    (tmp_path / "faq" / "b.yaml").write_text(GOOD.replace("leaks-01", "c-01"), "utf-8")
    second = load_folder(tmp_path, kept)
    assert second.entries[0] is first.entries[0]
    assert [entry.id for entry in second.entries] == ["a-01", "c-01"]
    (tmp_path / "faq" / "a.yaml").unlink()
    assert load_folder(tmp_path, kept) == load_folder(tmp_path)
    assert list(kept) == ["faq/b.yaml"]
