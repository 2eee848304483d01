"""The two sides of a ticket, each with a will of their own (人民调解法 3, 17, 23)."""

from dataclasses import dataclass
from enum import StrEnum


class PartyRole(StrEnum):
    """Who asked, and who is asked."""

    APPLICANT = "applicant"
    RESPONDENT = "respondent"


PARTY_NAMES = {PartyRole.APPLICANT: "申请人", PartyRole.RESPONDENT: "对方"}


class Consent(StrEnum):
    """Whether a party wants to be mediated."""

    UNASKED = "unasked"
    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"


CONSENT_NAMES = {
    Consent.UNASKED: "还没有征询",
    Consent.ASKED: "已发邀请，等答复",
    Consent.GIVEN: "同意调解",
    Consent.REFUSED: "不同意调解",
}


@dataclass(frozen=True, slots=True)
class Party:
    """A side as staff see it. `on_wechat` when they are bound to a WeChat of their own; `shares_…`
    what the other side may be shown."""

    role: PartyRole
    name: str = ""
    phone: str = ""
    address: str = ""
    consent: Consent = Consent.UNASKED
    on_wechat: bool = False
    shares_name: bool = False
    shares_phone: bool = False
    shares_story: bool = False


@dataclass(frozen=True, slots=True)
class OtherSide:
    """A side as the other one may see it: what was not released is empty."""

    name: str = ""
    phone: str = ""
    story: str = ""


def seen_by_other(party: Party, story: str = "") -> OtherSide:
    """What the other side may be shown of `party` (人民调解法 15, 23; 个人信息保护法 23)."""
    return OtherSide(
        party.name if party.shares_name else "",
        party.phone if party.shares_phone else "",
        story if party.shares_story else "",
    )
