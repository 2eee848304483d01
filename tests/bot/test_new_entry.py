"""`baimi new`, as an editor types it."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.new_entry import next_id
from knowledge.load import Loaded, load_folder, read_faq
from tests.knowledge.test_lint import GOOD

ANSWER = "可以要求楼上修好，并赔偿您的损失。" * 6
TYPED = {
    "topic": ["1"],
    "question": ["主管道漏水谁修？"],
    "asks": ["立管漏了谁出钱", "总管裂了找谁", "公用水管爆了", "管道井漏水", ""],
    "keywords": ["主管道 立管，总管"],
    "answer": [ANSWER, ""],
    "steps": ["关总阀。", "报修。", ""],
    "articles": ["942 281"],
    "laws": ["物业管理条例第五十五条", ""],
    "category": ["物业"],
    "limit": [""],
    "sure": ["y"],
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "knowledge"
    (folder / "faq" / "property").mkdir(parents=True)
    (folder / "faq" / "property" / "leaks.yaml").write_bytes(("# 我的话\n" + GOOD).encode())
    return folder


def run(root: Path, **changes: list[str]) -> Result:
    lines = [line for typed in (TYPED | changes).values() for line in typed]
    env = {"BAIMI_KNOWLEDGE_DIR": str(root), "BAIMI_DATA_DIR": str(root / "d")}
    return CliRunner().invoke(main, ["new"], input="\n".join(lines) + "\n", env=env)


def test_it_is_appended_with_the_next_number_and_the_rest_stays_byte_for_byte(root: Path) -> None:
    file = root / "faq" / "property" / "leaks.yaml"
    before = file.read_bytes()
    result = run(root)
    assert result.exit_code == 0, result.output
    assert file.read_bytes().startswith(before)
    entry = load_folder(root).entries[-1]
    assert (entry.id, entry.question) == ("leaks-02", "主管道漏水谁修？")
    assert entry.keywords == ("主管道", "立管", "总管")
    assert (entry.articles, entry.other_laws) == ((942, 281), ("物业管理条例第五十五条",))
    assert (entry.reviewed, entry.time_limit) == (None, "")
    assert "还没有“审核日期”" in result.output


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"topic": ["99", "1"]}, "请写 1 到 1"),
        ({"question": ["", "主管道漏水谁修？"]}, "不能空着"),
        ({"question": ["楼上 漏水怎么办?", "主管道漏水谁修？"]}, "leaks-01 已经有这个问法"),
        ({"asks": ["只有一条", "", *TYPED["asks"]]}, "现在是1条"),
        ({"keywords": ["一个", "甲 乙 丙"]}, "现在是1个"),
        ({"answer": ["可以。", "", ANSWER, ""]}, "现在是2个汉字"),
        ({"articles": ["1261", "第一条", "1"]}, "请去掉“第”和“条”，只写数字：1。"),
        ({"laws": ["物业条例", "", ""]}, "法律名第几条"),
        ({"category": ["邻居", "邻里"]}, "只能是"),
    ],
)
def test_a_field_that_is_not_good_is_asked_again(
    root: Path, changes: dict[str, list[str]], says: str
) -> None:
    result = run(root, **changes)
    assert says in result.output
    assert result.exit_code == 0, result.output
    assert len(load_folder(root).entries) == 2


def test_a_new_topic_becomes_a_file(root: Path) -> None:
    result = run(root, topic=["property/noise", "噪声: 夜里", "别的", "物权"])
    assert result.exit_code == 0, result.output
    entry = next(e for e in load_folder(root).entries if e.id == "noise-01")
    assert (entry.topic, entry.book) == ("噪声: 夜里", "物权")


def test_saying_no_writes_nothing(root: Path) -> None:
    before = (root / "faq" / "property" / "leaks.yaml").read_bytes()
    assert run(root, sure=["n"]).exit_code == 1
    assert (root / "faq" / "property" / "leaks.yaml").read_bytes() == before


def test_the_next_number_is_after_the_highest_wherever_it_stands() -> None:
    entries = read_faq(GOOD, "faq/a.yaml").entries
    assert next_id("leaks", Loaded(entries)) == "leaks-02"
    assert next_id("leak", Loaded(entries)) == "leak-01"
