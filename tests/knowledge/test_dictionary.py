"""The words of the dictionary in both forms, on disk and made anew."""

from pathlib import Path

import numpy as np
import pytest

from knowledge.dictionary import Dictionary, read_dictionary, spell
from knowledge.feature import FIRST_HAN


def spelling(word: str) -> int:
    found = np.zeros(1, dtype=np.uint64)
    for character in word:
        found = spell(found, np.array([ord(character) - FIRST_HAN]))
    return int(found[0])


def numbers(dictionary: Dictionary, *words: str) -> list[int]:
    spellings = np.array([spelling(word) for word in words], dtype=np.uint64)
    found: list[int] = dictionary.numbers(spellings).tolist()
    return found


def test_both_forms_number_the_words_alike(tmp_path: Path) -> None:
    for dictionary in (
        read_dictionary(["业委会换届"], tmp_path),
        read_dictionary(["业委会换届"], tmp_path),
        read_dictionary(["业委会换届"], None),
    ):
        words = ("离婚", "业委会换届", "民事诉讼")
        assert numbers(dictionary, *words) == [dictionary.trie[word] for word in words]
        assert [word for word, _ in dictionary.words_at("离婚冷静")] == ["离婚"]


def test_no_two_words_are_spelled_alike(tmp_path: Path) -> None:
    spellings, _ = read_dictionary([], tmp_path).spelled
    assert np.unique(spellings).size == spellings.size > 300_000


def test_what_is_no_word_has_no_number(tmp_path: Path) -> None:
    assert numbers(read_dictionary([], tmp_path), "离的", "漏") == [-1, -1]


@pytest.mark.parametrize("ending", [".marisa", ".npz"])
def test_a_broken_file_is_made_anew(tmp_path: Path, ending: str) -> None:
    assert numbers(read_dictionary([], tmp_path), "离婚") != [-1]
    (file,) = tmp_path.glob(f"words-*{ending}")
    file.write_bytes(b"broken")
    again = read_dictionary([], tmp_path)
    assert numbers(again, "离婚") == [again.trie["离婚"]]
