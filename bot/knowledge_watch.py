"""The knowledge in force: a new base is built beside the old one and swapped when it is whole."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from knowledge.base import Base, KnowledgeBroken, read_base
from knowledge.statutes import StatutesUnreadable, read_statutes

log = logging.getLogger(__name__)
LOOK_EVERY = 1.0
"""Seconds between two looks at the folder."""


@dataclass
class KnowledgeHolder:
    """Holds one base at a time. `fault` says why the newest files are not in force."""

    folder: Path
    statutes_file: Path
    cache_dir: Path
    base: Base = field(init=False)
    fault: str = ""
    _seen: tuple[tuple[str, int, int], ...] = ()
    _stop: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self._seen = self._stamp()
        self.base = self._read()

    def current(self) -> Base:
        return self.base

    def refresh(self) -> bool:
        """Look at the folder once; True when a new base is in force."""
        stamp = self._stamp()
        if stamp == self._seen:
            return False
        self._seen = stamp
        try:
            self.base = self._read()
        except (KnowledgeBroken, StatutesUnreadable, OSError) as error:
            self.fault = str(error)
            log.warning("the knowledge files have faults; the old ones stay in force:\n%s", error)
            return False
        self.fault = ""
        log.info("new knowledge in force: %d entries", len(self.base.entries))
        return True

    def watch(self) -> Callable[[], None]:
        """Look every second on a thread of its own; returns what stops it."""

        def look() -> None:
            while not self._stop.wait(LOOK_EVERY):
                try:
                    self.refresh()
                except Exception:
                    log.exception("the knowledge folder could not be looked at")

        threading.Thread(target=look, name="knowledge-watch", daemon=True).start()
        return self._stop.set

    def _read(self) -> Base:
        return read_base(self.folder, read_statutes(self.statutes_file), self.cache_dir)

    def _stamp(self) -> tuple[tuple[str, int, int], ...]:
        """Names, times and sizes of everything the base is built from."""
        files = [*self.folder.rglob("*.yaml"), *self.folder.rglob("*.txt"), self.statutes_file]
        found = []
        for file in sorted(files):
            try:
                status = file.stat()
            except FileNotFoundError:
                continue
            found.append((str(file), status.st_mtime_ns, status.st_size))
        return tuple(found)
