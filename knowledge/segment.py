"""Cut a question into features: words, what the words stand for, and pairs of characters."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from knowledge.dictionary import LONGEST_WORD, read_dictionary
from knowledge.text import normalise

_HAN_RUN = re.compile(r"[\u4e00-\u9fff]+")
_LATIN = re.compile(r"[a-z0-9]{2,20}")
WORD, SYNONYM, CHARACTER, PAIR = 1.0, 0.6, 0.6, 0.7
"""What a feature is worth by its kind; measured in docs/answers.md."""
BIGRAM = "/"
"""Marks a pair of characters, so that it never equals a word."""
GROUP = "="
"""Marks a group of synonyms."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What is not for the Civil Code, or a dispute category, and how one recognises it.

    One sign is enough; all words of a sign must be there, and none of `unless`.
    """

    name: str
    signs: tuple[tuple[str, ...], ...]
    unless: tuple[str, ...]

    def is_meant(self, text: str) -> bool:
        return any(all(word in text for word in sign) for sign in self.signs) and not any(
            word in text for word in self.unless
        )


@dataclass(frozen=True, slots=True)
class Words:
    """The editors' word lists: legal terms, stop words, filler, and groups of synonyms."""

    terms: tuple[str, ...]
    stops: frozenset[str]
    fillers: tuple[str, ...]
    groups: Mapping[str, tuple[str, ...]]
    elsewhere: tuple[Elsewhere, ...] = ()
    categories: tuple[Elsewhere, ...] = ()


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
        elsewhere=tuple(map(_elsewhere, _lines(folder / "elsewhere.txt"))),
        categories=tuple(map(_elsewhere, _lines(folder / "categories.txt"))),
    )


def _elsewhere(line: str) -> Elsewhere:
    """`name = word, word+word, !word`."""
    name, _, tail = line.partition("=")
    signs = [w.strip() for w in re.split("[,，、]", tail) if w.strip()]
    return Elsewhere(
        name.strip(),
        tuple(tuple(s.split("+")) for s in signs if not s.startswith("!")),
        tuple(s[1:] for s in signs if s.startswith("!")),
    )


def _lines(file: Path) -> list[str]:
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return [line for line in lines if line]


class Segmenter:
    """jieba's dictionary with our words in it, used as jieba's full mode does.

    Full mode finds every word of the dictionary that a text contains, also inside others, and
    is as good for searching as the best single path, at a fifth of the time.
    """

    def __init__(self, words: Words, cache_folder: Path | None = None) -> None:
        self._words = words
        first = {sign[0] for place in words.elsewhere for sign in place.signs}
        self._maybe_elsewhere = re.compile("|".join(map(re.escape, first)) or r"(?!)")
        self._filler = re.compile("|".join(map(re.escape, words.fillers)) or r"(?!)")
        self.dictionary = read_dictionary(words.terms, cache_folder)
        self.fingerprint = _digest(
            sorted(words.groups.items()),
            words.terms,
            sorted(words.stops),
            words.fillers,
            (WORD, SYNONYM, CHARACTER, PAIR),
        )
        """Stands for everything that decides the features of a text, for a cache of them."""

    def clean(self, text: str) -> str:
        """Normalised text without politeness; the text itself where nothing else is in it."""
        text = normalise(text)
        return self._filler.sub(" ", text).strip() or text

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

    def features(self, text: str) -> dict[str, float]:
        """What a text is indexed and searched by: each with what its kind is worth."""
        return self.cut(self.clean(text))

    def cut(self, text: str) -> dict[str, float]:
        """The features of a text that is clean already.

        Characters, pairs of them, every word of two to eight characters that the dictionary
        has, and the groups of those words. One plain loop: it runs over every text at a start.
        """
        found: dict[str, float] = {}
        for run in _HAN_RUN.findall(text):
            for start in range(len(run)):
                if run[start] not in self._words.stops:
                    found[run[start]] = CHARACTER
                if start + 1 < len(run):
                    found[BIGRAM + run[start : start + 2]] = PAIR
                    self._add_words(found, run, start)
        for word in _LATIN.findall(text):
            found[word] = WORD
        return found

    def _add_words(self, found: dict[str, float], run: str, start: int) -> None:
        """The words that begin at a place."""
        words = self._words
        for word in self.dictionary.prefixes(run[start : start + LONGEST_WORD]):
            if word not in words.stops:
                found[word] = WORD
                for group in words.groups.get(word, ()):
                    found[group] = SYNONYM


def _digest(*parts: object) -> str:
    return hashlib.blake2b(repr(parts).encode(), digest_size=16).hexdigest()
