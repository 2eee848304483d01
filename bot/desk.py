"""What acts on tickets need from the settings."""

from dataclasses import dataclass, field

from handlers.tickets.alerting import QuietHours
from handlers.tickets.deadline import Limits


@dataclass(frozen=True, slots=True)
class Desk:
    """How long stages may take, the channels that alerts go to, and when staff sleep."""

    limits: Limits = field(default_factory=Limits)
    channels: tuple[str, ...] = ("log",)
    quiet: QuietHours = field(default_factory=QuietHours)
