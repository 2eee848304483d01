"""What a party does from their own WeChat, and the invitation that makes somebody one."""

from dataclasses import dataclass, field

from handlers.tickets.act import Action
from handlers.tickets.party import Consent, OtherSide
from handlers.tickets.ticket import EndReason


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a valid code stands for. `is_open` while there is something to be agreed to; `taken`
    when the code belongs to somebody else, or the reader is the other side themselves."""

    number: str
    category: str
    is_open: bool
    taken: bool = False
    applicant: OtherSide = field(default_factory=OtherSide)


@dataclass(frozen=True, slots=True)
class PartyAct:
    """An act on the party's own ticket; or the answer to an invitation, when `code` is set; or
    what the other side may be shown, when `shares` names it: name, phone or story."""

    number: str
    action: Action | None = None
    text: str = ""
    stars: int = 0
    reason: EndReason | None = None
    consent: Consent | None = None
    code: str = ""
    shares: str = ""
    shown: bool = False
