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
_FORM = "4"
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
            by_entry, by_article = (
                Index(
                    stored[f"{name}_starts"],
                    stored[f"{name}_owners"],
                    stored[f"{name}_gains"],
                    int(stored[f"{name}_size"]),
                )
                for name in ("entry", "article")
            )
            return Indexes(stored["features"], stored["rare"], by_entry, by_article)
    except (OSError, KeyError, ValueError, EOFError, zipfile.BadZipFile):
        return None


def save(folder: Path, key: str, indexes: Indexes) -> None:
    """Store them for the next start."""
    by_entry, by_article = indexes.by_entry, indexes.by_article
    content = io.BytesIO()
    np.savez(
        content,
        key=np.array(key),
        features=indexes.features,
        rare=indexes.rare,
        entry_starts=by_entry.starts,
        entry_owners=by_entry.owners,
        entry_gains=by_entry.gains,
        entry_size=np.array(by_entry.size),
        article_starts=by_article.starts,
        article_owners=by_article.owners,
        article_gains=by_article.gains,
        article_size=np.array(by_article.size),
    )
    write_whole(folder / _FILE, content.getvalue())
