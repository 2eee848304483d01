"""Texts cut into features, kept from one base to the next: after an edit only new ones are cut."""

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.whole import write_whole

Keys = NDArray[np.int64]
_FILE = "cuts.npz"


def key_of(text: str) -> int:
    """A number of 64 bits that stands for a feature or a text, the same in every process. Two of a
    million texts share one with a probability of 1 in 30 million."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little", signed=True)


@dataclass(frozen=True, slots=True)
class Cuts:
    """Text i, known by `texts[i]`, has the features `keys[starts[i]:starts[i + 1]]`, and `kinds`
    at the same places says what each is worth by its kind."""

    texts: Keys
    starts: NDArray[np.int64]
    keys: Keys
    kinds: NDArray[np.float32]


NONE = Cuts(
    np.zeros(0, np.int64), np.zeros(1, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float32)
)


def cut(
    texts: Iterable[str], features: Callable[[str], Mapping[str, float]], known: Cuts = NONE
) -> Cuts:
    """The texts in their order; `features` is asked only for those that are not `known`."""
    places = {text: place for place, text in enumerate(known.texts.tolist())}
    seen: dict[str, int] = {}
    names, runs, kinds = [], [], []
    for text in texts:
        name = key_of(text)
        names.append(name)
        place = places.get(name)
        if place is not None:
            run = slice(known.starts[place], known.starts[place + 1])
            runs.append(known.keys[run])
            kinds.append(known.kinds[run])
            continue
        found = features(text)
        for feature in found:
            if feature not in seen:
                seen[feature] = key_of(feature)
        runs.append(np.array([seen[feature] for feature in found], dtype=np.int64))
        kinds.append(np.array(list(found.values()), dtype=np.float32))
    lengths = [run.size for run in runs]
    return Cuts(
        np.array(names, dtype=np.int64),
        np.cumsum([0, *lengths], dtype=np.int64),
        np.concatenate([NONE.keys, *runs]),
        np.concatenate([NONE.kinds, *kinds]),
    )


def load_cuts(folder: Path, fingerprint: str) -> Cuts:
    """What was stored for the same way of cutting; nothing when it was another, or unreadable."""
    try:
        with (folder / _FILE).open("rb") as file, np.load(file, allow_pickle=False) as stored:
            if str(stored["fingerprint"]) != fingerprint:
                return NONE
            return Cuts(stored["texts"], stored["starts"], stored["keys"], stored["kinds"])
    except (OSError, KeyError, ValueError, EOFError, zipfile.BadZipFile):
        return NONE


def save_cuts(folder: Path, fingerprint: str, cuts: Cuts) -> None:
    """Store them for the next base."""
    content = io.BytesIO()
    np.savez(
        content,
        fingerprint=np.array(fingerprint),
        texts=cuts.texts,
        starts=cuts.starts,
        keys=cuts.keys,
        kinds=cuts.kinds,
    )
    write_whole(folder / _FILE, content.getvalue())
