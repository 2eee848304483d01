"""The knowledge in force: a new base is built beside the old one and swapped when it is whole.

Every process looks at the folder itself, so that none depends on being told. A file that is
being written is waited for: the folder must look the same twice, and after building too.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from knowledge.base import Base, KnowledgeBroken, build_base
from knowledge.kept import load_kept, save_kept
from knowledge.load import Kept, load_folder, yaml_files
from knowledge.segment import Segmenter
from knowledge.statutes import StatutesUnreadable, read_statutes
from knowledge.words import Words, read_words

log = logging.getLogger(__name__)
LOOK_EVERY = 0.25
"""Seconds between two looks at the folder; a change must be seen unchanged in two of them."""
Stamp = tuple[tuple[str, int, int, int], ...]
"""Name, time of change, size and inode of everything the base is built from."""


@dataclass
class KnowledgeHolder:
    """Holds one base at a time. `fault` says why the newest files are not in force."""

    folder: Path
    statutes_file: Path
    cache_dir: Path
    base: Base = field(init=False)
    fault: str = ""
    _in_force: Stamp = ()
    _last_look: Stamp = ()
    _cutting: tuple[Words, Segmenter] | None = None
    _kept: Kept = field(default_factory=dict)
    _stop: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self._in_force = self._last_look = self._stamp()
        stored = load_kept(self.cache_dir)
        self._kept = dict(stored)
        self.base = self._read()
        if self._kept != stored:
            save_kept(self.cache_dir, self._kept)

    def current(self) -> Base:
        return self.base

    def look(self) -> bool:
        """One look of the watch: refresh once a change has come to rest. True for a new base."""
        stamp = self._stamp()
        rests = stamp == self._last_look
        self._last_look = stamp
        return rests and self.refresh()

    def refresh(self) -> bool:
        """Read the folder if it has changed; True when a new base is in force.

        Whatever goes wrong, the old base stays, and `fault` and the log say why.
        """
        stamp = self._stamp()
        if stamp == self._in_force:
            return False
        try:
            base = self._read()
        except (KnowledgeBroken, StatutesUnreadable, OSError) as error:
            return self._keep(stamp, str(error))
        except Exception:
            log.exception("the knowledge files could not be read")
            return self._keep(stamp, "问答文件读不出来，详细原因在日志里。")
        if self._stamp() != stamp:
            return False  # changed while it was read: the next look reads it again
        self.base, self.fault, self._in_force = base, "", stamp
        log.info("new knowledge in force: %d entries", len(base.entries))
        return True

    def watch(self) -> Callable[[], None]:
        """Look again and again on a thread of its own; returns what stops it."""

        def look() -> None:
            while not self._stop.wait(LOOK_EVERY):
                try:
                    self.look()
                except Exception:
                    log.exception("the knowledge folder could not be looked at")

        threading.Thread(target=look, name="knowledge-watch", daemon=True).start()
        return self._stop.set

    def _keep(self, stamp: Stamp, why: str) -> bool:
        """The old base stays; the same broken files are not read again."""
        if self._stamp() == stamp:
            self._in_force, self.fault = stamp, why
            log.warning("the knowledge files have faults; the old ones stay in force:\n%s", why)
        return False

    def _read(self) -> Base:
        """A new base. Files are read and texts are cut anew only when they, or the words, have
        changed, and nothing is built where another start or process has stored the same indexes.
        """
        loaded = load_folder(self.folder, self._kept)
        if loaded.errors:
            raise KnowledgeBroken(loaded.errors)
        words = read_words(self.folder / "words")
        if self._cutting is None or self._cutting[0] != words:
            self._cutting = (words, Segmenter(words, self.cache_dir))
        _, segmenter = self._cutting
        statutes = read_statutes(self.statutes_file)
        return build_base(loaded, statutes, segmenter, self.cache_dir)

    def _stamp(self) -> Stamp:
        files = [*yaml_files(self.folder), *sorted(self.folder.rglob("*.txt")), self.statutes_file]
        found = []
        for file in files:
            try:
                status = file.stat()
            except OSError:
                continue  # gone, or a broken link: then it is no part of the base
            found.append((str(file), status.st_mtime_ns, status.st_size, status.st_ino))
        return tuple(found)
