"""The indexes on disk, so that a start with unchanged files need not build them again."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from knowledge.arrays import Arrays, load_arrays, save_arrays
from knowledge.index import Index, Indexes

_FILE = "indexes.npz"
_FORM = "7"
"""Raised when what is stored, or how it is computed, changes: old files are then not read."""


def key_of(parts: Iterable[str]) -> str:
    """A fingerprint of everything that the indexes are computed from."""
    found = hashlib.blake2b(_FORM.encode(), digest_size=16)
    for part in parts:
        found.update(part.encode())
        found.update(b"\0")
    return found.hexdigest()


def is_stored(folder: Path) -> bool:
    """Whether any indexes are there."""
    return (folder / _FILE).exists()


def load(folder: Path, key: str) -> Indexes | None:
    """The stored indexes if they were computed from the same; None when not or unreadable."""
    stored = load_arrays(folder / _FILE, key=key)
    if not stored.keys() >= {"features", "rare", "starts", "owners", "gains", "size"}:
        return None
    size = int(stored["size"])
    index = Index(stored["starts"], stored["owners"], stored["gains"], size)
    return Indexes(stored["features"], stored["rare"], index)


def save(folder: Path, key: str, indexes: Indexes) -> None:
    """Store them for the next start."""
    index = indexes.index
    arrays: Arrays = {
        "features": indexes.features,
        "rare": indexes.rare,
        "starts": index.starts,
        "owners": index.owners,
        "gains": index.gains,
        "size": np.array(index.size),
    }
    save_arrays(folder / _FILE, arrays, key=key)
