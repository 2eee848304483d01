"""Entries that are not found by their own words, and pairs that steal each other's questions.

Looked for among the entries' own words alone: an editor of one entry can mend only these, and the
check needs no index of the articles for them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.base import FIELDS
from knowledge.cuts import Cut
from knowledge.entry import Entry, Problem
from knowledge.feature import worth
from knowledge.index import (
    Floats,
    Index,
    Ints,
    Numbered,
    Query,
    bm25_index,
    number,
    passages,
    rarity,
)

_CLOSE = 0.4
"""Likeness to another entry's words below which that entry does not come before one's own."""
_STOLEN = 0.55
"""Likeness from which another entry's words would be answered in place of one's own."""
_AHEAD = 0.12
"""By how much the other must be more alike than the rest of one's own ways of asking."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Every way of asking (text i belongs to entry `owners[i]`), what it is made of, and where
    that stands: in other ways of asking, and in the entries."""

    texts: tuple[str, ...]
    owners: Ints
    numbered: Numbered
    rare: Floats
    by_text: Index
    by_entry: Index

    def worth(self, text: int) -> Query:
        """A text's features with their worth as a vector of length 1."""
        return _unit(self.numbered, self.rare, text)


@dataclass(frozen=True, slots=True)
class Nearest:
    """For one way of asking: the most alike other words of its entry, and of another entry; and
    the entry that the search finds first for it."""

    entry: int
    text: str
    own: float
    other: float
    thief: int
    first: int


@dataclass(frozen=True, slots=True)
class Theft:
    """One entry's way of asking that is more like another entry's than like the rest of its own."""

    owner: int
    thief: int
    text: str


def overlap_problems(entries: Sequence[Entry], cut: Cut) -> list[Problem]:
    """Warnings for entries whose own words do not find them, and for pairs that steal.

    `cut` says what texts are searched by (`Segmenter.cut`).
    """
    problems: list[Problem] = []
    thefts: dict[tuple[int, int], Theft] = {}
    for near in nearest_words(entries, cut):
        if near.first != near.entry:
            problems.append(_not_first(entries[near.entry], near.text, entries[near.first]))
        if near.other >= _STOLEN and near.other >= near.own + _AHEAD:
            theft = Theft(near.entry, near.thief, near.text)
            thefts.setdefault((theft.owner, theft.thief), theft)
    return [*problems, *_stealing_pairs(entries, thefts)]


def nearest_words(entries: Sequence[Entry], cut: Cut) -> list[Nearest]:
    """Every way of asking, compared with all others and never with itself (leave-one-out)."""
    if not entries:
        return []
    asked = ways_of_asking(entries, cut)
    found = []
    for position, text in enumerate(asked.texts):
        entry = int(asked.owners[position])
        query = asked.worth(position)
        likeness = asked.by_text.score(query)
        likeness[position] = 0.0
        mine = asked.owners == entry
        own = float(likeness[mine].max())
        likeness[mine] = 0.0
        best = int(likeness.argmax())
        other, thief = float(likeness[best]), int(asked.owners[best])
        first = _first(asked.by_entry.score(query), entry) if other >= _CLOSE else entry
        found.append(Nearest(entry, text, own, other, thief, first))
    return found


def _first(scores: Floats, owner: int) -> int:
    """The entry with the highest score; the owner where none is higher than its own."""
    best = int(scores.argmax())
    return best if scores[best] > scores[owner] else owner


def ways_of_asking(entries: Sequence[Entry], cut: Cut) -> Asked:
    """Cut and index what the entries say of themselves; the word for word question has no
    advantage here, so that one asked almost so is judged too."""
    asked = [(i, text) for i, entry in enumerate(entries) for text in entry.questions]
    texts = [text for _, text in asked] + [" ".join(entry.keywords) for entry in entries]
    owned = [(i, 1.0) for i, _ in asked] + [(i, FIELDS.keywords) for i in range(len(entries))]
    numbered = number(cut(texts))
    rare = rarity(numbered, range(len(asked)))
    parts = passages((owner, text, weight) for text, (owner, weight) in enumerate(owned))
    return Asked(
        tuple(text for _, text in asked),
        np.array([i for i, _ in asked], dtype=np.int32),
        numbered,
        rare,
        _likeness_index([_unit(numbered, rare, text) for text in range(len(asked))], rare.size),
        bm25_index(numbered, parts, len(entries)),
    )


def _unit(numbered: Numbered, rare: Floats, text: int) -> Query:
    ids = numbered.texts.of(text)
    weights = worth(numbered.features[ids]) * rare[ids]
    return Query(ids, weights / np.float32(np.linalg.norm(weights) or 1.0), 1.0)


def _likeness_index(units: Sequence[Query], features: int) -> Index:
    """For each feature the texts that have it; the score of a unit vector is then the cosine."""
    ids = np.concatenate([unit.ids for unit in units])
    order = np.argsort(ids, kind="stable")
    texts = np.repeat(np.arange(len(units), dtype=np.int32), [unit.ids.size for unit in units])
    starts = np.searchsorted(ids[order], np.arange(features + 1)).astype(np.int32)
    gains = np.concatenate([unit.shares for unit in units])[order]
    return Index(starts, texts[order], gains, len(units))


def _not_first(entry: Entry, text: str, first: Entry) -> Problem:
    message = (
        f"用自己的问法“{text}”，先找到的却是 {first.id}“{first.question}”。"
        "请把这句话改得更具体，或者移到那个条目去。"
    )
    return Problem(entry.place, message, is_error=False)


def _stealing_pairs(
    entries: Sequence[Entry], thefts: Mapping[tuple[int, int], Theft]
) -> Iterator[Problem]:
    """Pairs where each would take a question of the other, told once, at the earlier entry."""
    for (owner, thief), theft in thefts.items():
        back = thefts.get((thief, owner))
        if back is not None and owner < thief:
            other = entries[thief]
            message = (
                f"和 {other.id}（{other.place}）互相抢问题：“{theft.text}”更像那边的，"
                f"“{back.text}”更像这边的。请把两边的问法写得更不一样，或者合成一个条目。"
            )
            yield Problem(entries[owner].place, message, is_error=False)
