"""Cut a text into what it is indexed and searched by: words, their synonyms, pairs, characters.

jieba's full mode: every word of the dictionary that a text contains, also inside others. It is as
good for searching as the best single path. One question is read by a plain loop; many texts are
read together (`knowledge/together.py`), with the same result.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from zlib import crc32

import numpy as np

from knowledge.dictionary import LONGEST_WORD, read_dictionary
from knowledge.feature import (
    CODE_BITS,
    FIRST_HAN,
    GROUP,
    LAST_HAN,
    LATIN,
    PAIR,
    WORD,
    pair_of,
)
from knowledge.runs import Runs, runs_of
from knowledge.text import normalise, normalise_all
from knowledge.together import LATIN_WORD, cut_together
from knowledge.words import Words

_HAN_RUN = re.compile(rf"[{chr(FIRST_HAN)}-{chr(LAST_HAN)}]+")
_FEW = 300
"""Texts below which each is read alone: an edit need not get the arrays of all words."""


class Segmenter:
    """jieba's dictionary with our words in it, and how the editors want texts to be read."""

    def __init__(self, words: Words, cache_folder: Path | None = None) -> None:
        self._words = words
        first = {sign[0] for place in words.elsewhere for sign in place.signs}
        self._maybe_elsewhere = re.compile("|".join(map(re.escape, first)) or r"(?!)")
        self._filler = re.compile("|".join(map(re.escape, words.fillers)) or r"(?!)")
        self.dictionary = read_dictionary(words.terms, cache_folder)
        self._heads = tuple(sorted({head for heads in words.groups.values() for head in heads}))
        self._stops = frozenset(self._one(stop) for stop in words.stops)
        self._groups = {
            self._one(word): tuple(GROUP | self._heads.index(head) for head in heads)
            for word, heads in words.groups.items()
            if word not in words.stops
        }
        self.fingerprint = _digest(
            self.dictionary.trie.tobytes(), self._groups, sorted(self._stops), words.fillers
        )
        """Stands for everything that decides the features of a text, for a cache of them."""

    def clean(self, text: str) -> str:
        """Normalised text without politeness; the text itself where nothing else is in it."""
        text = normalise(text)
        return self._filler.sub(" ", text).strip() or text

    def clean_all(self, texts: Sequence[str]) -> list[str]:
        """The same for many texts at once."""
        plain = normalise_all(texts)
        without = self._filler.sub(" ", "\n".join(plain)).split("\n")
        return [line.strip() or text for line, text in zip(without, plain, strict=False)]

    def elsewhere(self, text: str) -> str | None:
        """The name of the place that a question not for the Civil Code belongs to."""
        plain = normalise(text)
        if not self._maybe_elsewhere.search(plain):
            return None
        return next((e.name for e in self._words.elsewhere if e.is_meant(plain)), None)

    def category(self, text: str) -> str | None:
        """The dispute category that a word of the text gives away."""
        plain = normalise(text)
        return next((c.name for c in self._words.categories if c.is_meant(plain)), None)

    def features(self, clean: str) -> list[int]:
        """The features of one text that is clean already, each once."""
        return list(dict.fromkeys(feature for _, _, feature in self._found(clean)))

    def named(self, clean: str) -> Mapping[int, str]:
        """The features of a clean text for a person to read: a word or a character as it is, a
        pair of characters in quotes, a group of synonyms as 同义：term."""
        names = {}
        for start, end, feature in self._found(clean):
            said = clean[start:end]
            if GROUP <= feature < LATIN:
                said = f"同义：{self._heads[feature - GROUP]}"
            names[feature] = f"“{said}”" if PAIR <= feature < WORD else said
        return names

    def feature_named(self, name: str) -> int:
        """The feature with a name that `named` gave; -1 where the words have changed since."""
        if name.startswith("同义："):
            head = name.removeprefix("同义：")
            return GROUP | self._heads.index(head) if head in self._heads else -1
        if name.startswith("“"):
            return pair_of(name[1:3])
        return LATIN | crc32(name.encode()) if name.isascii() else self._one(name)

    def cut(self, texts: Sequence[str]) -> Runs:
        """The features of all texts, which need not be clean; each once for a text, in order."""
        clean = self.clean_all(texts)
        if len(texts) < _FEW:
            alone = [sorted(self.features(text)) for text in clean]
            features = np.array([f for one in alone for f in one], dtype=np.int64)
            return runs_of(np.array([len(one) for one in alone], dtype=np.int64), features)
        return cut_together(clean, self.dictionary, self._stops, self._groups)

    def _one(self, word: str) -> int:
        """The feature of one word or character; -1 for what is neither."""
        if len(word) == 1:
            return ord(word) - FIRST_HAN
        number = self.dictionary.trie.get(word)
        return -1 if number is None else WORD | number

    def _found(self, clean: str) -> Iterator[tuple[int, int, int]]:
        """Where each feature begins and ends, and the feature."""
        words_at, stops, groups = self.dictionary.words_at, self._stops, self._groups
        for run in _HAN_RUN.finditer(clean):
            start, end = run.span()
            before = -1
            for at in range(start, end):
                code = ord(clean[at]) - FIRST_HAN
                if code not in stops:
                    yield at, at + 1, code
                if before >= 0:
                    yield at - 1, at + 1, PAIR | before << CODE_BITS | code
                before = code
                for word, number in words_at(clean[at : min(at + LONGEST_WORD, end)]):
                    feature = WORD | number
                    if feature not in stops:
                        yield at, at + len(word), feature
                        for group in groups.get(feature, ()):
                            yield at, at + len(word), group
        for latin in LATIN_WORD.finditer(clean):
            yield *latin.span(), LATIN | crc32(latin[0].encode())


def _digest(*parts: object) -> str:
    found = hashlib.blake2b(digest_size=16)
    for part in parts:
        found.update(part if isinstance(part, bytes) else repr(part).encode())
    return found.hexdigest()
