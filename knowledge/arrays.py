"""Arrays in one file of the cache: all of them, or as if there were no such file."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.whole import write_whole

Arrays = Mapping[str, NDArray[Any]]


def load_arrays(file: Path, **made_for: str) -> Arrays:
    """What was stored, by name; nothing when it is not there, cannot be read, or was made for
    something else than these texts, which are stored with it and read first."""
    try:
        with file.open("rb") as opened, np.load(opened, allow_pickle=False) as stored:
            if any(str(stored[name]) != text for name, text in made_for.items()):
                return {}
            return dict(stored)
    except (OSError, KeyError, ValueError, EOFError, zipfile.BadZipFile):
        return {}


def save_arrays(file: Path, arrays: Arrays, **made_for: str) -> None:
    """Store them in one step; a folder that cannot be written to is no fault."""
    content = io.BytesIO()
    stored: dict[str, Any] = {**arrays, **{k: np.array(text) for k, text in made_for.items()}}
    np.savez(content, **stored)
    write_whole(file, content.getvalue())
