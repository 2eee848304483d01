"""What was kept says the same as the files, and only of files that have not changed."""

import shutil
from pathlib import Path

import pytest

from knowledge.kept import load_kept, save_kept
from knowledge.load import Kept, load_folder

ROOT = Path(__file__).parents[2] / "knowledge"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A part of our knowledge: entries, notes and cases."""
    for name in ("faq/tort", "cases"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / "articles").mkdir()
    shutil.copy(ROOT / "articles" / "tort-1164-1260.yaml", tmp_path / "articles")
    return tmp_path


def read_and_keep(folder: Path) -> Kept:
    kept: Kept = {}
    load_folder(folder, kept)
    save_kept(folder, kept)
    return kept


def test_what_was_kept_is_what_the_files_say(folder: Path) -> None:
    kept = read_and_keep(folder)
    clean = {file: said for file, said in kept.items() if not said[1].problems}
    assert len(clean) > 5
    assert load_kept(folder) == clean
    assert load_folder(folder, load_kept(folder)) == load_folder(folder)


def test_the_lines_of_names_are_kept_too(folder: Path) -> None:
    read_and_keep(folder)
    kept, read = load_folder(folder, load_kept(folder)), load_folder(folder)
    assert [e.place.lines for e in kept.entries] == [e.place.lines for e in read.entries]
    assert [c.place.lines for c in kept.cases] == [c.place.lines for c in read.cases]
    assert all(one.place.lines for one in read.entries)


def test_a_changed_file_is_read_again(folder: Path) -> None:
    read_and_keep(folder)
    file = folder / "faq" / "tort" / "animals.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("狗", "小狗"), encoding="utf-8")
    loaded = load_folder(folder, load_kept(folder))
    assert any("小狗" in entry.question for entry in loaded.entries)


def test_a_file_with_a_fault_is_told_each_time(folder: Path) -> None:
    (folder / "faq" / "tort" / "animals.yaml").write_text("条目：", encoding="utf-8")
    read_and_keep(folder)
    assert "faq/tort/animals.yaml" not in load_kept(folder)
    assert load_folder(folder, load_kept(folder)).errors


@pytest.mark.parametrize("broken", ["", "{}", '{"code": "another", "files": {}}', "[]", "\x00"])
def test_what_cannot_be_read_is_as_nothing(tmp_path: Path, broken: str) -> None:
    (tmp_path / "kept.json").write_text(broken, encoding="utf-8")
    assert load_kept(tmp_path) == {}


def test_what_other_code_kept_is_as_nothing(folder: Path) -> None:
    read_and_keep(folder)
    file = folder / "kept.json"
    file.write_text(file.read_text(encoding="utf-8").replace('"code": "', '"code": "x', 1), "utf-8")
    assert load_kept(folder) == {}
