"""What a ticket's file says of its agreement, and of what became of it: one sentence an event.

`baimi ledger verify` forms the same sentences again from the tables, and misses those that the
chain does not have; so a sentence holds everything that the ledger shows of the act.
"""

from datetime import date

from handlers.tickets.agreement import FORM_NAMES, SIDE_NAMES, AgreementDraft, Side, seal, yuan
from handlers.tickets.entry import Particulars
from handlers.tickets.performance import PERFORMED_NAMES, VisitRecord

_COURT = {
    "applied": "双方已共同申请司法确认",
    "confirmed": "法院裁定协议有效",
    "refused": "法院没有确认协议",
}


def agreement(number: str, mediator: str, draft: AgreementDraft) -> str:
    """An agreement was written down; the code covers its content."""
    return (
        f"{mediator}登记{FORM_NAMES[draft.form]}{number}，共{len(draft.terms)}条；"
        f"内容校验码{seal(number, mediator, draft)}"
    )


def confirmed(side: Side, name: str, number: str, by_code: bool) -> str:
    """A party confirmed it by themselves."""
    how = "凭一次性确认码" if by_code else "用自己的微信"
    return f"{SIDE_NAMES[side]}{name}{how}确认了协议{number}"


def objected(side: Side, name: str, number: str, words: str) -> str:
    """A party says that it is not what was agreed."""
    return f"{SIDE_NAMES[side]}{name}说协议{number}不对：{words}"


def code_given(by: str, side: Side, name: str) -> str:
    """A one-time code was given to a party."""
    return f"{by}给{SIDE_NAMES[side]}{name}开了一次性确认码"


def effective(number: str, day: date) -> str:
    """It is in force since `day`."""
    return f"登记协议{number}自{day}起生效"


def kept(number: str, position: int, day: date, note: str) -> str:
    """A promise was kept."""
    words = f"：{note.strip()}" if note.strip() else ""
    return f"登记协议{number}第{position}条已于{day}履行{words}"


def court(number: str, state: str, day: date) -> str:
    """What became of the judicial confirmation."""
    return f"登记协议{number}的司法确认：{day}{_COURT[state]}"


def particulars(wanted: Particulars) -> str:
    """What the statistics ask for was written down."""
    parts = [
        f"涉及金额{yuan(wanted.fen)}" if wanted.fen is not None else "",
        "防止民转刑" if wanted.crime else "",
        "防止群体性上访" if wanted.petition else "",
        f"共同调解：{wanted.mediators.strip()}" if wanted.mediators.strip() else "",
    ]
    return f"登记统计内容：{'，'.join(part for part in parts if part) or '没有'}"


def visited(record: VisitRecord) -> str:
    """A return visit, with what was found."""
    mark = f"满意度{record.satisfied}分" if record.satisfied else "没有评价"
    sued = "，又起诉了" if record.litigation else ""
    risk = f"隐患：{record.risk.strip()}" if record.risk.strip() else ""
    return (
        f"{record.visitor}于{record.day}回访：{PERFORMED_NAMES[record.performed]}，{mark}{sued}。"
        f"{record.words.strip()}{risk}"
    )
