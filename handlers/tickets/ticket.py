"""The values of a ticket: a dispute, a need, or a crisis."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from handlers.tickets.party import Consent, PartyRole


class TicketKind(StrEnum):
    """A dispute to be mediated, a need to be seen to, or a crisis a person must look at now."""

    DISPUTE = "dispute"
    NEED = "need"
    CRISIS = "crisis"


KIND_NAMES = {
    TicketKind.DISPUTE: "纠纷",
    TicketKind.NEED: "需求",
    TicketKind.CRISIS: "紧急情况",
}
NEED_CATEGORY = "民生需求"


class Status(StrEnum):
    """Where a ticket stands (mediation.md, life of a dispute)."""

    REGISTERED = "registered"
    VERIFYING = "verifying"
    INVITING = "inviting"
    ACCEPTED = "accepted"
    INVESTIGATING = "investigating"
    MEDIATING = "mediating"
    AGREED = "agreed"
    TERMINATED = "terminated"
    TRANSFERRED = "transferred"
    PERFORMING = "performing"
    REVISITING = "revisiting"
    ARCHIVED = "archived"
    CLAIMED = "claimed"
    DOING = "doing"
    DONE = "done"
    CONFIRMED = "confirmed"
    MERGED = "merged"


STATUS_NAMES = {
    Status.REGISTERED: "已登记，等待受理",
    Status.VERIFYING: "核实中",
    Status.INVITING: "征询对方中",
    Status.ACCEPTED: "已受理",
    Status.INVESTIGATING: "调查中",
    Status.MEDIATING: "调解中",
    Status.AGREED: "已达成协议",
    Status.TERMINATED: "调解终止",
    Status.TRANSFERRED: "已移送",
    Status.PERFORMING: "履行中",
    Status.REVISITING: "回访中",
    Status.ARCHIVED: "已归档",
    Status.CLAIMED: "已认领",
    Status.DOING: "办理中",
    Status.DONE: "已办结，等您确认",
    Status.CONFIRMED: "居民已确认",
    Status.MERGED: "已并入另一件",
}
"""How staff and residents read a status."""

BEFORE_ACCEPTANCE = (Status.REGISTERED, Status.VERIFYING, Status.INVITING)
IN_MEDIATION = (Status.ACCEPTED, Status.INVESTIGATING, Status.MEDIATING)
AFTER_AGREEMENT = (Status.AGREED, Status.PERFORMING, Status.REVISITING)
FINISHED = (
    Status.TERMINATED,
    Status.TRANSFERRED,
    Status.ARCHIVED,
    Status.CONFIRMED,
    Status.MERGED,
)
"""Nothing more is expected of anybody."""
SETTLED = (*AFTER_AGREEMENT, *FINISHED, Status.DONE)
"""There is a result: deadlines stop."""


class EndReason(StrEnum):
    """Why a mediation ended without an agreement."""

    REFUSED = "refused"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"
    LOST = "lost"


END_REASON_NAMES = {
    EndReason.REFUSED: "一方拒绝调解",
    EndReason.FAILED: "调解不成",
    EndReason.WITHDRAWN: "申请人撤回",
    EndReason.LOST: "联系不上当事人",
}


class Source(StrEnum):
    """Where a dispute came from, as the official statistics ask."""

    FOUND = "found"
    APPLIED = "applied"
    REFERRED = "referred"


SOURCE_NAMES = {
    Source.FOUND: "主动排查",
    Source.APPLIED: "依申请",
    Source.REFERRED: "移送委托",
}


class Audience(StrEnum):
    """Which side may read an event's `told`."""

    APPLICANT = "applicant"
    RESPONDENT = "respondent"
    BOTH = "both"


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
    """A party's own ticket as they may see it. `role` is which side they are; `rated` whether
    they have rated the last result; `pictures` how many are kept with it, of both sides."""

    number: str
    kind: TicketKind
    category: str
    status: Status
    opened: datetime
    handler: str = ""
    result: str = ""
    steps: tuple[Step, ...] = ()
    role: PartyRole = PartyRole.APPLICANT
    consent: Consent = Consent.UNASKED
    rated: bool = False
    pictures: int = 0

    @property
    def is_open(self) -> bool:
        return self.status not in FINISHED

    @property
    def is_settled(self) -> bool:
        return self.status in SETTLED
