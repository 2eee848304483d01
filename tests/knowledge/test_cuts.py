"""Texts whose cuts were kept mean the same as texts cut anew."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.cuts import NONE, Cuts, cut, key_of, load_cuts, save_cuts

versions = st.lists(
    st.lists(st.text("漏水房东狗", min_size=1), unique=True), min_size=1, max_size=4
)


def features(text: str) -> Mapping[str, float]:
    return {character: 1.0 if character == "漏" else 0.5 for character in text}


def said(cuts: Cuts) -> list[dict[int, float]]:
    """Each text's features with what they are worth."""
    runs = [slice(a, b) for a, b in zip(cuts.starts[:-1], cuts.starts[1:], strict=True)]
    return [
        dict(zip(cuts.keys[run].tolist(), cuts.kinds[run].tolist(), strict=True)) for run in runs
    ]


@given(versions)
def test_every_version_is_as_if_cut_anew(texts_of: list[list[str]]) -> None:
    kept = NONE
    for texts in texts_of:
        kept = cut(texts, features, kept)
        anew = [{key_of(f): kind for f, kind in features(text).items()} for text in texts]
        assert said(kept) == anew


def test_only_new_texts_are_cut() -> None:
    asked: list[str] = []

    def watched(text: str) -> Mapping[str, float]:
        asked.append(text)
        return features(text)

    first = cut(["漏水", "房东"], watched)
    cut(["漏水", "狗"], watched, first)
    assert asked == ["漏水", "房东", "狗"]


def test_what_was_stored_is_read_for_the_same_way_of_cutting_only(tmp_path: Path) -> None:
    cuts = cut(["漏水", "房东"], features)
    save_cuts(tmp_path, "words of today", cuts)
    assert said(load_cuts(tmp_path, "words of today")) == said(cuts)
    assert load_cuts(tmp_path, "other words") is NONE


@pytest.mark.parametrize("broken", [b"", b"PK\x03\x04", b"no archive"])
def test_a_broken_file_is_as_none(tmp_path: Path, broken: bytes) -> None:
    (tmp_path / "cuts.npz").write_bytes(broken)
    assert load_cuts(tmp_path, "words") is NONE


def test_a_folder_that_cannot_be_written_to_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    save_cuts(tmp_path / "file", "words", NONE)
    assert load_cuts(tmp_path / "file", "words") is NONE
