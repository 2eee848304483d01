"""Keeping the agreement: reminders before and after a due date, and the return visit."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from handlers.tickets.agreement import Term

AHEAD = 3
"""Days before a due date on which the party is reminded."""
VISIT_AFTER = 7
"""Days from the last due date, or from the agreement without one, to the return visit."""


class Performed(StrEnum):
    """How far an agreement has been kept, as the return visit finds it."""

    FULL = "full"
    PART = "part"
    NONE = "none"


PERFORMED_NAMES = {
    Performed.FULL: "已全部履行",
    Performed.PART: "部分履行",
    Performed.NONE: "没有履行",
}


class Mark(StrEnum):
    """The moments at which a promise is reminded of."""

    AHEAD = "ahead"
    DUE = "due"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Promise:
    """A term as it stands; `done` is the day on which it was kept."""

    id: int
    term: Term
    done: date | None = None


def due_mark(promise: Promise, today: date) -> Mark | None:
    """The reminder that today calls for; None when it is kept, undated or far away."""
    due = promise.term.due
    if due is None or promise.done is not None:
        return None
    if today > due:
        return Mark.LATE
    if today == due:
        return Mark.DUE
    return Mark.AHEAD if due - today <= timedelta(days=AHEAD) else None


def visit_day(terms: tuple[Term, ...], effective: date) -> date:
    """When somebody goes and asks how it is (人民调解法 31)."""
    return max([effective, *(t.due for t in terms if t.due)]) + timedelta(days=VISIT_AFTER)


@dataclass(frozen=True, slots=True)
class VisitRecord:
    """A return visit as it is written down (司法部 2010 form).

    `satisfied` is 1 to 5, None where nobody said; never guessed.
    """

    day: date
    visitor: str
    performed: Performed
    satisfied: int | None
    litigation: bool
    risk: str
    words: str


def visit_faults(
    record: VisitRecord, today: date, agreed: date | None, again: date | None = None
) -> list[str]:
    """What forbids saving the visit, in Chinese. `again` is the day of the next one."""
    found = []
    if record.day > today:
        found.append("回访日期还没有到。")
    if agreed is not None and record.day < agreed:
        found.append("回访日期早于协议的日期，请核对。")
    if not record.words.strip():
        found.append("请写上回访时听到、看到的情况。")
    if not record.visitor.strip():
        found.append("请写上回访人。")
    if again is not None and again <= today:
        found.append("下次回访的日期要在今天以后。")
    if record.satisfied is not None and not 1 <= record.satisfied <= 5:
        found.append("满意度是1到5分；没有说就空着。")
    return found
