"""What a channel is: a function from an alert and its words to a verdict."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.store.alerts import Alert


@dataclass(frozen=True, slots=True)
class Accepted:
    """The channel has it."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """The channel has it not; `why` holds no secret and may be logged."""

    why: str


Channel = Callable[[Alert, str], Accepted | Rejected]
"""From the alert and its words to the channel's verdict."""
