"""The whole knowledge, read and indexed: what a running server answers from."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from knowledge.entry import LAST_ARTICLE, Case, Entry, Note, Problem
from knowledge.index import Index, bm25_index, cosine_index, rarity
from knowledge.load import Loaded, load_folder
from knowledge.segment import Segmenter, read_words
from knowledge.statutes import Statutes


class KnowledgeBroken(Exception):
    """The files cannot be answered from; `problems` say why, for the editors."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(p) for p in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Indexes:
    """One index for each field. Owners are entries by position, or articles by number - 1."""

    asks: Index
    keywords: Index
    answers: Index
    article_asks: Index
    gists: Index
    texts: Index


@dataclass(frozen=True, slots=True)
class Base:
    """Entries, notes and statutes with their indexes; never changed, only replaced whole."""

    entries: tuple[Entry, ...]
    notes: Mapping[int, Note]
    statutes: Statutes
    segmenter: Segmenter
    idf: Mapping[str, float]
    indexes: Indexes
    cases: tuple[Case, ...] = ()

    def entry(self, entry_id: str) -> Entry | None:
        return next((e for e in self.entries if e.id == entry_id), None)

    def cases_of(self, entry_id: str) -> tuple[Case, ...]:
        """The teaching cases that go with an entry."""
        return tuple(c for c in self.cases if entry_id in c.entries)


def read_base(folder: Path, statutes: Statutes, cache_folder: Path | None = None) -> Base:
    """Read and index the knowledge folder. Raises KnowledgeBroken when a file has an error."""
    loaded = load_folder(folder)
    if loaded.errors:
        raise KnowledgeBroken(loaded.errors)
    return build_base(loaded, statutes, Segmenter(read_words(folder / "words"), cache_folder))


def build_base(loaded: Loaded, statutes: Statutes, segmenter: Segmenter) -> Base:
    """Index everything that was read."""
    features = segmenter.features
    notes = {note.article: note for note in loaded.notes}
    numbers = range(1, LAST_ARTICLE + 1)
    asks = [[features(q) for q in entry.questions] for entry in loaded.entries]
    keywords = [[features(" ".join(entry.keywords))] for entry in loaded.entries]
    answers = [features(entry.answer) for entry in loaded.entries]
    article_asks: list[list[dict[str, float]]] = [
        [features(q) for q in notes[n].asks] if n in notes else [{}] for n in numbers
    ]
    gists = [[features(notes[n].gist) if n in notes else {}] for n in numbers]
    texts = [features(statutes.text(n) or "") for n in numbers]
    questions = [q for texts_of in (asks, article_asks, gists) for owner in texts_of for q in owner]
    idf = rarity([*questions, *answers, *texts])
    return Base(
        entries=loaded.entries,
        notes=notes,
        statutes=statutes,
        segmenter=segmenter,
        idf=idf,
        indexes=Indexes(
            asks=cosine_index(asks, idf),
            keywords=cosine_index(keywords, idf),
            answers=bm25_index(answers, idf),
            article_asks=cosine_index(article_asks, idf),
            gists=cosine_index(gists, idf),
            texts=bm25_index(texts, idf),
        ),
        cases=loaded.cases,
    )
