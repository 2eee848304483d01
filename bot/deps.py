"""What the service needs from outside, put together once by `bot.app`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.deadline import PATIENCE
from bot.desk import Desk
from bot.store.engine import Database
from handlers.turn import Contacts
from knowledge.base import Base


@dataclass(frozen=True, slots=True)
class Deps:
    """`base()` is the knowledge in force now; `after_commit()` wakes the jobs. `patience` is how
    many seconds a resident waits before the placeholder."""

    database: Database
    base: Callable[[], Base]
    contacts: Contacts
    desk: Desk
    now: Callable[[], datetime]
    fresh_number: Callable[[datetime], str]
    after_commit: Callable[[], None]
    patience: float = PATIENCE
