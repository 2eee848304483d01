"""A saved file is answered from; a bad one never replaces a good base. Real files throughout."""

import logging
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.knowledge_watch import KnowledgeHolder
from tests.knowledge.test_lint import GOOD

OTHER = GOOD.replace("leaks-01", "noise-01").replace("楼上漏水怎么办？", "楼上太吵怎么办？")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "knowledge"
    (folder / "faq").mkdir(parents=True)
    (folder / "words").mkdir()
    (folder / "faq" / "leaks.yaml").write_text(GOOD, "utf-8")
    return folder


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def holder(folder: Path, cache: Path) -> KnowledgeHolder:
    return KnowledgeHolder(folder, folder / "statutes.json", cache)


def ids(holder: KnowledgeHolder) -> list[str]:
    return [entry.id for entry in holder.current().entries]


def looks(holder: KnowledgeHolder) -> bool:
    """Two looks, as the watch takes them, once nothing is being written any more."""
    return [holder.look(), holder.look()][-1]


def test_nothing_is_read_while_nothing_changes(holder: KnowledgeHolder) -> None:
    before = holder.current()
    assert not looks(holder)
    assert holder.current() is before


def test_a_saved_file_is_in_force(holder: KnowledgeHolder, folder: Path) -> None:
    (folder / "faq" / "leaks.yaml").write_text(GOOD.replace("可以要求", "当然可以"), "utf-8")
    assert looks(holder)
    assert "当然可以" in holder.current().entries[0].answer


def test_a_new_file_and_a_deleted_one(holder: KnowledgeHolder, folder: Path) -> None:
    (folder / "faq" / "noise.yaml").write_text(OTHER, "utf-8")
    assert looks(holder)
    assert ids(holder) == ["leaks-01", "noise-01"]
    (folder / "faq" / "leaks.yaml").unlink()
    assert looks(holder)
    assert ids(holder) == ["noise-01"]


def test_a_half_written_file_is_waited_for(holder: KnowledgeHolder, folder: Path) -> None:
    file = folder / "faq" / "leaks.yaml"
    for end in range(10, len(OTHER), 60):
        file.write_text(OTHER[:end], "utf-8")
        assert not holder.look(), "it has changed since the last look"
        assert (ids(holder), holder.fault) == (["leaks-01"], "")
    file.write_text(OTHER, "utf-8")
    assert looks(holder)
    assert ids(holder) == ["noise-01"]


@pytest.mark.parametrize("name", [".leaks.yaml.swp", "~$leaks.yaml", ".#leaks.yaml", "4913"])
def test_what_an_editor_leaves_beside_it_is_no_change(
    holder: KnowledgeHolder, folder: Path, name: str
) -> None:
    before = holder.current()
    (folder / "faq" / name).write_text("not: [yaml", "utf-8")
    assert not looks(holder)
    assert (holder.current(), holder.fault) == (before, "")


def test_a_save_by_renaming_a_draft_over_the_file(holder: KnowledgeHolder, folder: Path) -> None:
    draft = folder / "faq" / ".draft"
    draft.write_text(GOOD.replace("leaks-01", "leaks-91"), "utf-8")
    draft.replace(folder / "faq" / "leaks.yaml")
    assert looks(holder)
    assert ids(holder) == ["leaks-91"], "a file of the same size is another file"


BROKEN = {
    "a wide colon": GOOD.replace("法条: ", "法条：").encode(),
    "no such article": GOOD.replace("1165", "1300").encode(),
    "empty": b"",
    "not UTF-8": GOOD.encode("gbk"),
    "bytes": b"\x00\x01\xff\xfe",
    "very deep": b"[" * 5000,
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_keeps_the_old_base_says_why_and_recovers(
    holder: KnowledgeHolder, folder: Path, data: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    before, file = holder.current(), folder / "faq" / "leaks.yaml"
    file.write_bytes(data)
    with caplog.at_level(logging.WARNING):
        assert not looks(holder)
    assert holder.current() is before
    assert holder.fault
    assert "the old ones stay in force" in caplog.text
    caplog.clear()
    assert not looks(holder)
    assert caplog.text == "", "the same fault is said once"

    file.write_text(OTHER, "utf-8")
    assert looks(holder)
    assert (ids(holder), holder.fault) == (["noise-01"], "")


def test_going_back_to_the_files_in_force_clears_the_fault(
    holder: KnowledgeHolder, folder: Path
) -> None:
    file = folder / "faq" / "leaks.yaml"
    file.write_text("主题：", "utf-8")
    looks(holder)
    assert "faq/leaks.yaml 第1行" in holder.fault
    file.write_text(GOOD, "utf-8")
    assert looks(holder)
    assert holder.fault == ""


def test_a_folder_that_vanishes_keeps_the_old_base(holder: KnowledgeHolder, folder: Path) -> None:
    away = folder.with_name("away")
    folder.rename(away)
    assert not looks(holder)
    assert (ids(holder), bool(holder.fault)) == (["leaks-01"], True)
    away.rename(folder)
    looks(holder)
    assert holder.fault == ""


def test_two_processes_each_see_it_by_themselves(folder: Path, cache: Path) -> None:
    two = [KnowledgeHolder(folder, folder / "statutes.json", cache) for _ in range(2)]
    (folder / "faq" / "leaks.yaml").write_text(OTHER, "utf-8")
    for holder in two:
        assert looks(holder)
        assert ids(holder) == ["noise-01"]


def test_the_thread_swaps_the_base_by_itself(holder: KnowledgeHolder, folder: Path) -> None:
    stop = holder.watch()
    try:
        (folder / "faq" / "leaks.yaml").write_text(OTHER, "utf-8")
        assert eventually(lambda: ids(holder) == ["noise-01"])
        (folder / "faq" / "leaks.yaml").write_text("主题：", "utf-8")
        assert eventually(lambda: bool(holder.fault))
        assert ids(holder) == ["noise-01"]
    finally:
        stop()


def eventually(happened: Callable[[], bool]) -> bool:
    """Whether something comes about before anybody would call it broken."""
    pause = threading.Event()
    return any(happened() or pause.wait(0.05) for _ in range(400))
