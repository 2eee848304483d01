"""What the knowledge files said when they were read last, on disk: a start reads only new ones.

YAML takes a second for what JSON takes a twentieth. A file with a fault is never kept, so that its
fault is told each time.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from knowledge import citation, entry, lint, load, names, reader, unreadable
from knowledge.entry import Case, Entry, Note, Place
from knowledge.load import Kept, Loaded
from knowledge.whole import write_whole

_FILE = "kept.json"


def load_kept(folder: Path) -> Kept:
    """What was stored by the same code; nothing when it was another, or unreadable."""
    try:
        stored = json.loads((folder / _FILE).read_bytes())
        if stored["code"] != _code():
            return {}
        return {file: (said["digest"], _loaded(said)) for file, said in stored["files"].items()}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def save_kept(folder: Path, kept: Kept) -> None:
    """Store what the files without a fault said, for the next start."""
    files = {
        file: {
            "digest": digest,
            "entries": [asdict(one) for one in loaded.entries],
            "notes": [asdict(one) for one in loaded.notes],
            "cases": [asdict(one) for one in loaded.cases],
        }
        for file, (digest, loaded) in kept.items()
        if not loaded.problems
    }
    stored = {"code": _code(), "files": files}
    text = json.dumps(stored, ensure_ascii=False, default=date.isoformat)
    write_whole(folder / _FILE, text.encode())


@cache
def _code() -> str:
    """Stands for the code that reads the files: a later version may read them otherwise."""
    found = blake2b(digest_size=16)
    for module in (citation, entry, lint, load, names, reader, unreadable):
        found.update(Path(str(module.__file__)).read_bytes())
    return found.hexdigest()


def _loaded(said: Mapping[str, list[dict[str, Any]]]) -> Loaded:
    return Loaded(
        entries=tuple(Entry(**_typed(fields)) for fields in said["entries"]),
        notes=tuple(Note(**_typed(fields)) for fields in said["notes"]),
        cases=tuple(Case(**_typed(fields)) for fields in said["cases"]),
    )


def _typed(fields: Mapping[str, Any]) -> dict[str, Any]:
    """JSON's lists as tuples, its texts of dates as dates, and the place."""
    typed = {name: tuple(v) if isinstance(v, list) else v for name, v in fields.items()}
    typed["place"] = Place(**fields["place"])
    for name in ("reviewed", "law_state"):
        if fields.get(name):
            typed[name] = date.fromisoformat(fields[name])
    return typed
