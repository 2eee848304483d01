"""Indexes from the cache answer as those that were built."""

from pathlib import Path

import pytest

from knowledge.base import Base, read_base
from knowledge.match import rank
from knowledge.statutes import Statutes

ENTRY = """主题: 漏水
编: 物权
条目:
  - 编号: {id}
    问题: {question}
    别的问法: [天花板滴水]
    关键词: [漏水]
    回答: 可以要求修好并赔偿。
    下一步: [拍照留证]
    法条: [288]
    纠纷类别: 邻里
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "楼上漏水怎么办")
    return tmp_path


def write(folder: Path, question: str) -> None:
    (folder / "faq").mkdir(exist_ok=True)
    text = ENTRY.format(id="leaks-01", question=question)
    (folder / "faq" / "leaks.yaml").write_text(text, encoding="utf-8")


def read(folder: Path) -> Base:
    return read_base(folder, Statutes(), folder / "cache")


def scores(base: Base, question: str = "楼上漏水了") -> list[tuple[str, float]]:
    return [(m.entry.id, m.score) for m in rank(base, question).entries]


def test_a_second_start_finds_the_same(folder: Path) -> None:
    built, again = read(folder), read(folder)
    assert again.indexes is not built.indexes
    assert again.indexes.features.tolist() == built.indexes.features.tolist()
    assert scores(again) == scores(built) != []


def test_an_edit_is_not_answered_from_the_old_indexes(folder: Path) -> None:
    read(folder)
    write(folder, "邻居的鸽子太吵")
    assert scores(read(folder), "鸽子") != []


def test_new_words_make_new_indexes(folder: Path) -> None:
    read(folder)
    (folder / "words").mkdir()
    (folder / "words" / "synonyms.txt").write_text("漏水 = 渗漏水", encoding="utf-8")
    assert scores(read(folder), "渗漏水") != []


@pytest.mark.parametrize("broken", [b"", b"PK\x03\x04", b"not an archive at all"])
def test_a_broken_cache_is_built_again(folder: Path, broken: bytes) -> None:
    first = read(folder)
    (folder / "cache" / "indexes.npz").write_bytes(broken)
    assert scores(read(folder)) == scores(first)
