"""The values of a dispute ticket."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class TicketKind(StrEnum):
    """A dispute to be mediated, or a crisis that a person must look at now."""

    DISPUTE = "dispute"
    CRISIS = "crisis"


class Status(StrEnum):
    """Where a ticket stands."""

    REGISTERED = "registered"
    CLAIMED = "claimed"
    CLOSED = "closed"


STATUS_NAMES = {
    Status.REGISTERED: "已登记，等待受理",
    Status.CLAIMED: "办理中",
    Status.CLOSED: "已办结",
}
"""How staff and residents read a status."""


@dataclass(frozen=True, slots=True)
class TicketDraft:
    """What the resident told before there is a ticket. `pictures` are the platform's media ids,
    `entry` the FAQ entry it started from, `consented` the moment of consent."""

    kind: TicketKind = TicketKind.DISPUTE
    category: str = ""
    what: str = ""
    where: str = ""
    other_side: str = ""
    phone: str = ""
    pictures: tuple[str, ...] = ()
    entry: str = ""
    consented: datetime | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened to a ticket, as a resident may see it."""

    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class TicketView:
    """A resident's own ticket as they may see it."""

    number: str
    kind: TicketKind
    category: str
    status: Status
    opened: datetime
    handler: str = ""
    result: str = ""
    steps: tuple[Step, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.status is not Status.CLOSED
