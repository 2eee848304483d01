"""Rank entries and articles for a question, and decide how sure we are."""

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from knowledge.base import Base
from knowledge.entry import LAST_ARTICLE, Entry
from knowledge.feature import worth
from knowledge.homophones import mended
from knowledge.index import Floats, Query
from knowledge.text import normalise


class Decision(StrEnum):
    """What to do with a ranking."""

    ANSWER = "answer"
    CHOOSE = "choose"
    STATUTE = "statute"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Calibrated on labelled questions; the curve is in docs/answers.md.

    `sure` and `choose` are probabilities that the first entry is right; `statute` is the score
    from which an article that no offered entry cites is worth showing.
    """

    sure: float = 0.82
    choose: float = 0.2
    statute: float = 0.25
    statute_below: float = 0.4
    broad: float = 0.5
    """A score from which entries are offered whatever else: one broad word, 离婚."""


@dataclass(frozen=True, slots=True)
class Sureness:
    """A logistic fit of "the first entry cites a right article" (docs/answers.md, Deciding)."""

    score: float = 5.2
    margin: float = 12.7
    known: float = 2.9
    agrees: float = 2.1
    length: float = 1.65
    start: float = -11.3


@dataclass(frozen=True, slots=True)
class Match:
    """An entry and how well it fits, from 0 (nothing in common) to about 1."""

    entry: Entry
    score: float


@dataclass(frozen=True, slots=True)
class ArticleMatch:
    """An article's number and how well it fits, from 0 to about 1."""

    article: int
    score: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """Best first: at most 10 of each. `sure` is the probability that the first entry is right."""

    question: str
    entries: tuple[Match, ...]
    articles: tuple[ArticleMatch, ...]
    sure: float = 0.0


TOP = 10
THRESHOLDS = Thresholds()
SURENESS = Sureness()
ARTICLE_SHARE = 0.3
"""What an entry's score takes from its first article's: two views of one thing."""
_LEANS, _ASKS = 0.05, 0.15
"""What an entry has to have of a question, and of the one that leans on it, to be about both."""
_UNKNOWN_WORD = 0.5
"""What a word that no text has is worth, as a part of the rarest known word."""


def rank(base: Base, question: str) -> Ranking:
    """Entries and articles that fit a question in a resident's words, best first."""
    query = read_query(base, question)
    by_article, by_entry = scores(base, query)
    exact = base.asked_in(normalise(question))
    if exact >= 0:
        by_entry[exact] += 1
    entries = tuple(Match(base.entries[i], float(by_entry[i])) for i in _best(by_entry))
    articles = tuple(ArticleMatch(i + 1, float(by_article[i])) for i in _best(by_article))
    return Ranking(question, entries, articles, _sureness(query, entries, articles))


def asked_on(base: Base, before: str, text: str) -> tuple[Match, ...]:
    """Entries for a question that leans on the one before it, best first: those that fit the one
    before, the better the more of the new one they have. Each has at least a little of both."""
    first, then = (scores(base, read_query(base, part))[1] for part in (before, text))
    both = np.where((first >= _LEANS) & (then >= _ASKS), first * then, 0)
    return tuple(Match(base.entries[i], float(both[i])) for i in _best(both))


def scores(base: Base, query: Query) -> tuple[Floats, Floats]:
    """What each article gets: what the index gives, less where the second opinion is against it.
    What each entry gets: what the index gives, and a share of what its first article got."""
    given = base.indexes.index.score(query)
    by_article = given[:LAST_ARTICLE] + base.learnt.opinion(query)
    by_entry = (1 - ARTICLE_SHARE) * given[LAST_ARTICLE:]
    by_entry += ARTICLE_SHARE * np.append(by_article, np.float32(0))[base.first_articles]
    return by_article, by_entry


def _sureness(
    query: Query, entries: tuple[Match, ...], articles: tuple[ArticleMatch, ...]
) -> float:
    """How likely the first entry is right: its score, its lead over the next entry on something
    else, how much of the question any text knows, whether the articles' own ranking agrees, and
    how much was said."""
    if not entries:
        return 0.0
    best, cited, weights = entries[0].score, entries[0].entry.articles, SURENESS
    others = (m.score for m in entries[1:] if not set(m.entry.articles[:1]) & set(cited))
    agrees = bool(articles) and articles[0].article in cited
    total = (
        weights.start
        + weights.score * best
        + weights.margin * (best - next(others, 0.0))
        + weights.known * query.known
        + weights.agrees * agrees
        + weights.length * math.log(query.ids.size + 1)
    )
    return 1 / (1 + math.exp(-total))


def read_query(base: Base, question: str) -> Query:
    """The question's features that any text has, each with its share of the question's meaning."""
    features = np.array(base.segmenter.features(as_meant(base, question)), dtype=np.int64)
    numbers = base.indexes.numbers(features)
    is_known = numbers >= 0
    ids, kinds = numbers[is_known], worth(features)
    weights = kinds[is_known] * base.indexes.rare[ids]
    total = float(weights.sum())
    missed = _UNKNOWN_WORD * base.rarest * float(kinds[~is_known].sum())
    return Query(ids, weights / np.float32(total or 1.0), total / ((total + missed) or 1.0))


def as_meant(base: Base, question: str) -> str:
    """The text that a question is searched by: without politeness, homophone typos put right."""
    return mended(base.segmenter.clean(question), base.evidence)


def decide(ranking: Ranking, thresholds: Thresholds = THRESHOLDS) -> Decision:
    """Sure, several to choose from, only an article, or nothing that fits."""
    if ranking.sure >= thresholds.sure:
        return Decision.ANSWER
    if ranking.entries and ranking.entries[0].score >= thresholds.broad:
        return Decision.CHOOSE
    fits = bool(ranking.articles) and ranking.articles[0].score >= thresholds.statute
    offered = {article for match in ranking.entries[:3] for article in match.entry.articles}
    if fits and ranking.sure < thresholds.statute_below:
        is_new = ranking.articles[0].article not in offered
        if is_new or ranking.sure < thresholds.choose:
            return Decision.STATUTE
    return Decision.CHOOSE if ranking.sure >= thresholds.choose else Decision.UNSURE


def _best(scores: Floats, count: int = TOP) -> list[int]:
    """Positions of the highest scores above 0, best first; equal ones in their order."""
    count = min(count, scores.size)
    if not count:
        return []
    top = np.argpartition(-scores, count - 1)[:count]
    ordered = sorted(zip((-scores[top]).tolist(), top.tolist(), strict=True))
    return [place for less, place in ordered if less < 0]
