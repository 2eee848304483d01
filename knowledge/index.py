"""An inverted index in numpy: for each feature its owners, with what it gives to each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.cuts import Cuts, Keys, key_of

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
COMMON = 0.2
"""In a big index, a feature that more than this share of owners has tells nothing: left out."""
BIG = 5_000
"""Owners from which an index leaves out common features, to stay quick."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """Texts as runs of feature numbers: text i has `ids[starts[i]:starts[i + 1]]`. A feature's
    number is its place in `features`, the keys of all in order."""

    features: Keys
    kinds: Floats
    """What each feature is worth by its kind: a word more than a pair of characters."""
    ids: Ints
    starts: Ints


@dataclass(frozen=True, slots=True)
class Query:
    """A question as feature numbers with their shares of its meaning; they add up to at most 1.

    `known` is the part of its meaning that the texts have words for.
    """

    ids: Ints
    shares: Floats
    known: float


@dataclass(frozen=True, slots=True)
class Index:
    """Feature f is in `owners[starts[f]:starts[f + 1]]` and gives each its `gains`, 0 to 1."""

    starts: Ints
    owners: Ints
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
    """Features by number (the place of a feature's key in `features`), how rare each is, and
    where it stands.

    `by_entry` has an entry's position as owner, `by_article` an article's number - 1.
    """

    features: Keys
    rare: Floats
    by_entry: Index
    by_article: Index

    def __contains__(self, feature: object) -> bool:
        """Whether any text has a feature."""
        return isinstance(feature, str) and self.number(feature) >= 0

    def number(self, feature: str) -> int:
        """The number of one feature; -1 for one that no text has."""
        key = key_of(feature)
        place = int(self.features.searchsorted(key))
        return place if place < self.features.size and self.features[place] == key else -1

    def numbers(self, features: Iterable[str]) -> Ints:
        """The number of each feature; -1 for one that no text has."""
        keys = np.array([key_of(feature) for feature in features], dtype=np.int64)
        places = np.searchsorted(self.features, keys)
        if not self.features.size:
            return np.full(keys.size, -1, dtype=np.int32)
        found = self.features[np.minimum(places, self.features.size - 1)] == keys
        return np.where(found, places, -1).astype(np.int32)


@dataclass(frozen=True, slots=True)
class Passages:
    """Texts by number, whose each is, and how much each counts for its owner."""

    owners: Ints
    texts: Ints
    weights: Floats


def passages(parts: Iterable[tuple[int, int, float]]) -> Passages:
    """From (owner, text number, weight)."""
    rows = list(parts)
    return Passages(
        np.array([r[0] for r in rows], dtype=np.int32),
        np.array([r[1] for r in rows], dtype=np.int32),
        np.array([r[2] for r in rows], dtype=np.float32),
    )


def number(cuts: Cuts) -> Numbered:
    """Number the features of all texts."""
    features, first, ids = np.unique(cuts.keys, return_index=True, return_inverse=True)
    starts = cuts.starts.astype(np.int32)
    return Numbered(features, cuts.kinds[first], ids.astype(np.int32), starts)


def rarity(numbered: Numbered, texts: Sequence[int]) -> Floats:
    """How telling each feature is: log of the inverse share of `texts` that have it (idf)."""
    chosen = np.array(texts, dtype=np.int32)
    ids, _ = _runs(numbered, chosen)
    counts = np.bincount(ids, minlength=numbered.features.size)
    rare: Floats = np.log(1 + (chosen.size - counts + 0.5) / (counts + 0.5)).astype(np.float32)
    return rare


def bm25_index(
    numbered: Numbered, parts: Passages, size: int, k1: float = 2.0, b: float = 0.4
) -> Index:
    """All passages of an owner are one document; its word counts saturate as BM25 has it.

    Without the idf factor, which the query's shares carry. https://en.wikipedia.org/wiki/Okapi_BM25
    """
    ids, lengths = _runs(numbered, parts.texts)
    owners = np.repeat(parts.owners, lengths)
    weights = np.repeat(parts.weights, lengths)
    measure = np.bincount(owners, weights * numbered.kinds[ids], size)
    mean = float(measure.mean()) or 1.0 if size else 1.0
    keys, counts = _sums(ids.astype(np.int64) * max(size, 1) + owners, weights)
    features, whose = np.divmod(keys, max(size, 1))
    gains = counts / (counts + k1 * (1 - b + b * measure[whose] / mean))
    if size >= BIG:
        spread = np.bincount(features, minlength=numbered.features.size)
        kept = spread[features] <= COMMON * size
        features, whose, gains = features[kept], whose[kept], gains[kept]
    starts = np.searchsorted(features, np.arange(numbered.features.size + 1))
    return Index(starts.astype(np.int32), whose.astype(np.int32), gains.astype(np.float32), size)


def _sums(keys: Longs, weights: Floats) -> tuple[Longs, NDArray[np.float64]]:
    """Each key once, in order, with the sum of its weights.

    Each key is sorted together with its position, in one number: a fifth of the time of np.unique,
    and an edit waits for this. A million entries would still fit into 63 bits.
    """
    bits = keys.size.bit_length()
    packed = np.sort((keys << bits) + np.arange(keys.size))
    ordered, places = packed >> bits, packed & ((1 << bits) - 1)
    firsts = np.flatnonzero(np.diff(ordered, prepend=-1))
    if not firsts.size:
        return ordered, np.zeros(0)
    return ordered[firsts], np.add.reduceat(weights[places].astype(np.float64), firsts)


def _runs(numbered: Numbered, texts: Ints) -> tuple[Ints, Ints]:
    """The feature numbers of several texts one after another, and how many each has."""
    begins = numbered.starts[texts]
    lengths = numbered.starts[texts + 1] - begins
    offsets = np.repeat(begins - np.concatenate([[0], np.cumsum(lengths)[:-1]]), lengths)
    return numbered.ids[offsets + np.arange(offsets.size)], lengths
