"""The ledger (台账): one row a dispute, filled from the work itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from handlers.tickets.agreement import FORM_NAMES, Form, yuan
from handlers.tickets.performance import PERFORMED_NAMES, Performed


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A dispute as the ledger shows it; None and empty where nothing is known.

    `confirmed` and `signers` are how many parties confirmed the agreement by themselves, of how
    many; `marks` the satisfaction that parties gave, 1 to 5; `suspect` that one WeChat has
    confirmed for people of different names; `seal` the hash of the file's last event.
    """

    number: str
    registered: date
    community: str
    grid: str
    tier: str
    source: str
    category: str
    applicant: str
    respondent: str
    situation: str
    status: str
    mediators: str = ""
    accepted: date | None = None
    ended: date | None = None
    result: str = ""
    end_reason: str = ""
    form: Form | None = None
    agreement: str = ""
    fen: int | None = None
    confirmed: int = 0
    signers: int = 0
    effective: date | None = None
    court: str = ""
    visited: date | None = None
    performed: Performed | None = None
    marks: tuple[int, ...] = ()
    crime: bool = False
    petition: bool = False
    suspect: bool = False
    seal: str = ""


@dataclass(frozen=True, slots=True)
class NeedRow:
    """A need as the list shows it that it is struck off."""

    number: str
    registered: date
    community: str
    grid: str
    source: str
    situation: str
    where: str
    handler: str
    status: str
    struck_off: date | None
    result: str
    mark: int | None


NEED_HEADINGS = (
    "编号", "登记日期", "社区", "网格", "来源", "什么事", "地点", "办理人", "现在", "销账日期",
    "怎么解决的", "满意度",
)  # fmt: skip


def need_cells(row: NeedRow) -> tuple[str, ...]:
    """A row under NEED_HEADINGS."""
    return (
        row.number,
        str(row.registered),
        row.community,
        row.grid,
        row.source,
        row.situation,
        row.where,
        row.handler,
        row.status,
        _day(row.struck_off),
        row.result,
        marks_in_words([row.mark] if row.mark else []),
    )


HEADINGS = (
    "编号",
    "登记日期",
    "社区",
    "网格",
    "层级",
    "来源",
    "纠纷类型",
    "申请人",
    "对方",
    "简要情况",
    "现在",
    "调解员",
    "受理日期",
    "结束日期",
    "处理结果",
    "终止原因",
    "协议形式",
    "协议编号",
    "涉及金额",
    "当事人自行确认",
    "协议生效",
    "司法确认",
    "回访日期",
    "履行情况",
    "满意度",
    "防止民转刑",
    "防止群体性上访",
    "需要核查",
    "校验码",
)
COURT_NAMES = {"applied": "已申请", "confirmed": "已确认", "refused": "未确认"}


def cells(row: LedgerRow) -> tuple[str, ...]:
    """A row under HEADINGS; what nobody confirmed or rated says so."""
    return (
        row.number,
        str(row.registered),
        row.community,
        row.grid,
        row.tier,
        row.source,
        row.category,
        row.applicant,
        row.respondent,
        row.situation,
        row.status,
        row.mediators,
        _day(row.accepted),
        _day(row.ended),
        row.result,
        row.end_reason,
        FORM_NAMES[row.form] if row.form else "",
        row.agreement,
        yuan(row.fen),
        confirmed_in_words(row.confirmed, row.signers),
        _day(row.effective),
        COURT_NAMES.get(row.court, ""),
        _day(row.visited),
        PERFORMED_NAMES[row.performed] if row.performed else "",
        marks_in_words(row.marks),
        _yes(row.crime),
        _yes(row.petition),
        "同一微信替不同的人确认过" if row.suspect else "",
        row.seal,
    )


def confirmed_in_words(confirmed: int, signers: int) -> str:
    """How many parties confirmed by themselves; empty without an agreement."""
    if not signers:
        return ""
    if confirmed == signers:
        return f"{signers}方都已自行确认"
    return f"未确认（{signers}方中{confirmed}方已确认）"


def marks_in_words(marks: Iterable[int]) -> str:
    """The marks given, or that there are none."""
    return "、".join(f"{mark}分" for mark in marks) or "未评价"


def _day(day: date | None) -> str:
    return str(day) if day else ""


def _yes(flag: bool) -> str:
    return "是" if flag else ""
