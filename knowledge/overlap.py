"""Entries that are not found by their own words, and pairs that steal each other's questions."""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

import numpy as np

from knowledge.base import Base
from knowledge.entry import Entry, Problem
from knowledge.index import Floats, Ints
from knowledge.match import rank

_CLOSE = 0.55
"""Likeness to another entry's words below which that entry does not come before one's own, so
that the real ranking need not be asked."""
_STOLEN = 0.55
"""Likeness from which another entry's words would be answered in place of one's own."""
_AHEAD = 0.12
"""By how much the other must be more alike than the rest of one's own ways of asking."""


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
    """One entry's way of asking that is more like another entry's than like the rest of its own."""

    owner: int
    thief: int
    text: str


def overlap_problems(base: Base) -> list[Problem]:
    """Warnings for entries whose own words do not find them, and for pairs that steal."""
    problems: list[Problem] = []
    thefts: dict[tuple[int, int], Theft] = {}
    for near in nearest_words(base):
        if near.other < _CLOSE:
            continue
        matches = rank(base, near.text).entries
        owner = base.entries[near.entry]
        if matches and matches[0].entry.id != owner.id:
            problems.append(_not_first(owner, near.text, matches[0].entry))
        if near.other >= _STOLEN and near.other >= near.own + _AHEAD:
            theft = Theft(near.entry, near.thief, near.text)
            thefts.setdefault((theft.owner, theft.thief), theft)
    return problems + _stealing_pairs(base, thefts)


def nearest_words(base: Base) -> list[Nearest]:
    """Every way of asking, compared with all others and never with itself (leave-one-out)."""
    asked = [(i, text) for i, entry in enumerate(base.entries) for text in entry.questions]
    vectors = _units(base, [text for _, text in asked])
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


def _units(base: Base, texts: list[str]) -> list[dict[str, float]]:
    """Each text's features with their rarity among these texts, as vectors of length 1."""
    features = [base.segmenter.features(text) for text in texts]
    counts = Counter(chain.from_iterable(features))
    total = len(texts)
    rare = {f: math.log(1 + (total - n + 0.5) / (n + 0.5)) for f, n in counts.items()}
    return [_unit({f: w * rare[f] for f, w in found.items()}) for found in features]


def _unit(raw: Mapping[str, float]) -> dict[str, float]:
    norm = math.sqrt(sum(v * v for v in raw.values())) or 1.0
    return {f: v / norm for f, v in raw.items()}


def _postings(vectors: list[dict[str, float]]) -> dict[str, tuple[Ints, Floats]]:
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
