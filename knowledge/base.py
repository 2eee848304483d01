"""The whole knowledge, read and indexed: what a running server answers from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np

from knowledge import cache
from knowledge.cuts import cut_new, load_cuts, save_cuts
from knowledge.entry import LAST_ARTICLE, Case, Entry, Note, Problem
from knowledge.evidence import evidence
from knowledge.homophones import Evidence
from knowledge.index import Indexes, Ints, bm25_index, number, passages, rarity, side_by_side
from knowledge.learnt import Learnt, learnt
from knowledge.load import Loaded, load_folder
from knowledge.runs import Runs
from knowledge.segment import Segmenter
from knowledge.statutes import Statutes
from knowledge.text import bare
from knowledge.words import read_words


class KnowledgeBroken(Exception):
    """The files cannot be answered from; `problems` say why, for the editors."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(p) for p in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Fields:
    """How much each text counts in the document of its entry or article."""

    keywords: float = 0.5
    entry_answer: float = 0.3
    cited_questions: float = 0.9
    cited_answer: float = 0.15
    cited_later: float = 0.6
    """The article cited at position p from 0 gets a (1 + p · this)-th of an entry's texts."""


FIELDS = Fields()


@dataclass(frozen=True)
class Base:
    """Entries, notes and statutes with their indexes; never changed, only replaced whole."""

    entries: tuple[Entry, ...]
    notes: Mapping[int, Note]
    statutes: Statutes
    segmenter: Segmenter
    indexes: Indexes
    learnt: Learnt
    cases: tuple[Case, ...] = ()

    def entry(self, entry_id: str) -> Entry | None:
        position = self._positions.get(entry_id)
        return None if position is None else self.entries[position]

    def cases_of(self, entry_id: str) -> tuple[Case, ...]:
        """The teaching cases that go with an entry."""
        return tuple(c for c in self.cases if entry_id in c.entries)

    def asked_in(self, question: str) -> int:
        """The position of the entry that has this very question, but for signs; -1: none."""
        return self._questions.get(bare(question), -1)

    @cached_property
    def _questions(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for position, entry in enumerate(self.entries):
            for question in entry.questions:
                found.setdefault(bare(question), position)
        return found

    @cached_property
    def first_articles(self) -> Ints:
        """For each entry the owner number of the article that decides; -1 where it cites none."""
        first = [entry.articles[0] - 1 if entry.articles else -1 for entry in self.entries]
        return np.array(first, dtype=np.int32)

    @cached_property
    def rarest(self) -> float:
        """The rarity of a feature that a single text has."""
        return self.indexes.rarest

    @cached_property
    def evidence(self) -> Evidence:
        """What typos are put right by."""
        return evidence(self.indexes, self.segmenter.dictionary)

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {entry.id: i for i, entry in enumerate(self.entries)}


@dataclass
class _Texts:
    """Texts by number, each kept once: an entry's questions stand in its articles' too."""

    numbers: dict[str, int] = field(default_factory=dict)

    def of(self, text: str) -> int:
        return self.numbers.setdefault(text, len(self.numbers))


def read_base(folder: Path, statutes: Statutes, cache_folder: Path | None = None) -> Base:
    """Read and index the knowledge folder. Raises KnowledgeBroken when a file has an error."""
    loaded = load_folder(folder)
    if loaded.errors:
        raise KnowledgeBroken(loaded.errors)
    segmenter = Segmenter(read_words(folder / "words"), cache_folder)
    return build_base(loaded, statutes, segmenter, cache_folder)


def build_base(
    loaded: Loaded,
    statutes: Statutes,
    segmenter: Segmenter,
    cache_folder: Path | None = None,
) -> Base:
    """Index everything that was read, or take the indexes of the same from the cache, which also
    has the texts of the last base cut."""
    if cache_folder is None:
        indexes = _build(loaded, statutes, segmenter, None)
    else:
        key = cache.key_of((*_said(loaded, statutes), repr(FIELDS), segmenter.fingerprint))
        found = cache.load(cache_folder, key)
        indexes = found or _build(loaded, statutes, segmenter, cache_folder)
        if found is None:
            cache.save(cache_folder, key, indexes)
    notes = {note.article: note for note in loaded.notes}
    opinion = learnt(segmenter, indexes)
    return Base(loaded.entries, notes, statutes, segmenter, indexes, opinion, loaded.cases)


def _said(loaded: Loaded, statutes: Statutes) -> Iterable[str]:
    """Everything that the indexes are computed from, in its order."""
    for entry in loaded.entries:
        yield from (entry.id, *entry.questions, *entry.keywords, entry.answer, repr(entry.articles))
    for note in loaded.notes:
        yield from (str(note.article), note.gist, *note.asks)
    for article, text in statutes.articles.items():
        yield from (str(article), text)


def _build(
    loaded: Loaded, statutes: Statutes, segmenter: Segmenter, cache_folder: Path | None
) -> Indexes:
    texts = _Texts()
    entry_parts = [part for i, e in enumerate(loaded.entries) for part in _entry_parts(texts, i, e)]
    article_parts = [
        *_note_parts(texts, loaded.notes),
        *(part for entry in loaded.entries for part in _citing_parts(texts, entry)),
        *(
            (n - 1, texts.of(text), 1.0)
            for n, text in statutes.articles.items()
            if n <= LAST_ARTICLE
        ),
    ]
    numbered = number(_cut(texts.numbers, segmenter, cache_folder))
    answers = {texts.of(entry.answer) for entry in loaded.entries}
    short = [n for n in texts.numbers.values() if n not in answers]
    by_article = bm25_index(numbered, passages(article_parts), LAST_ARTICLE)
    by_entry = bm25_index(numbered, passages(entry_parts), len(loaded.entries))
    index = side_by_side(by_article, by_entry)
    return Indexes(numbered.features, rarity(numbered, short), index)


def _cut(texts: Iterable[str], segmenter: Segmenter, cache_folder: Path | None) -> Runs:
    if cache_folder is None:
        return segmenter.cut(list(texts))
    cuts = cut_new(texts, segmenter.cut, load_cuts(cache_folder, segmenter.fingerprint))
    save_cuts(cache_folder, segmenter.fingerprint, cuts)
    return cuts.runs


Part = tuple[int, int, float]
"""Owner, text number, weight."""


def _entry_parts(texts: _Texts, position: int, entry: Entry) -> Iterable[Part]:
    yield from ((position, texts.of(question), 1.0) for question in entry.questions)
    yield position, texts.of(" ".join(entry.keywords)), FIELDS.keywords
    yield position, texts.of(entry.answer), FIELDS.entry_answer


def _citing_parts(texts: _Texts, entry: Entry) -> Iterable[Part]:
    """What an entry adds to the articles it cites, the first one most."""
    for place, article in enumerate(entry.articles):
        share = 1 / (1 + FIELDS.cited_later * place)
        owner = article - 1
        for question in entry.questions:
            yield owner, texts.of(question), share * FIELDS.cited_questions
        yield owner, texts.of(" ".join(entry.keywords)), share * FIELDS.keywords
        yield owner, texts.of(entry.answer), share * FIELDS.cited_answer


def _note_parts(texts: _Texts, notes: Iterable[Note]) -> Iterable[Part]:
    for note in notes:
        for text in (note.gist, *note.asks):
            yield note.article - 1, texts.of(text), 1.0
