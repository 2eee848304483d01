"""Slow down guessing of passwords."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

ALLOWED = 5
WITHIN = timedelta(minutes=10)


@dataclass
class Throttle:
    """At most ALLOWED failures for a username WITHIN ten minutes; then it has to wait."""

    now: Callable[[], datetime]
    _failures: dict[str, list[datetime]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def is_blocked(self, username: str) -> bool:
        with self._lock:
            return len(self._recent(username)) >= ALLOWED

    def failed(self, username: str) -> None:
        with self._lock:
            self._failures[username] = [*self._recent(username), self.now()]
            if len(self._failures) > 10_000:  # made-up names must not fill the memory
                self._failures.clear()

    def succeeded(self, username: str) -> None:
        with self._lock:
            self._failures.pop(username, None)

    def _recent(self, username: str) -> list[datetime]:
        since = self.now() - WITHIN
        return [at for at in self._failures.get(username, ()) if at > since]
