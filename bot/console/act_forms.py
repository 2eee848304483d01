"""What the form of each act asks, and which acts a page offers to whom."""

from dataclasses import dataclass
from datetime import date

from handlers.tickets.act import ACTION_NAMES, Act, Action, Actor, Case, Refused
from handlers.tickets.life import move, possible
from handlers.tickets.rules import TRANSITIONS
from handlers.tickets.ticket import EndReason, Status, TicketKind

ONLY_BY_A_PARTY = (Action.CONFIRM, Action.REJECT, Action.RATE)
"""Done from their own WeChat."""
ON_A_PAGE_OF_ITS_OWN = (Action.AGREE, Action.REVISIT)
"""An agreement has terms, and a return visit an answer: words alone are not enough."""
_PRIVATE = "（只有工作人员看得到）"
_SEEN = "（居民看得到，请写得客气、明白）"
WORDS = {
    Action.VERIFY: f"核实到什么{_PRIVATE}",
    Action.TERMINATE: f"为什么结束{_SEEN}",
    Action.TRANSFER: f"移送到哪里、为什么{_SEEN}",
    Action.STRIKE_OFF: f"怎么办好的{_SEEN}",
    Action.EXTEND: f"延到什么时候、为什么{_SEEN}",
    Action.REOPEN: f"为什么重新办{_PRIVATE}",
    Action.PAUSE: f"在等谁、等什么{_PRIVATE}",
    Action.RECUSE: f"您和当事人是什么关系{_PRIVATE}",
    Action.TAKE_BACK: f"为什么收回{_PRIVATE}",
    Action.HAND_UP: f"为什么上交{_PRIVATE}",
    Action.NOTE: f"记什么{_PRIVATE}",
    Action.ASSIGN: f"为什么指派给他，可以不写{_PRIVATE}",
}
"""What is to be written for an act; the others need no words."""
_ORDER = (
    Action.NOTE, Action.CLAIM, Action.INVITE, Action.VERIFY, Action.ACCEPT, Action.INVESTIGATE,
    Action.MEDIATE, Action.PERFORM, Action.START, Action.STRIKE_OFF, Action.PAUSE, Action.RESUME,
    Action.EXTEND, Action.ASSIGN, Action.HAND_UP, Action.RECUSE, Action.MERGE, Action.TRANSFER,
    Action.TERMINATE, Action.TAKE_BACK, Action.ARCHIVE, Action.REOPEN,
)  # fmt: skip
"""As staff need them: the daily ones first, those that end something last."""


@dataclass(frozen=True, slots=True)
class ActForm:
    """One act as the page offers it: `words` is the label of what is to be written, empty for
    none; `article` the law behind it; `why_not` why it is not possible now."""

    action: Action
    name: str
    words: str
    needs_words: bool
    article: str
    why_not: str


def act_forms(case: Case, actor: Actor, day: date) -> list[ActForm]:
    """The acts that the table has from here, in the order in which staff need them."""
    able = possible(case)
    return [_form(case, actor, day, action) for action in _ORDER if action in able]


def closed(forms: list[ActForm]) -> dict[str, list[str]]:
    """Why the others are not possible now: each reason once, with the acts it forbids."""
    found: dict[str, list[str]] = {}
    for form in forms:
        if form.why_not:
            found.setdefault(form.why_not, []).append(form.name)
    return found


def _form(case: Case, actor: Actor, day: date, action: Action) -> ActForm:
    needs = isinstance(move(case, _filled_in(case, actor, day, action, "")), Refused)
    refused = move(case, _filled_in(case, actor, day, action, "写了"))
    why_not = refused.reason if isinstance(refused, Refused) else ""
    return ActForm(
        action,
        ACTION_NAMES[action],
        _label(case, action, needs),
        needs and not why_not,
        TRANSITIONS[case.kind, case.status, action].article,
        why_not,
    )


def _label(case: Case, action: Action, needs: bool) -> str:
    """In a crisis nobody outside reads anything, and its end has to be written down."""
    if case.kind is not TicketKind.CRISIS:
        return WORDS.get(action, "")
    if action is Action.ARCHIVE and needs:
        return f"怎么处理的{_PRIVATE}"
    return WORDS.get(action, "").replace(_SEEN, _PRIVATE)


def _filled_in(case: Case, actor: Actor, day: date, action: Action, text: str) -> Act:
    """The act with a form that was filled in well: what is refused then is refused to `actor`."""
    somebody = Actor("", actor.role)
    other = Case(case.kind, Status.REGISTERED, "another")
    return Act(action, actor, day, text, EndReason.FAILED, somebody, other, attested=True)
