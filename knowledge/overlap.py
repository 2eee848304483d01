"""Entries that are not found by their own words, and pairs that steal each other's questions."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from knowledge.base import Base
from knowledge.entry import Entry, Problem
from knowledge.index import Floats, Ints
from knowledge.match import THRESHOLDS, Ranking, rank

_CLOSE = 0.45
"""Likeness to another entry's words from which the real ranking is asked; below it keywords and
answer cannot lift that entry over a text's own 1.0, nor make it a sure answer."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """For one way of asking: the most alike other words of its entry, and of another entry."""

    entry: int
    text: str
    own: float
    other: float
    thief: int


@dataclass(frozen=True, slots=True)
class Theft:
    """One entry's way of asking that, were it not written there, another would answer for sure."""

    owner: int
    thief: int
    text: str


def overlap_problems(base: Base) -> list[Problem]:
    """Warnings for entries whose own words do not find them, and for pairs that steal."""
    problems: list[Problem] = []
    thefts: dict[tuple[int, int], Theft] = {}
    places = {entry.id: i for i, entry in enumerate(base.entries)}
    for near in nearest_words(base):
        if near.other < _CLOSE:
            continue
        ranking = rank(base, near.text)
        owner = base.entries[near.entry]
        if ranking.entries and ranking.entries[0].entry.id != owner.id:
            problems.append(_not_first(owner, near.text, ranking.entries[0].entry))
        thief = _would_answer(ranking, owner, near.own)
        if thief is not None:
            theft = Theft(near.entry, places[thief.id], near.text)
            thefts.setdefault((theft.owner, theft.thief), theft)
    return problems + _stealing_pairs(base, thefts)


def nearest_words(base: Base) -> list[Nearest]:
    """Every way of asking, compared with all others and never with itself (leave-one-out)."""
    asked = [(i, text) for i, entry in enumerate(base.entries) for text in entry.questions]
    vectors = [_unit(base, text) for _, text in asked]
    owners = np.array([i for i, _ in asked], dtype=np.int32)
    postings = _postings(vectors)
    found = []
    for number, (entry, text) in enumerate(asked):
        shared = [(w, postings[f]) for f, w in vectors[number].items() if f in postings]
        if not shared:
            found.append(Nearest(entry, text, 0.0, 0.0, entry))
            continue
        likeness = np.bincount(
            np.concatenate([texts for _, (texts, _) in shared]),
            np.concatenate([weight * weights for weight, (_, weights) in shared]),
            len(asked),
        )
        likeness[number] = 0.0
        mine = owners == entry
        own = float(likeness[mine].max())
        likeness[mine] = 0.0
        best = int(likeness.argmax())
        found.append(Nearest(entry, text, own, float(likeness[best]), int(owners[best])))
    return found


def _unit(base: Base, text: str) -> Mapping[str, float]:
    raw = {f: w * base.idf.get(f, 0.0) for f, w in base.segmenter.features(text).items()}
    norm = float(np.sqrt(sum(v * v for v in raw.values()))) or 1.0
    return {f: v / norm for f, v in raw.items()}


def _postings(vectors: list[Mapping[str, float]]) -> dict[str, tuple[Ints, Floats]]:
    """The texts that have a feature; one that only a single text has makes nothing alike."""
    rows: dict[str, list[int]] = {}
    values: dict[str, list[float]] = {}
    for number, vector in enumerate(vectors):
        for feature, weight in vector.items():
            rows.setdefault(feature, []).append(number)
            values.setdefault(feature, []).append(weight)
    return {
        f: (np.array(rows[f], dtype=np.int32), np.array(values[f], dtype=np.float32))
        for f in rows
        if len(rows[f]) > 1
    }


def _would_answer(ranking: Ranking, owner: Entry, own: float) -> Entry | None:
    """The entry that a text would be answered with if its owner did not have it."""
    thief = next((m for m in ranking.entries if m.entry.id != owner.id), None)
    mine = next((m.score for m in ranking.entries if m.entry.id == owner.id), 1.0)
    without = mine - 1.0 + own  # its own text alone gave it 1.0
    if thief is None or thief.score < THRESHOLDS.sure:
        return None
    return thief.entry if thief.score >= without + THRESHOLDS.margin else None


def _not_first(entry: Entry, text: str, first: Entry) -> Problem:
    message = (
        f"用自己的问法“{text}”，先找到的却是 {first.id}“{first.question}”。"
        "请把这句话改得更具体，或者移到那个条目去。"
    )
    return Problem(entry.place, message, is_error=False)


def _stealing_pairs(base: Base, thefts: Mapping[tuple[int, int], Theft]) -> list[Problem]:
    """Pairs where each would take a question of the other, told once, at the earlier entry."""
    found = []
    for (owner, thief), theft in thefts.items():
        back = thefts.get((thief, owner))
        if back is not None and owner < thief:
            other = base.entries[thief]
            message = (
                f"和 {other.id}（{other.place}）互相抢问题：“{theft.text}”更像那边的，"
                f"“{back.text}”更像这边的。请把两边的问法写得更不一样，或者合成一个条目。"
            )
            found.append(Problem(base.entries[owner].place, message, is_error=False))
    return found
