"""Texts as runs of numbers in one array."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Longs = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Runs:
    """Text i has the numbers `keys[starts[i]:starts[i + 1]]`."""

    starts: Longs
    keys: Longs

    @property
    def size(self) -> int:
        """How many texts."""
        return self.starts.size - 1

    def of(self, text: int) -> Longs:
        """The numbers of one text."""
        return self.keys[self.starts[text] : self.starts[text + 1]]

    def take(self, texts: Longs) -> "Runs":
        """Some of the texts, in this order."""
        begins = self.starts[texts]
        lengths = self.starts[texts + 1] - begins
        starts = np.concatenate([[0], np.cumsum(lengths)])
        places = np.repeat(begins - starts[:-1], lengths) + np.arange(starts[-1])
        return Runs(starts, self.keys[places])

    @property
    def lengths(self) -> Longs:
        """How many numbers each text has."""
        return np.diff(self.starts)


def runs_of(lengths: Longs, keys: Longs) -> Runs:
    """Texts of these lengths, one after another in `keys`."""
    return Runs(np.concatenate([[0], np.cumsum(lengths)]), keys)


def joined(parts: Iterable[Runs]) -> Runs:
    """The texts of all parts, one after another."""
    runs = [NONE, *parts]
    return runs_of(
        np.concatenate([run.lengths for run in runs]), np.concatenate([run.keys for run in runs])
    )


NONE = runs_of(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))
