"""What acts on tickets need from the settings."""

from dataclasses import dataclass, field

from handlers.tickets.deadline import Limits


@dataclass(frozen=True, slots=True)
class Desk:
    """How long stages may take, and the channels that alerts go to."""

    limits: Limits = field(default_factory=Limits)
    channels: tuple[str, ...] = ("log",)
