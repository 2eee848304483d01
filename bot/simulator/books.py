"""What the fake platform keeps: tokens, who wrote when, what was sent, and what it counts."""

import secrets
import threading
import time
from collections import Counter, defaultdict, deque
from dataclasses import dataclass, field
from typing import Any

MESSAGES_AFTER_MESSAGE = 5
MESSAGES_AFTER_TAP = 3
_TAPS = {"subscribe", "scan", "click"}


@dataclass(frozen=True, slots=True)
class Sent:
    """Something the account sent to a resident by itself: `way` is the interface's path."""

    resident: str
    way: str
    text: str


@dataclass
class Window:
    """Until when (monotonic seconds) and how often the account may speak first."""

    closes: float
    left: int


@dataclass
class Books:
    """The platform's memory; safe to share between threads.

    `counts` has one entry for each interface called, `faults` the codes to answer with next.
    """

    app_id: str
    secret: str
    token_seconds: int = 7200
    counts: Counter[str] = field(default_factory=Counter)
    sent: list[Sent] = field(default_factory=list)
    menu: dict[str, Any] = field(default_factory=dict)
    media: dict[str, bytes] = field(default_factory=dict)
    consents: Counter[tuple[str, str]] = field(default_factory=Counter)
    scenes: dict[str, str] = field(default_factory=dict)
    faults: dict[str, deque[int]] = field(default_factory=lambda: defaultdict(deque))
    windows: dict[tuple[str, str], Window] = field(default_factory=dict)
    tokens: dict[str, float] = field(default_factory=dict)
    lock: threading.RLock = field(default_factory=threading.RLock)
    _latest: str = ""

    def contact(self, resident: str, kind: str, event: str = "") -> None:
        """A resident wrote or tapped: the account may answer by itself for a while."""
        with self.lock:
            if kind != "event":
                window = Window(time.monotonic() + 48 * 3600, MESSAGES_AFTER_MESSAGE)
                self.windows[resident, "message"] = window
            elif event.lower() in _TAPS:
                self.windows[resident, "tap"] = Window(time.monotonic() + 60, MESSAGES_AFTER_TAP)

    def refuse(self, path: str, *codes: int) -> None:
        """Answer the next calls of an interface with these codes, in order."""
        with self.lock:
            self.faults[path].extend(codes)

    def fault(self, path: str) -> int:
        """Counts a call; the code that was asked for, or 0."""
        with self.lock:
            self.counts[path] += 1
            waiting = self.faults[path]
            return waiting.popleft() if waiting else 0

    def stable_token(self, force: bool) -> tuple[str, int]:
        """The token in force and its seconds; a new one when forced or near its end. The one
        before stays valid for five minutes."""
        with self.lock:
            now = time.monotonic()
            ends = self.tokens.get(self._latest, 0.0)
            if force or ends - now < 300:
                if self._latest:
                    self.tokens[self._latest] = min(ends, now + 300)
                self._latest = secrets.token_urlsafe(100)
                self.tokens[self._latest] = now + self.token_seconds
            return self._latest, int(self.tokens[self._latest] - now)

    def token_fault(self, token: str) -> int:
        """0 for a valid token, else the code that the platform answers with."""
        with self.lock:
            ends = self.tokens.get(token)
            if ends is None:
                return 40001
            return 0 if ends > time.monotonic() else 42001

    def expire_tokens(self) -> None:
        """All tokens are over, from now on."""
        with self.lock:
            self.tokens = dict.fromkeys(self.tokens, 0.0)

    def use_window(self, resident: str) -> int:
        """Count one 客服 message: 0, 45015 (closed) or 45047 (used up)."""
        with self.lock:
            now = time.monotonic()
            mine = [self.windows.get((resident, kind)) for kind in ("tap", "message")]
            still_open = [window for window in mine if window and window.closes > now]
            if not still_open:
                return 45015
            window = next((w for w in still_open if w.left > 0), None)
            if window is None:
                return 45047
            window.left -= 1
            return 0

    def keep(self, sent: Sent) -> None:
        with self.lock:
            self.sent.append(sent)

    def texts(self, resident: str) -> list[str]:
        """What a resident was sent by the account itself, oldest first."""
        with self.lock:
            return [sent.text for sent in self.sent if sent.resident == resident]
