"""Texts cut into features, kept from one base to the next: after an edit only new ones are cut."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import numpy as np

from knowledge.arrays import load_arrays, save_arrays
from knowledge.runs import NONE, Longs, Runs, joined

_FILE = "cuts.npz"
Cut = Callable[[Sequence[str]], Runs]
"""Cuts texts into features (`Segmenter.cut`)."""


@dataclass(frozen=True, slots=True)
class Cuts:
    """Text i, known by `texts[i]` (see `_key`), has the features `runs.of(i)`."""

    texts: Longs
    runs: Runs


NOTHING = Cuts(np.zeros(0, dtype=np.int64), NONE)


def cut_new(texts: Iterable[str], cut: Cut, known: Cuts = NOTHING) -> Cuts:
    """The texts in their order; `cut` is asked only for those that are not `known`."""
    wanted = list(texts)
    keys = [_key(text) for text in wanted]
    kept = {key: place for place, key in enumerate(known.texts.tolist())}
    places = np.array([kept.get(key, -1) for key in keys], dtype=np.int64)
    is_new = places < 0
    fresh = cut([wanted[i] for i in np.flatnonzero(is_new).tolist()])
    places[is_new] = known.runs.size + np.arange(fresh.size)
    return Cuts(np.array(keys, dtype=np.int64), joined([known.runs, fresh]).take(places))


def load_cuts(folder: Path, fingerprint: str) -> Cuts:
    """What was stored for the same way of cutting; nothing when it was another, or unreadable."""
    stored = load_arrays(folder / _FILE, fingerprint=fingerprint)
    if not stored.keys() >= {"texts", "starts", "features"}:
        return NOTHING
    return Cuts(stored["texts"], Runs(stored["starts"], stored["features"]))


def save_cuts(folder: Path, fingerprint: str, cuts: Cuts) -> None:
    """Store them for the next base."""
    arrays = {"texts": cuts.texts, "starts": cuts.runs.starts, "features": cuts.runs.keys}
    save_arrays(folder / _FILE, arrays, fingerprint=fingerprint)


def _key(text: str) -> int:
    """A number of 64 bits that stands for a text, the same in every process. Two of a million
    texts share one with a probability of 1 in 30 million."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little", signed=True)
