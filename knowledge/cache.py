"""The indexes on disk, so that a start with unchanged files need not build them again."""

import hashlib
import zipfile
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from knowledge.index import Index, Indexes

_FILE = "indexes.npz"
_FORM = "1"
"""Raised when what is stored, or how it is computed, changes: old files are then not read."""


def key_of(parts: Iterable[str]) -> str:
    """A fingerprint of everything that the indexes are computed from."""
    found = hashlib.blake2b(_FORM.encode(), digest_size=16)
    for part in parts:
        found.update(part.encode())
        found.update(b"\0")
    return found.hexdigest()


def load(folder: Path, key: str) -> Indexes | None:
    """The stored indexes if they were computed from the same; None when not or unreadable."""
    try:
        with (folder / _FILE).open("rb") as file, np.load(file, allow_pickle=False) as stored:
            if str(stored["key"]) != key:
                return None
            features = stored["vocabulary"].tobytes().decode().split("\n")
            by_entry, by_article = (
                Index(
                    stored[f"{name}_starts"],
                    stored[f"{name}_owners"],
                    stored[f"{name}_gains"],
                    int(stored[f"{name}_size"]),
                )
                for name in ("entry", "article")
            )
            vocabulary = {feature: n for n, feature in enumerate(features)}
            return Indexes(vocabulary, stored["rare"], by_entry, by_article)
    except (OSError, KeyError, ValueError, EOFError, zipfile.BadZipFile):
        return None


def save(folder: Path, key: str, indexes: Indexes) -> None:
    """Store them, whole or not at all. A folder that cannot be written to is no fault."""
    by_entry, by_article = indexes.by_entry, indexes.by_article
    draft = folder / f"{_FILE}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with draft.open("wb") as file:
            np.savez(
                file,
                key=np.array(key),
                vocabulary=np.frombuffer("\n".join(indexes.vocabulary).encode(), dtype=np.uint8),
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
        draft.replace(folder / _FILE)
    except OSError:
        draft.unlink(missing_ok=True)
