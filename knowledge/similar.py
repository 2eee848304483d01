"""Put questions that ask for the same thing together, so that editors see what is missing."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.base import Base
from knowledge.match import read_query

ALIKE = 0.4
"""Cosine from which two questions are one group; 1 is word for word."""


@dataclass(frozen=True, slots=True)
class Group:
    """Questions about one thing: how often they were asked, the commonest wording, others."""

    times: int
    question: str
    others: tuple[str, ...]


def group(base: Base, questions: Sequence[str], alike: float = ALIKE) -> tuple[Group, ...]:
    """Groups, the most asked first. The commonest question gathers what is like it, and so on."""
    counts = Counter(questions)
    wordings = [text for text, _ in counts.most_common()]
    vectors = [_vector(base, text) for text in wordings]
    free = list(range(len(wordings)))
    groups = []
    while free:
        first, *rest = free
        near = [i for i in rest if _cosine(vectors[first], vectors[i]) >= alike]
        members = [first, *near]
        free = [i for i in rest if i not in set(near)]
        times = sum(counts[wordings[i]] for i in members)
        groups.append(Group(times, wordings[first], tuple(wordings[i] for i in near)))
    return tuple(sorted(groups, key=lambda g: -g.times))


def _vector(base: Base, text: str) -> dict[int, float]:
    query = read_query(base, text)
    norm = float(np.linalg.norm(query.shares)) or 1.0
    return dict(zip(query.ids.tolist(), (query.shares / norm).tolist(), strict=True))


def _cosine(one: dict[int, float], other: dict[int, float]) -> float:
    return sum(weight * other.get(feature, 0.0) for feature, weight in one.items())
