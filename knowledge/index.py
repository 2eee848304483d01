"""An inverted index in numpy: for each feature its owners, with what it gives to each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.feature import BITS, worth
from knowledge.runs import Longs, Runs

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Owners = NDArray[np.integer[Any]]
"""Of the smallest type that holds the number of owners: a server has millions of them."""
COMMON = ((5_000, 0.2), (500, 0.5))
"""In an index of so many owners, a feature that more than this share of them has tells nothing: it
is left out, which halves the work of a question."""
_AT_ONCE = 4_000
"""Passages that are counted at once: few enough that the memory of the last ones is used again,
since new memory takes longer than the counting."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """Texts as runs of feature numbers. A feature's number is its place in `features`, all in
    order."""

    features: Longs
    texts: Runs


@dataclass(frozen=True, slots=True)
class Query:
    """A question as feature numbers with their shares of its meaning; they add up to at most 1.

    `known` is the part of its meaning that the texts have words for.
    """

    ids: Longs
    shares: Floats
    known: float


@dataclass(frozen=True, slots=True)
class Index:
    """Feature f is in `owners[starts[f]:starts[f + 1]]` and gives each its `gains`, 0 to 1."""

    starts: Ints
    owners: Owners
    gains: Floats
    size: int

    def score(self, query: Query) -> Floats:
        """For each owner from 0 (nothing in common) to 1 (everything, again and again)."""
        runs = [slice(self.starts[f], self.starts[f + 1]) for f in query.ids.tolist()]
        if not runs:
            return np.zeros(self.size, dtype=np.float32)
        owners = np.concatenate([self.owners[run] for run in runs])
        lengths = self.starts[query.ids + 1] - self.starts[query.ids]
        gains = np.concatenate([self.gains[run] for run in runs])
        gains *= np.repeat(query.shares, lengths)
        return np.bincount(owners, gains, self.size).astype(np.float32)

    def gain(self, feature: int, owner: int) -> float:
        """What one feature gives to one owner; 0 when it does not have it."""
        run = slice(self.starts[feature], self.starts[feature + 1])
        found = np.flatnonzero(self.owners[run] == owner)
        return float(self.gains[run][found[0]]) if found.size else 0.0


@dataclass(frozen=True, slots=True)
class Indexes:
    """Features by number (the place of a feature in `features`), how rare each is, and where it
    stands.

    `index` has the articles as its first owners (by number - 1) and the entries behind them (by
    position): one question asks for both at once.
    """

    features: Longs
    rare: Floats
    index: Index

    @property
    def rarest(self) -> float:
        """The rarity of a feature that a single text has, about the logarithm of all texts."""
        return float(self.rare.max(initial=0.0))

    def numbers(self, features: Iterable[int]) -> Longs:
        """The number of each feature; -1 for one that no text has."""
        wanted = np.fromiter(features, dtype=np.int64)
        if not self.features.size:
            return np.full(wanted.size, -1)
        places = self.features.searchsorted(wanted)
        places[places == self.features.size] = 0
        return np.where(self.features[places] == wanted, places, -1)


def side_by_side(first: Index, second: Index) -> Index:
    """One index of the same features with the owners of both, those of the second behind."""
    starts = first.starts + second.starts
    size = first.size + second.size
    owners = np.empty(starts[-1], dtype=np.min_scalar_type(size))
    gains = np.empty(starts[-1], dtype=np.float32)
    for part, before, shift in (
        (first, second.starts[:-1], 0),
        (second, first.starts[1:], first.size),
    ):
        places = np.arange(part.owners.size) + np.repeat(before, np.diff(part.starts))
        owners[places] = part.owners.astype(np.int64) + shift
        gains[places] = part.gains
    return Index(starts, owners, gains, size)


@dataclass(frozen=True, slots=True)
class Passages:
    """Texts by number, whose each is, and how much each counts for its owner."""

    owners: Ints
    texts: Longs
    weights: Floats


def passages(parts: Iterable[tuple[int, int, float]]) -> Passages:
    """From (owner, text number, weight)."""
    rows = list(parts)
    return Passages(
        np.array([r[0] for r in rows], dtype=np.int32),
        np.array([r[1] for r in rows], dtype=np.int64),
        np.array([r[2] for r in rows], dtype=np.float32),
    )


def number(texts: Runs) -> Numbered:
    """Number the features of all texts."""
    features, places, firsts = _in_order(texts.keys, BITS)
    ids = np.empty(places.size, dtype=np.int64)
    ids[places] = np.cumsum(firsts) - 1
    return Numbered(features[firsts], Runs(texts.starts, ids))


def rarity(numbered: Numbered, texts: Sequence[int]) -> Floats:
    """How telling each feature is: log of the inverse share of `texts` that have it (idf)."""
    chosen = np.array(texts, dtype=np.int64)
    counts = np.bincount(numbered.texts.take(chosen).keys, minlength=numbered.features.size)
    rare: Floats = np.log(1 + (chosen.size - counts + 0.5) / (counts + 0.5)).astype(np.float32)
    return rare


def bm25_index(
    numbered: Numbered, parts: Passages, size: int, k1: float = 2.0, b: float = 0.4
) -> Index:
    """All passages of an owner are one document; its word counts saturate as BM25 has it.

    Without the idf factor, which the query's shares carry. https://en.wikipedia.org/wiki/Okapi_BM25
    """
    kinds, measure = worth(numbered.features), np.zeros(size)
    counted = [(np.zeros(0, dtype=np.int64), np.zeros(0))]
    by_owner = np.argsort(parts.owners, kind="stable")
    for some in np.array_split(by_owner, 1 + parts.texts.size // _AT_ONCE):
        texts = numbered.texts.take(parts.texts[some])
        owners = np.repeat(parts.owners[some], texts.lengths)
        weights = np.repeat(parts.weights[some], texts.lengths)
        measure += np.bincount(owners, weights * kinds[texts.keys], size)
        counted.append(_sums(texts.keys * max(size, 1) + owners, weights))
    keys, counts = _sums(*map(np.concatenate, zip(*counted, strict=True)))
    mean = float(measure.mean()) or 1.0 if size else 1.0
    features, whose = np.divmod(keys, max(size, 1))
    gains = counts / (counts + k1 * (1 - b + b * measure[whose] / mean))
    spread = np.bincount(features, minlength=numbered.features.size)
    share = next((share for owners, share in COMMON if size >= owners), 1.0)
    kept = spread[features] <= share * size
    features, whose, gains = features[kept], whose[kept], gains[kept]
    starts = np.searchsorted(features, np.arange(numbered.features.size + 1))
    owners = whose.astype(np.min_scalar_type(size))
    return Index(starts.astype(np.int32), owners, gains.astype(np.float32), size)


def _sums(keys: Longs, weights: Floats | NDArray[np.float64]) -> tuple[Longs, NDArray[np.float64]]:
    """Each key once, in order, with the sum of its weights."""
    ordered, places, is_first = _in_order(keys, int(keys.max(initial=0)).bit_length())
    firsts = np.flatnonzero(is_first)
    if not firsts.size:
        return ordered, np.zeros(0)
    return ordered[firsts], np.add.reduceat(weights[places].astype(np.float64), firsts)


def _in_order(keys: Longs, bits: int) -> tuple[Longs, Longs, NDArray[np.bool_]]:
    """Keys below 2 to the power of `bits` in order, the place of each, and which are the first of
    their kind.

    Each key is sorted together with its place, in one number, where that fits: a fifth of the
    time of argsort, and an edit waits for this.
    """
    below = keys.size.bit_length()
    if bits + below < 64:
        ordered = keys << below
        ordered |= np.arange(keys.size)
        ordered.sort()
        places = ordered & ((1 << below) - 1)
        ordered >>= below
    else:
        places = np.argsort(keys, kind="stable")
        ordered = keys[places]
    is_first = np.ones(keys.size, dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=is_first[1:])
    return ordered, places, is_first
