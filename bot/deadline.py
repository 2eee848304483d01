"""The platform waits 5 seconds: an answer that is not ready after 3.5 s is said later."""

import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from concurrent.futures import TimeoutError as NotReady
from dataclasses import dataclass, field

from handlers import wording

PATIENCE = 3.5
"""Seconds until the resident reads the placeholder."""


@dataclass
class Race:
    """The answer against the deadline. Whoever comes first is the winner for good, so that an
    answer is given in time or sent later, never both."""

    _winner: str = ""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def answer_wins(self) -> bool:
        """Asked just before the answer is stored."""
        return self._wins("answer")

    def deadline_wins(self) -> bool:
        """Asked when the time is over."""
        return self._wins("deadline")

    def _wins(self, name: str) -> bool:
        with self._lock:
            self._winner = self._winner or name
            return self._winner == name


def in_time(work: Callable[[Race], str], pool: Executor, patience: float) -> str:
    """The answer of `work`, or the placeholder when it takes longer than `patience` seconds;
    `work` then goes on, knows that it is late, and sends its answer by itself."""
    race = Race()
    running: Future[str] = pool.submit(work, race)
    try:
        return running.result(timeout=patience)
    except NotReady:
        return wording.PLACEHOLDER if race.deadline_wins() else running.result()
