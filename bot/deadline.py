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
    answer is given in time or sent later, never both.

    `said` is what the resident read when the deadline won; empty while it has not.
    """

    said: str = ""
    _winner: str = ""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def answer_wins(self) -> bool:
        """Asked just before the answer is stored."""
        return self._wins("answer", "")

    def deadline_wins(self, words: str) -> bool:
        """Asked when the time is over and `words` are to be said instead."""
        return self._wins("deadline", words)

    def _wins(self, name: str, words: str) -> bool:
        with self._lock:
            if not self._winner:
                self._winner, self.said = name, words
            return self._winner == name


def lost_race() -> Race:
    """For a message whose sender is not waiting for the reply any more."""
    race = Race()
    race.deadline_wins(wording.PLACEHOLDER)
    return race


def in_time(
    work: Callable[[Race], str], pool: Executor, patience: float, else_say: Callable[[], str]
) -> str:
    """The answer of `work`, or the words of `else_say` when it takes longer than `patience`
    seconds; `work` then goes on, knows that it is late, and sends its answer by itself."""
    race = Race()
    running: Future[str] = pool.submit(work, race)
    try:
        return running.result(timeout=patience)
    except NotReady:
        words = else_say()
        return words if race.deadline_wins(words) else running.result()
