"""A second opinion on the articles: what was learnt from our questions about which words tell
articles apart (`bench/learn.py`), a linear classifier of low rank.

It knows nothing of texts that have come since, and therefore only moves articles that the index has
found: one that it thinks unlikely falls behind by a little.
"""

import io
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.entry import LAST_ARTICLE
from knowledge.index import Floats, Indexes, Ints, Query
from knowledge.runs import Longs
from knowledge.segment import Segmenter
from knowledge.whole import write_whole

FILE = Path(__file__).with_name("learnt.npz")
_WEIGHT = 1 / 35
"""What the logarithm of a probability counts next to the score of the index."""
_MOST = 8.0
"""The logarithm of how much less likely than the best an article can be said to be."""


@dataclass(frozen=True, slots=True)
class Taught:
    """What is stored: `names[i]` (see `Segmenter.named`) stands for a feature that has the numbers
    `words[i]` times `scales`; the likelihood of an article is their product with its own, plus its
    `bias`."""

    names: tuple[str, ...]
    words: NDArray[np.int8]
    scales: Floats
    articles: Floats
    bias: Floats


@dataclass(frozen=True, slots=True)
class Learnt:
    """The same for the features of an index: feature f has row `rows[f]` of `words`, or -1."""

    rows: Ints
    words: NDArray[np.int8]
    articles: Floats
    bias: Floats

    def opinion(self, query: Query) -> Floats:
        """For each article 0 for the likeliest, and below that down to -0.23."""
        rows = self.rows[query.ids]
        is_known = rows >= 0
        shares = query.shares[is_known]
        length = float(np.linalg.norm(shares))
        if not length:
            return np.zeros(LAST_ARTICLE, dtype=np.float32)
        heard = (shares / np.float32(length)) @ self.words[rows[is_known]]
        likely = heard @ self.articles + self.bias
        opinion: Floats = np.maximum(likely - likely.max(), -_MOST) * np.float32(_WEIGHT)
        return opinion


def learnt(segmenter: Segmenter, indexes: Indexes) -> Learnt:
    """What the project has learnt about the features that the indexes have."""
    taught, features = _in_words(segmenter)
    return aligned(taught, features, indexes)


def aligned(taught: Taught, features: Longs, indexes: Indexes) -> Learnt:
    """What was taught about `features`, one for each name, by the numbers of the indexes."""
    numbers = indexes.numbers(features)
    rows = np.full(indexes.features.size, -1, dtype=np.int32)
    is_there = np.flatnonzero(numbers >= 0)
    rows[numbers[is_there]] = is_there
    return Learnt(rows, taught.words, taught.scales[:, None] * taught.articles, taught.bias)


@lru_cache(maxsize=1)  # an edit of an entry waits for the indexes, and the names stay the same
def _in_words(segmenter: Segmenter) -> tuple[Taught, Longs]:
    taught = load_taught()
    return replace(taught, names=()), features_named(taught.names, segmenter)


def features_named(names: Iterable[str], segmenter: Segmenter) -> Longs:
    """The features that names stand for with these words."""
    return np.array([segmenter.feature_named(name) for name in names], dtype=np.int64)


def load_taught(file: Path = FILE) -> Taught:
    """What is stored in the package, with the numbers of articles in half precision."""
    with file.open("rb") as opened, np.load(opened, allow_pickle=False) as stored:
        names = stored["names"].tobytes().decode().split("\n")
        articles, bias = (stored[name].astype(np.float32) for name in ("articles", "bias"))
        return Taught(tuple(names), stored["words"], stored["scales"], articles, bias)


def save_taught(taught: Taught, file: Path = FILE) -> None:
    """Store what was learnt."""
    content = io.BytesIO()
    np.savez_compressed(
        content,
        names=np.frombuffer("\n".join(taught.names).encode(), dtype=np.uint8),
        words=taught.words,
        scales=taught.scales,
        articles=taught.articles.astype(np.float16),
        bias=taught.bias.astype(np.float16),
    )
    write_whole(file, content.getvalue())
