"""What may be done to a ticket, by whom, and what a guard looks at."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from handlers.tickets.party import Consent, Party, PartyRole
from handlers.tickets.people import Mandate, Role, Tier
from handlers.tickets.signing import Standing
from handlers.tickets.ticket import Audience, EndReason, Status, TicketKind


class Action(StrEnum):
    """An act of staff, of a party, or of the clock."""

    CLAIM = "claim"
    ASSIGN = "assign"
    VERIFY = "verify"
    INVITE = "invite"
    ACCEPT = "accept"
    INVESTIGATE = "investigate"
    MEDIATE = "mediate"
    AGREE = "agree"
    TERMINATE = "terminate"
    TRANSFER = "transfer"
    PERFORM = "perform"
    REVISIT = "revisit"
    START = "start"
    STRIKE_OFF = "strike_off"
    CONFIRM = "confirm"
    REJECT = "reject"
    ARCHIVE = "archive"
    REOPEN = "reopen"
    MERGE = "merge"
    PAUSE = "pause"
    RESUME = "resume"
    EXTEND = "extend"
    RECUSE = "recuse"
    TAKE_BACK = "take_back"
    HAND_UP = "hand_up"
    RATE = "rate"
    NOTE = "note"


ACTION_NAMES = {
    Action.CLAIM: "认领",
    Action.ASSIGN: "指派",
    Action.VERIFY: "核实",
    Action.INVITE: "征询对方",
    Action.ACCEPT: "受理",
    Action.INVESTIGATE: "开始调查",
    Action.MEDIATE: "开始调解",
    Action.AGREE: "达成协议",
    Action.TERMINATE: "终止调解",
    Action.TRANSFER: "移送",
    Action.PERFORM: "进入履行",
    Action.REVISIT: "开始回访",
    Action.START: "开始办理",
    Action.STRIKE_OFF: "销账",
    Action.CONFIRM: "居民确认",
    Action.REJECT: "居民说没解决",
    Action.ARCHIVE: "归档",
    Action.REOPEN: "重新办理",
    Action.MERGE: "并案",
    Action.PAUSE: "暂停计时",
    Action.RESUME: "恢复计时",
    Action.EXTEND: "延期",
    Action.RECUSE: "回避",
    Action.TAKE_BACK: "收回",
    Action.HAND_UP: "上交一级",
    Action.RATE: "评价",
    Action.NOTE: "记录",
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. `side` is set when a party acts for themselves."""

    name: str
    role: Role
    mandate: Mandate | None = None
    side: PartyRole | None = None


THE_CLOCK = Actor("系统", Role.SYSTEM)


@dataclass(frozen=True, slots=True)
class Case:
    """What a guard looks at. `conflicts` are the names of staff who may not touch it, `rated` the
    sides that have rated this closing; `agreement` is None where none is written down here."""

    kind: TicketKind
    status: Status
    number: str = ""
    handler: str = ""
    tier: Tier = Tier.GRID
    is_paused: bool = False
    was_extended: bool = False
    parties: tuple[Party, ...] = ()
    conflicts: tuple[str, ...] = ()
    rated: tuple[PartyRole, ...] = ()
    agreement: Standing | None = None

    def consent_of(self, role: PartyRole) -> Consent:
        return next((p.consent for p in self.parties if p.role == role), Consent.UNASKED)


@dataclass(frozen=True, slots=True)
class Act:
    """An action with what belongs to it. `to` is whom it is assigned to, `into` the ticket it is
    merged into, `attested` that the actor vouches for what the form asks, `stars` 1 to 5."""

    action: Action
    actor: Actor
    day: date
    text: str = ""
    reason: EndReason | None = None
    to: Actor | None = None
    into: Case | None = None
    attested: bool = False
    stars: int = 0


@dataclass(frozen=True, slots=True)
class Refused:
    """Why an act is not possible now, in Chinese, with the article where the law forbids it."""

    reason: str


@dataclass(frozen=True, slots=True)
class Move:
    """What follows from an act. None means: as it was.

    `recorded` is for the file, `told` for the sides in `audience` (empty: nobody has to know).
    `result` is the outcome that closing sets.
    """

    status: Status
    recorded: str
    told: str = ""
    audience: Audience = Audience.BOTH
    handler: str | None = None
    tier: Tier | None = None
    result: str | None = None
    reason: EndReason | None = None
    reopens: bool = False


Guard = Callable[[Case, Act], str]
"""Why not, in Chinese; empty when nothing is in the way."""
