"""Why a question found what it found: which words matched where, and what each gave."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from knowledge.base import Base
from knowledge.entry import LAST_ARTICLE, Entry
from knowledge.index import Query
from knowledge.match import ARTICLE_SHARE, as_meant, rank, read_query, scores


@dataclass(frozen=True, slots=True)
class Part:
    """One word, where it stands (问题, 关键词 …), and what it gave to the score."""

    word: str
    fields: tuple[str, ...]
    gave: float


@dataclass(frozen=True, slots=True)
class Explained:
    """One entry or article: its name, its score, and its strongest parts.

    `from_article` is the part of an entry's score that its first article gave, `learnt` what the
    second opinion took from an article's.
    """

    name: str
    score: float
    parts: tuple[Part, ...]
    from_article: float = 0.0
    learnt: float = 0.0


def explain(base: Base, question: str, count: int = 3, most: int = 8) -> tuple[Explained, ...]:
    """The first `count` entries and articles, each with at most `most` parts, strongest first."""
    ranking = rank(base, question)
    query = read_query(base, question)
    names = base.segmenter.named(as_meant(base, question))
    places = {entry.id: i for i, entry in enumerate(base.entries)}
    by_article, _ = scores(base, query)
    opinion = base.learnt.opinion(query)
    found = []
    for match in ranking.entries[:count]:
        entry = match.entry
        fields = _features(base, _entry_fields(entry))
        owner, share = LAST_ARTICLE + places[entry.id], 1 - ARTICLE_SHARE
        parts = _parts(base, query, owner, names, fields, share)
        given = ARTICLE_SHARE * float(by_article[entry.articles[0] - 1]) if entry.articles else 0.0
        name = f"{entry.id} {entry.question}"
        found.append(Explained(name, match.score, parts[:most], given))
    for article in ranking.articles[:count]:
        fields = _features(base, _article_fields(base, article.article))
        owner = article.article - 1
        parts = _parts(base, query, owner, names, fields, 1.0)
        name, taken = f"第{article.article}条", float(opinion[owner])
        found.append(Explained(name, article.score, parts[:most], learnt=taken))
    return tuple(found)


def in_words(explained: Iterable[Explained]) -> list[str]:
    """For a person at a terminal, in Chinese."""
    lines = []
    for one in explained:
        lines.append(f"{one.score:.3f}  {one.name}")
        lines += [f"       {p.gave:.3f}  {p.word}（{'、'.join(p.fields)}）" for p in one.parts]
        if one.from_article:
            lines.append(f"       {one.from_article:.3f}  它的第一个法条也对得上")
        if one.learnt:
            lines.append(f"      {one.learnt:.3f}  从问法里学到的：这样问多半是别的法条")
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


def _features(base: Base, fields: Mapping[str, str]) -> dict[str, frozenset[int]]:
    cut = base.segmenter.cut(list(fields.values()))
    return {name: frozenset(cut.of(i).tolist()) for i, name in enumerate(fields)}


def _parts(
    base: Base,
    query: Query,
    owner: int,
    names: Mapping[int, str],
    fields: Mapping[str, frozenset[int]],
    share: float,
) -> tuple[Part, ...]:
    gave = [
        (float(s) * share * base.indexes.index.gain(i, owner), int(base.indexes.features[i]))
        for i, s in zip(query.ids.tolist(), np.asarray(query.shares), strict=True)
    ]
    return tuple(
        Part(names[feature], tuple(n for n, has in fields.items() if feature in has), g)
        for g, feature in sorted(gave, reverse=True)
        if g > 0
    )
