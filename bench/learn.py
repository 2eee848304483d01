"""`python -m bench.learn`: learn from our questions which words tell articles apart.

Writes knowledge/learnt.npz (see knowledge/learnt.py) in three minutes. Only needed again after
larger edits: what is new is found without it. Wants the statute text (`baimi statutes import`).
"""

import os
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.config import STATUTES, folder
from bot.knowledge_files import knowledge_dir
from knowledge.entry import LAST_ARTICLE
from knowledge.feature import worth
from knowledge.index import Floats, Numbered, number, rarity
from knowledge.learnt import FILE, Taught, save_taught
from knowledge.load import Loaded, load_folder
from knowledge.runs import Longs, Runs, runs_of
from knowledge.segment import Segmenter
from knowledge.statutes import Statutes, read_statutes
from knowledge.words import read_words

SIZE = 128
"""Numbers that stand for a feature, and for an article, in one classifier."""
SEEDS = (1, 2)
"""Classifiers that are learnt apart and averaged: their mistakes differ, so together they make
fewer than one of twice the size."""
LEAST = 5
"""Questions that must have a feature before anything is learnt about it."""
FORGOTTEN = 0.5
"""Share of a question's features that are left out each time, so that none is relied on alone."""
ROUNDS, BATCH, SPEED = 10, 256, 0.004
ANY = 0.5
"""How far one right article is enough: this part of what is wanted goes to those of the right ones
that are thought likeliest already, the rest to all by their shares."""
GISTS, STATUTES_READ = 2, 3
"""How often a gist and an article's text are heard in a round: who has been to a lawyer speaks as
they do."""
STEPS, WIDEST = 7, 3.5
"""A feature's number is stored as one of so many steps to each side, up to so many times the spread
of all. Finer steps rank no better and make the file twice as large."""
Parts = dict[int, float]
"""Articles' places, each with how much a question is about it; together 1."""


@dataclass
class Adam:
    """Kingma and Ba, https://arxiv.org/abs/1412.6980, for the rows that a step touches."""

    values: Floats
    mean: Floats
    square: Floats

    def step(self, rows: Longs, gradient: Floats, speed: float) -> None:
        """Move some rows, each of which stands in `rows` once, against their gradient."""
        self.mean[rows] += 0.1 * (gradient - self.mean[rows])
        self.square[rows] += 0.001 * (gradient**2 - self.square[rows])
        self.values[rows] -= speed * self.mean[rows] / (np.sqrt(self.square[rows]) + 1e-8)


@dataclass(frozen=True)
class Classifier:
    """A row for each feature and each article; their product says how likely the article is."""

    features: Adam
    articles: Adam
    bias: Adam


def lessons(loaded: Loaded, statutes: Statutes) -> list[tuple[str, Parts, int]]:
    """Every question with the articles that answer it, every gist and every article's text with
    the article, and how often each is heard in a round."""
    found = []
    for entry in loaded.entries:
        shares = {article - 1: 1 / (1 + 0.6 * i) for i, article in enumerate(entry.articles)}
        total = sum(shares.values())
        parts = {article: share / total for article, share in shares.items()}
        found += [(question, parts, 1) for question in entry.questions if parts]
    for note in loaded.notes:
        parts = {note.article - 1: 1.0}
        found += [(note.gist, parts, GISTS), *((text, parts, 1) for text in note.asks)]
    for article, text in statutes.articles.items():
        if article <= LAST_ARTICLE:
            found.append((text, {article - 1: 1.0}, STATUTES_READ))
    return found


@dataclass(frozen=True)
class Heard:
    """What of some questions is not left out: rows of features, whose question each is (in order),
    and what it counts there."""

    rows: Longs
    owners: Longs
    weights: Floats


def learn(
    questions: Runs, weights: Floats, wanted: list[Parts], often: Longs, features: int, seed: int
) -> Classifier:
    """`questions` are runs of feature rows below `features`, with their `weights`; `often` are
    those of one round, some more than once."""
    chance = np.random.default_rng(seed)
    model = Classifier(
        _adam(chance.normal(0, 0.1, (features, SIZE))),
        _adam(chance.normal(0, 0.1, (LAST_ARTICLE, SIZE))),
        _adam(np.zeros((LAST_ARTICLE, 1))),
    )
    batches = -(-often.size // BATCH)
    done, began = 0, time.perf_counter()
    for turn in range(ROUNDS):
        lost = 0.0
        for some in np.array_split(chance.permutation(often), batches):
            done += 1
            speed = SPEED * (1 - done / (ROUNDS * batches + 1))
            speed *= np.sqrt(1 - 0.999**done) / (1 - 0.9**done)
            heard = _heard(questions, weights, some, chance)
            lost += _step(model, heard, _target([wanted[i] for i in some.tolist()]), speed)
        seconds = time.perf_counter() - began
        print(f"{turn + 1} of {ROUNDS}: {lost / often.size:.3f} lost, {seconds:.0f} s")
    return model


def _heard(questions: Runs, weights: Floats, some: Longs, chance: np.random.Generator) -> Heard:
    places = Runs(questions.starts, np.arange(questions.keys.size)).take(some)
    kept = chance.random(places.keys.size) >= FORGOTTEN
    owners = np.repeat(np.arange(some.size), places.lengths)[kept]
    given = weights[places.keys[kept], None] / np.float32(1 - FORGOTTEN)
    return Heard(questions.keys[places.keys[kept]], owners, given)


def _step(model: Classifier, heard: Heard, target: Floats, speed: float) -> float:
    """Move everything a little towards the target; what was lost, as a sum of logarithms."""
    features, articles = model.features.values, model.articles.values
    sums = _summed(heard.weights * features[heard.rows], heard.owners, len(target))
    likely = sums @ articles.T + model.bias.values.T
    likely = np.exp(likely - likely.max(axis=1, keepdims=True))
    likely /= likely.sum(axis=1, keepdims=True)
    enough = likely * (target > 0)
    enough /= enough.sum(axis=1, keepdims=True) + np.float32(1e-12)
    wanted = (1 - ANY) * target + ANY * enough
    error = (likely - wanted) / np.float32(len(target))
    back = heard.weights * (error @ articles)[heard.owners]
    touched, which = np.unique(heard.rows, return_inverse=True)
    order = np.argsort(which, kind="stable")
    every = np.arange(LAST_ARTICLE)
    model.features.step(touched, _summed(back[order], which[order], touched.size), speed)
    model.articles.step(every, error.T @ sums, speed)
    model.bias.step(every, error.sum(axis=0)[:, None], speed)
    return -float((target * np.log(likely + 1e-9)).sum())


def _adam(values: NDArray[np.float64]) -> Adam:
    moved = values.astype(np.float32)
    return Adam(moved, np.zeros_like(moved), np.zeros_like(moved))


def _target(wanted: list[Parts]) -> Floats:
    target = np.zeros((len(wanted), LAST_ARTICLE), dtype=np.float32)
    for row, parts in enumerate(wanted):
        for article, share in parts.items():
            target[row, article] = share
    return target


def _summed(rows: Floats, owners: Longs, count: int) -> Floats:
    """The sum of the rows of each owner; owners come in order, and one without rows gets 0."""
    sums = np.zeros((count, rows.shape[1]), dtype=np.float32)
    present, firsts = np.unique(owners, return_index=True)
    if present.size:
        sums[present] = np.add.reduceat(rows, firsts)
    return sums


def weighed(cut: Numbered, known: Longs) -> tuple[Runs, Floats]:
    """The `known` features of each text by their place there, and what each counts: by its kind and
    how rare it is, as a vector of length 1 a text."""
    rows = np.full(cut.features.size, -1)
    rows[known] = np.arange(known.size)
    is_known = rows[cut.texts.keys] >= 0
    ids = cut.texts.keys[is_known]
    owners = np.repeat(np.arange(cut.texts.size), cut.texts.lengths)[is_known]
    weights = worth(cut.features[ids]) * rarity(cut, range(cut.texts.size))[ids]
    lengths = np.sqrt(np.bincount(owners, weights**2, cut.texts.size)).astype(np.float32)
    counts = np.bincount(owners, minlength=cut.texts.size)
    return runs_of(counts, rows[ids]), weights / lengths[owners]


def in_bytes(models: Sequence[Classifier], names: Iterable[str]) -> Taught:
    """What is stored: the mean of all models, a byte for each number of a feature."""
    values = np.hstack([model.features.values for model in models])
    scales = values.std(axis=0) * np.float32(WIDEST / STEPS)
    words = np.clip(np.round(values / scales), -STEPS, STEPS).astype(np.int8)
    articles = np.hstack([model.articles.values for model in models]).T / np.float32(len(models))
    bias = np.mean([model.bias.values[:, 0] for model in models], axis=0)
    return Taught(tuple(names), words, scales, articles, bias)


def main() -> None:
    files = knowledge_dir()
    segmenter = Segmenter(read_words(files / "words"))
    statutes = read_statutes(folder(os.environ, "BAIMI_DATA_DIR") / STATUTES)
    texts, wanted, times = zip(*lessons(load_folder(files), statutes), strict=True)
    cut = number(segmenter.cut(texts))
    counts = np.bincount(cut.texts.keys, minlength=cut.features.size)
    known = np.flatnonzero(counts >= LEAST)
    questions, weights = weighed(cut, known)
    often = np.repeat(np.arange(len(texts)), times)
    models = [learn(questions, weights, list(wanted), often, known.size, seed) for seed in SEEDS]
    names: dict[int, str] = {}
    for text in texts:
        names.update(segmenter.named(segmenter.clean(text)))
    save_taught(in_bytes(models, (names[f] for f in cut.features[known].tolist())))
    print(f"{known.size} features, {FILE.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
