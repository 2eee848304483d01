"""jieba's dictionary with the editors' terms in it, on disk, in two forms.

The only module that imports jieba. jieba keeps its dictionary in 60 MB and reads it in a second.
The same words in a trie take 2 MB, are mapped from a file that all processes share, and say at once
which of them begin at a place of a text: so one question is read. As one sorted array of 64-bit
numbers they are looked up for all places of all texts together: so the indexes are made. The files
stand in a folder of ours: one in the shared temporary folder can be planted by anyone.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

import marisa_trie
import numpy as np
from numpy.typing import NDArray

from knowledge.arrays import load_arrays, save_arrays
from knowledge.feature import FIRST_HAN, LAST_HAN
from knowledge.runs import Longs
from knowledge.whole import write_whole

LONGEST_WORD = 8
Spellings = NDArray[np.uint64]
_STEP = np.uint64(0x9E3779B97F4A7C15)
_TABLE_BITS = 22
_NOT_BEGUN = np.uint64(64 - _TABLE_BITS)


@dataclass(frozen=True)
class Dictionary:
    """Words of two to eight 汉字. A word's number is what the trie calls its id."""

    trie: marisa_trie.Trie
    file: Path | None = None

    @property
    def words_at(self) -> Callable[[str], Iterable[tuple[str, int]]]:
        """Says the words with which a text begins, and their numbers."""
        at: Callable[[str], Iterable[tuple[str, int]]] = self.trie.iter_prefixes_with_ids
        return at

    @cached_property
    def spelled(self) -> tuple[Spellings, Longs]:
        """The spellings of all words in order, and the number of each, from the file beside the
        trie's, or made anew."""
        if self.file is None:
            return _spelled(self.trie)
        beside = self.file.with_suffix(".npz")
        stored = load_arrays(beside)
        if stored.keys() >= {"spellings", "numbers"}:
            return stored["spellings"], stored["numbers"]
        spellings, numbers = _spelled(self.trie)
        save_arrays(beside, {"spellings": spellings, "numbers": numbers})
        return spellings, numbers

    @cached_property
    def _begun(self) -> NDArray[np.bool_]:
        """For each first bits of a spelling whether a word has them: most that are no word are
        sorted out by these, at once."""
        found = np.zeros(1 << _TABLE_BITS, dtype=bool)
        found[self.spelled[0] >> _NOT_BEGUN] = True
        return found

    def numbers(self, spellings: Spellings) -> Longs:
        """The number of each word; -1 for what is none."""
        known, numbers = self.spelled
        maybe = np.flatnonzero(self._begun[spellings >> _NOT_BEGUN])
        places = np.searchsorted(known, spellings[maybe])
        places[places == known.size] = 0
        found = np.full(spellings.size, -1)
        found[maybe] = np.where(known[places] == spellings[maybe], numbers[places], -1)
        return found


def spell(before: Spellings, codes: Longs) -> Spellings:
    """The spellings of words with one more character each: numbers of 64 bits that no two words
    of the dictionary share. Nothing is spelled 0."""
    return (before + codes.astype(np.uint64) + np.uint64(1)) * _STEP


def read_dictionary(terms: Iterable[str], folder: Path | None) -> Dictionary:
    """All words of two to eight 汉字, from the file in `folder` or made anew."""
    wanted = tuple(sorted(terms))
    if folder is None:
        return Dictionary(_make(wanted))
    key = hashlib.blake2b(f"{version('jieba')}{wanted}".encode(), digest_size=8).hexdigest()
    file = folder / f"words-{key}.marisa"
    try:
        return Dictionary(marisa_trie.Trie().mmap(str(file)), file)
    except (OSError, RuntimeError):  # not there yet, or broken
        trie = _make(wanted)
    for old in folder.glob("words-*"):
        old.unlink(missing_ok=True)
    write_whole(file, trie.tobytes())
    return Dictionary(trie, file)


def _make(terms: tuple[str, ...]) -> marisa_trie.Trie:
    import jieba  # noqa: PLC0415 - 60 MB and a second, which only the making of the file needs

    with jieba.Tokenizer().get_dict_file() as lines:
        words = {line.split(b" ", 1)[0].decode() for line in lines}
    return marisa_trie.Trie(filter(_is_word, words.union(terms)))


def _is_word(word: str) -> bool:
    return 2 <= len(word) <= LONGEST_WORD and all(FIRST_HAN <= ord(c) <= LAST_HAN for c in word)


def _spelled(trie: marisa_trie.Trie) -> tuple[Spellings, Longs]:
    """The spellings of all words in order, and the number of each."""
    by_length: dict[int, list[str]] = {}
    for word in trie.iterkeys():
        by_length.setdefault(len(word), []).append(word)
    spellings = np.concatenate([_spell_all(words) for words in by_length.values()])
    numbers = np.array([trie[word] for words in by_length.values() for word in words])
    order = np.argsort(spellings)
    return spellings[order], numbers[order]


def _spell_all(words: Sequence[str]) -> Spellings:
    """The spellings of words of one length."""
    points = np.frombuffer("".join(words).encode("utf-32-le"), dtype="<u4")
    codes = points.astype(np.int64).reshape(len(words), -1) - FIRST_HAN
    found = np.zeros(len(words), dtype=np.uint64)
    for place in range(codes.shape[1]):
        found = spell(found, codes[:, place])
    return found
