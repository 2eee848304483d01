"""Indexes made by a process of their own."""

from pathlib import Path

from bot.prepare import prepare
from knowledge.base import read_base
from knowledge.cache import load
from knowledge.statutes import Statutes
from tests.knowledge.test_cache import write


def test_the_base_that_is_read_next_finds_its_indexes_made(tmp_path: Path) -> None:
    write(tmp_path, "楼上漏水怎么办")
    prepare(tmp_path, tmp_path / "no statutes", tmp_path / "cache")
    made = (tmp_path / "cache" / "indexes.npz").stat()
    base = read_base(tmp_path, Statutes(), tmp_path / "cache")
    assert base.asked_in("楼上漏水怎么办") == 0
    again = (tmp_path / "cache" / "indexes.npz").stat()
    assert (made.st_ino, made.st_mtime_ns) == (again.st_ino, again.st_mtime_ns)


def test_broken_files_are_left_to_who_reads_them(tmp_path: Path) -> None:
    write(tmp_path, "：")
    (tmp_path / "faq" / "leaks.yaml").write_text("条目: [", encoding="utf-8")
    prepare(tmp_path, tmp_path / "no statutes", tmp_path / "cache")
    assert load(tmp_path / "cache", "") is None
