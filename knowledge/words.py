"""The editors' lists: legal terms, synonyms, what to leave out, what is not for the Code."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


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
    """Legal terms, stop words, filler, and for each word the heads of its groups of synonyms."""

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
            groups.setdefault(word, []).append(members[0])
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
