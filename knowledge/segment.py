"""Cut a question into features: words, what the words stand for, and pairs of characters.

The only module that imports jieba, with a tokenizer of its own and its cache in a folder of
ours: a cache in the shared temporary folder can be planted by anyone.
"""

import logging
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import jieba

from knowledge.text import normalise

_HAN_RUN = re.compile(r"[\u4e00-\u9fff]+")
_WORDLIKE = re.compile(r"[\u4e00-\u9fffa-z0-9]+")
BIGRAM = "/"
"""Marks a pair of characters, so that it never equals a word."""
GROUP = "="
"""Marks a group of synonyms."""


@dataclass(frozen=True, slots=True)
class Words:
    """The editors' word lists: legal terms, stop words, filler, and groups of synonyms."""

    terms: tuple[str, ...]
    stops: frozenset[str]
    fillers: tuple[str, ...]
    groups: Mapping[str, tuple[str, ...]]


def read_words(folder: Path) -> Words:
    """Read `words/*.txt`: one word a line, `#` for comments; synonyms as `term = word, word`."""
    groups: dict[str, list[str]] = {}
    terms = set(_lines(folder / "terms.txt"))
    for line in _lines(folder / "synonyms.txt"):
        head, _, tail = line.partition("=")
        members = [head.strip(), *(w.strip() for w in re.split("[,，、]", tail) if w.strip())]
        terms.update(members)
        for word in members:
            groups.setdefault(word, []).append(GROUP + members[0])
    fillers = sorted(_lines(folder / "filler.txt"), key=len, reverse=True)
    return Words(
        terms=tuple(sorted(terms)),
        stops=frozenset(_lines(folder / "stop.txt")),
        fillers=tuple(fillers),
        groups={word: tuple(marks) for word, marks in groups.items()},
    )


def _lines(file: Path) -> list[str]:
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return [line for line in lines if line]


class Segmenter:
    """A private jieba tokenizer with our words in it."""

    def __init__(self, words: Words, cache_folder: Path | None = None) -> None:
        jieba.setLogLevel(logging.WARNING)
        self._words = words
        self._filler = re.compile("|".join(map(re.escape, words.fillers)) or r"(?!)")
        self._tokenizer = jieba.Tokenizer()
        if cache_folder is not None:
            cache_folder.mkdir(parents=True, exist_ok=True)
            self._tokenizer.tmp_dir = str(cache_folder)
        self._tokenizer.initialize()
        for term in words.terms:
            self._tokenizer.add_word(term)

    def clean(self, text: str) -> str:
        """Normalised text without politeness; the text itself where nothing else is in it."""
        text = normalise(text)
        return self._filler.sub(" ", text).strip() or text

    def words(self, text: str) -> list[str]:
        """Words of a cleaned text in order, long ones also by their parts, no stop words."""
        return [
            word
            for word in self._tokenizer.cut_for_search(text, HMM=False)
            if word not in self._words.stops and _WORDLIKE.fullmatch(word)
        ]

    def features(self, text: str) -> dict[str, float]:
        """What a text is indexed and searched by, each with its weight before idf."""
        text = self.clean(text)
        found: dict[str, float] = {}
        for word in self.words(text):
            found[word] = 1.0 if len(word) > 1 else 0.4
            for group in self._words.groups.get(word, ()):
                found[group] = 0.8
        for pair in _bigrams(text):
            found[BIGRAM + pair] = 0.45
        return found


def _bigrams(text: str) -> Iterable[str]:
    for run in _HAN_RUN.findall(text):
        for i in range(len(run) - 1):
            yield run[i : i + 2]
