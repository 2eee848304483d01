"""Why a question found what it found: which words matched where, and what each gave."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from knowledge.base import Base
from knowledge.entry import Entry
from knowledge.index import Index, Query
from knowledge.match import ARTICLE_SHARE, query_features, rank, read_query
from knowledge.segment import BIGRAM, GROUP


@dataclass(frozen=True, slots=True)
class Part:
    """One word, where it stands (问题, 关键词 …), and what it gave to the score."""

    word: str
    fields: tuple[str, ...]
    gave: float


@dataclass(frozen=True, slots=True)
class Explained:
    """One entry or article: its name, its score, and its strongest parts.

    `from_article` is the part of an entry's score that its first article gave.
    """

    name: str
    score: float
    parts: tuple[Part, ...]
    from_article: float = 0.0


def explain(base: Base, question: str, count: int = 3, most: int = 8) -> tuple[Explained, ...]:
    """The first `count` entries and articles, each with at most `most` parts, strongest first."""
    ranking = rank(base, question)
    query = read_query(base, question)
    features, numbers = query_features(base, question)
    names = dict(zip(numbers.tolist(), features, strict=True))
    places = {entry.id: i for i, entry in enumerate(base.entries)}
    by_article = base.indexes.by_article.score(query)
    found = []
    for match in ranking.entries[:count]:
        entry = match.entry
        fields = _features(base, _entry_fields(entry))
        parts = _parts(
            base.indexes.by_entry, query, places[entry.id], names, fields, 1 - ARTICLE_SHARE
        )
        given = ARTICLE_SHARE * float(by_article[entry.articles[0] - 1]) if entry.articles else 0.0
        name = f"{entry.id} {entry.question}"
        found.append(Explained(name, match.score, parts[:most], given))
    for article in ranking.articles[:count]:
        fields = _features(base, _article_fields(base, article.article))
        parts = _parts(base.indexes.by_article, query, article.article - 1, names, fields, 1.0)
        found.append(Explained(f"第{article.article}条", article.score, parts[:most]))
    return tuple(found)


def in_words(explained: Iterable[Explained]) -> list[str]:
    """For a person at a terminal, in Chinese."""
    lines = []
    for one in explained:
        lines.append(f"{one.score:.3f}  {one.name}")
        lines += [f"       {p.gave:.3f}  {p.word}（{'、'.join(p.fields)}）" for p in one.parts]
        if one.from_article:
            lines.append(f"       {one.from_article:.3f}  它的第一个法条也对得上")
    return lines


def _entry_fields(entry: Entry) -> dict[str, str]:
    return {
        "问题": entry.question,
        "别的问法": "。".join(entry.asks),
        "关键词": " ".join(entry.keywords),
        "回答": entry.answer,
    }


def _article_fields(base: Base, number: int) -> dict[str, str]:
    note = base.notes.get(number)
    citing = [q for e in base.entries if number in e.articles for q in e.questions]
    return {
        "要旨": note.gist if note else "",
        "问法": "。".join(note.asks) if note else "",
        "条文": base.statutes.text(number) or "",
        "引用它的问答": "。".join(citing),
    }


def _features(base: Base, fields: Mapping[str, str]) -> dict[str, frozenset[str]]:
    return {name: frozenset(base.segmenter.features(text)) for name, text in fields.items()}


def _parts(
    index: Index,
    query: Query,
    owner: int,
    names: Mapping[int, str],
    fields: Mapping[str, frozenset[str]],
    share: float,
) -> tuple[Part, ...]:
    gave = [
        (float(s) * share * index.gain(f, owner), names[f])
        for f, s in zip(query.ids.tolist(), np.asarray(query.shares), strict=True)
    ]
    return tuple(
        Part(_readable(feature), tuple(n for n, has in fields.items() if feature in has), g)
        for g, feature in sorted(gave, reverse=True)
        if g > 0
    )


def _readable(feature: str) -> str:
    """A pair of characters in quotes, a group of synonyms as 同义：term, a word as it is."""
    if feature.startswith(BIGRAM):
        return f"“{feature[1:]}”"
    return f"同义：{feature[1:]}" if feature.startswith(GROUP) else feature
