"""An inverted index in numpy: for each feature the texts that have it, with weights."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Postings:
    """The texts that have one feature, and what the feature is worth in each."""

    texts: Ints
    weights: Floats


@dataclass(frozen=True, slots=True)
class Index:
    """Texts of one kind (ways of asking, or articles' text), each belonging to an owner.

    `starts[i]` is the first text of owner i; owners' texts lie side by side.
    """

    postings: Mapping[str, Postings]
    size: int
    starts: Ints

    def score(self, query: Mapping[str, float]) -> Floats:
        """For each owner the best of its texts' scores."""
        scores = np.zeros(self.size + 1, dtype=np.float32)
        for feature, weight in query.items():
            found = self.postings.get(feature)
            if found is not None:
                scores[found.texts] += weight * found.weights
        return np.maximum.reduceat(scores, self.starts) if self.starts.size else scores[:0]

    def best_text(self, query: Mapping[str, float], owner: int) -> int:
        """The number, within its owner's texts, of the one that matches best."""
        scores = np.zeros(self.size + 1, dtype=np.float32)
        for feature, weight in query.items():
            found = self.postings.get(feature)
            if found is not None:
                scores[found.texts] += weight * found.weights
        end = self.starts[owner + 1] if owner + 1 < self.starts.size else self.size
        return int(np.argmax(scores[self.starts[owner] : end]))


def rarity(texts: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """How telling each feature is: log of the inverse share of texts that have it (idf)."""
    counts: dict[str, int] = {}
    total = 0
    for text in texts:
        total += 1
        for feature in text:
            counts[feature] = counts.get(feature, 0) + 1
    return {f: float(np.log(1 + (total - n + 0.5) / (n + 0.5))) for f, n in counts.items()}


def cosine_index(
    owners: Sequence[Sequence[Mapping[str, float]]], idf: Mapping[str, float]
) -> Index:
    """For short texts: a text's vector has length 1, so long texts are not favoured."""
    weighted: list[dict[str, float]] = []
    for texts in owners:
        for text in texts:
            raw = {f: w * idf.get(f, 0.0) for f, w in text.items()}
            norm = float(np.sqrt(sum(v * v for v in raw.values()))) or 1.0
            weighted.append({f: v / norm for f, v in raw.items()})
    return _index(weighted, [len(texts) for texts in owners])


def bm25_index(
    texts: Sequence[Mapping[str, float]], idf: Mapping[str, float], b: float = 0.5
) -> Index:
    """For long texts, one an owner: presence of a feature, damped by the text's length."""
    lengths = [sum(text.values()) for text in texts]
    mean = (sum(lengths) / len(lengths) if lengths else 1.0) or 1.0
    weighted = [
        {
            f: w * idf.get(f, 0.0) / (0.6 + 0.4 * (1 - b + b * length / mean))
            for f, w in text.items()
        }
        for text, length in zip(texts, lengths, strict=True)
    ]
    return _index(weighted, [1] * len(texts))


def _index(weighted: Sequence[Mapping[str, float]], counts: Sequence[int]) -> Index:
    rows: dict[str, list[int]] = {}
    values: dict[str, list[float]] = {}
    for number, text in enumerate(weighted):
        for feature, weight in text.items():
            rows.setdefault(feature, []).append(number)
            values.setdefault(feature, []).append(weight)
    postings = {
        f: Postings(np.array(rows[f], dtype=np.int32), np.array(values[f], dtype=np.float32))
        for f in rows
    }
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]]) if counts else np.array([])
    return Index(postings, len(weighted), starts.astype(np.int32))
