"""An agreement that waits for a party's own confirmation, and what they say to it."""

from dataclasses import dataclass
from datetime import date

from handlers.tickets.agreement import SIDE_NAMES, Side, Term


@dataclass(frozen=True, slots=True)
class Signing:
    """What a party sees before confirming. `code` is the one-time code they came with; `barred`
    says that this WeChat already stands for another party."""

    signer: int
    ticket: str
    number: str
    side: str
    name: str
    facts: str
    terms: tuple[Term, ...]
    mediator: str
    code: str = ""
    barred: bool = False


@dataclass(frozen=True, slots=True)
class Signs:
    """A party's answer: confirmed, or with the words of what is wrong."""

    signer: int
    by_code: bool = False
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a ticket's agreement has come: who has not confirmed it by themselves yet, and who
    says that it is wrong."""

    effective: date | None
    unconfirmed: tuple[Side, ...] = ()
    objected: tuple[Side, ...] = ()


def why_not_in_force(standing: Standing) -> str:
    """What an agreement lacks to bind the two sides, in Chinese; empty when it does.

    A written one binds from the last signature and the seal, with or without anybody's WeChat; an
    oral one since it was reached (人民调解法 29, 30, 31).
    """
    if standing.effective is not None:
        return ""
    if standing.objected:
        return f"{_sides(standing.objected)}说协议内容不对，请先和双方谈好，变更协议。"
    waits = f"{_sides(standing.unconfirmed)}还没有确认，" if standing.unconfirmed else ""
    return (
        f"协议还没有生效：{waits}双方签名、调解员签名盖章齐了，先在“协议”里登记生效。"
        "（人民调解法第29条）"
    )


def _sides(sides: tuple[Side, ...]) -> str:
    return "和".join(SIDE_NAMES[side] for side in sides)
