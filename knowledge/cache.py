"""The indexes on disk, so that a start with unchanged files need not build them again."""

import hashlib
import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from knowledge.index import Index, Indexes
from knowledge.whole import write_whole

_FILE = "indexes.npz"
_FORM = "6"
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
    try:
        with (folder / _FILE).open("rb") as file, np.load(file, allow_pickle=False) as stored:
            if str(stored["key"]) != key:
                return None
            size = int(stored["size"])
            index = Index(stored["starts"], stored["owners"], stored["gains"], size)
            return Indexes(stored["features"], stored["rare"], index)
    except (OSError, KeyError, ValueError, EOFError, zipfile.BadZipFile):
        return None


def save(folder: Path, key: str, indexes: Indexes) -> None:
    """Store them for the next start."""
    content = io.BytesIO()
    np.savez(
        content,
        key=np.array(key),
        features=indexes.features,
        rare=indexes.rare,
        starts=indexes.index.starts,
        owners=indexes.index.owners,
        gains=indexes.index.gains,
        size=np.array(indexes.index.size),
    )
    write_whole(folder / _FILE, content.getvalue())
