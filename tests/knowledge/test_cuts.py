"""Texts whose cuts were kept mean the same as texts cut anew."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.cuts import NOTHING, Cuts, cut_new, load_cuts, save_cuts
from knowledge.runs import Runs, runs_of

versions = st.lists(
    st.lists(st.text("漏水房东狗", min_size=1), unique=True), min_size=1, max_size=4
)


def cut(texts: Sequence[str]) -> Runs:
    """Every character of a text is a feature."""
    lengths = np.array([len(text) for text in texts], dtype=np.int64)
    return runs_of(lengths, np.array([ord(c) for text in texts for c in text], dtype=np.int64))


def said(cuts: Cuts) -> list[str]:
    """Each text's features, which here are the text itself."""
    return ["".join(map(chr, cuts.runs.of(i).tolist())) for i in range(cuts.runs.size)]


@given(versions)
def test_every_version_is_as_if_cut_anew(texts_of: list[list[str]]) -> None:
    kept = NOTHING
    for texts in texts_of:
        kept = cut_new(texts, cut, kept)
        assert said(kept) == texts


def test_only_new_texts_are_cut() -> None:
    asked: list[str] = []

    def watched(texts: Sequence[str]) -> Runs:
        asked.extend(texts)
        return cut(texts)

    first = cut_new(["漏水", "房东"], watched)
    cut_new(["漏水", "狗"], watched, first)
    assert asked == ["漏水", "房东", "狗"]


def test_what_was_stored_is_read_for_the_same_way_of_cutting_only(tmp_path: Path) -> None:
    cuts = cut_new(["漏水", "房东"], cut)
    save_cuts(tmp_path, "words of today", cuts)
    assert said(load_cuts(tmp_path, "words of today")) == said(cuts)
    assert load_cuts(tmp_path, "other words") is NOTHING


@pytest.mark.parametrize("broken", [b"", b"PK\x03\x04", b"no archive"])
def test_a_broken_file_is_as_none(tmp_path: Path, broken: bytes) -> None:
    (tmp_path / "cuts.npz").write_bytes(broken)
    assert load_cuts(tmp_path, "words") is NOTHING


def test_a_folder_that_cannot_be_written_to_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    save_cuts(tmp_path / "file", "words", NOTHING)
    assert load_cuts(tmp_path / "file", "words") is NOTHING
