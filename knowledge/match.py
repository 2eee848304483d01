"""Rank entries and articles for a question, and decide how sure we are."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from knowledge.base import Base
from knowledge.entry import Entry
from knowledge.index import Floats


class Decision(StrEnum):
    """What to do with a ranking."""

    ANSWER = "answer"
    CHOOSE = "choose"
    STATUTE = "statute"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Weights:
    """What each field gives to a score; every field's own score is about 0 to 1."""

    answer: float = 0.3
    keywords: float = 0.2
    gist: float = 0.5
    text: float = 1.0
    cited: float = 0.6
    cited_later: float = 0.12
    """What a cited article loses for each one cited before it."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Calibrated on labelled questions; the curve is in docs/answers.md."""

    sure: float = 0.62
    sure_alone: float = 0.85
    margin: float = 0.06
    choose: float = 0.40
    statute: float = 0.75


@dataclass(frozen=True, slots=True)
class Match:
    """An entry and how well it fits, about 0 (nothing in common) to 1.5 (word for word)."""

    entry: Entry
    score: float


@dataclass(frozen=True, slots=True)
class ArticleMatch:
    """An article's number and how well it fits."""

    article: int
    score: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """Best first: at most 10 of each."""

    question: str
    entries: tuple[Match, ...]
    articles: tuple[ArticleMatch, ...]


TOP = 10
WEIGHTS = Weights()
THRESHOLDS = Thresholds()


def rank(base: Base, question: str, weights: Weights = WEIGHTS) -> Ranking:
    """Entries and articles that fit a question in a resident's words, best first."""
    features = base.segmenter.features(question)
    known = {f: w * base.idf[f] for f, w in features.items() if f in base.idf}
    norm = float(np.sqrt(sum(v * v for v in known.values())))
    if not norm:
        return Ranking(question, (), ())
    unit = {f: v / norm for f, v in known.items()}
    mass = sum(known.values())
    share = {f: features[f] / mass for f in known}

    by_entry = _entry_scores(base, unit, share, weights)
    by_article = _article_scores(base, unit, share, by_entry, weights)
    return Ranking(
        question,
        tuple(Match(base.entries[i], float(by_entry[i])) for i in _best(by_entry)),
        tuple(ArticleMatch(i + 1, float(by_article[i])) for i in _best(by_article)),
    )


def decide(ranking: Ranking, thresholds: Thresholds = THRESHOLDS) -> Decision:
    """Sure, several to choose from, only an article, or nothing that fits."""
    scores = [match.score for match in ranking.entries[:2]] + [0.0, 0.0]
    best, next_best = scores[0], scores[1]
    if best >= thresholds.sure_alone or (
        best >= thresholds.sure and best - next_best >= thresholds.margin
    ):
        return Decision.ANSWER
    if best >= thresholds.choose:
        return Decision.CHOOSE
    if ranking.articles and ranking.articles[0].score >= thresholds.statute:
        return Decision.STATUTE
    return Decision.UNSURE


def _entry_scores(
    base: Base, unit: Mapping[str, float], share: Mapping[str, float], weights: Weights
) -> Floats:
    indexes = base.indexes
    scores: Floats = (
        indexes.asks.score(unit)
        + weights.keywords * indexes.keywords.score(unit)
        + weights.answer * indexes.answers.score(share)
    )
    return scores


def _article_scores(
    base: Base,
    unit: Mapping[str, float],
    share: Mapping[str, float],
    by_entry: Floats,
    weights: Weights,
) -> Floats:
    """An article's own fields, and the best entry that cites it."""
    indexes = base.indexes
    scores: Floats = (
        indexes.article_asks.score(unit)
        + weights.gist * indexes.gists.score(unit)
        + weights.text * indexes.texts.score(share)
    )
    cited = np.zeros_like(scores)
    for i in _best(by_entry, 2 * TOP):
        for position, article in enumerate(base.entries[i].articles):
            worth = by_entry[i] * (1 - weights.cited_later * position)
            cited[article - 1] = max(cited[article - 1], worth)
    return scores + weights.cited * cited


def _best(scores: Floats, count: int = TOP) -> list[int]:
    """Positions of the highest scores above 0, best first; equal ones in their order."""
    count = min(count, scores.size)
    if not count:
        return []
    top = np.argpartition(-scores, count - 1)[:count]
    ordered = sorted(top.tolist(), key=lambda i: (-scores[i], i))
    return [i for i in ordered if scores[i] > 0]
