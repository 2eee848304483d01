"""Whether the tables say what the chain of events says: every fact that the ledger shows of a
ticket is a sentence in its file, and what the file says happened is still there."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from handlers.tickets.act import Action
from handlers.tickets.guards import LOW_MARK
from handlers.tickets.rules import REOPENED, TRANSITIONS
from handlers.tickets.ticket import SETTLED, STATUS_NAMES, Status, TicketKind

_STARS = re.compile(r"评价([1-5])分")
_ACTIONS = {action.value: action for action in Action}
_OLD = "close"
"""The closing of the first version, which the table of moves does not know any more."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event as the chain has it; its text is empty once it was erased."""

    action: str
    text: str
    at: datetime
    is_erased: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """A ticket as the tables have it: `sentences` must stand in the file, each with what it is
    about; `times` is how often an action must have happened, where nothing of it was erased."""

    kind: TicketKind
    status: Status
    tier: int
    opened: datetime
    closed: datetime | None
    sentences: tuple[tuple[str, str], ...] = ()
    times: Mapping[str, int] = field(default_factory=dict)


def opening_code(kind: str, category: str, source: str, what: str) -> str:
    """A code over what was registered, which the first event carries."""
    return sha256("\n".join((kind, category, source, what)).encode()).hexdigest()[:16]


def differences(facts: Facts, events: tuple[Told, ...]) -> Iterator[str]:
    """What the tables say and the file does not, or the other way round, in Chinese."""
    if not events:
        yield "一条记录都没有"
        return
    if events[0].at != facts.opened:
        yield "登记时间和记录不一样"
    if all(event.action != _OLD for event in events):
        yield from _course(facts, events)
    texts = "\n".join(event.text for event in events)
    for about, sentence in facts.sentences:
        if sentence not in texts:
            yield f"{about}和记录不一样"
    erased = {event.action for event in events if event.is_erased}
    happened = Counter(event.action for event in events)
    for action, times in facts.times.items():
        if action not in erased and happened[action] != times:
            yield f"记录里“{action}”有{happened[action]}次，表里有{times}次"


def _course(facts: Facts, events: tuple[Told, ...]) -> Iterator[str]:
    """The status that the events lead to, by the same table that allowed them."""
    status, closed, tier = Status.REGISTERED, None, 1
    for event in events:
        action = _ACTIONS.get(event.action)
        if action is None:
            continue
        rule = TRANSITIONS.get((facts.kind, status, action))
        if rule is None:
            yield f"记录里的“{event.action}”在“{STATUS_NAMES[status]}”时做不了"
            return
        found = _STARS.search(event.text) if action is Action.RATE else None
        is_low = found is not None and int(found[1]) <= LOW_MARK
        after = REOPENED[facts.kind] if is_low else rule.moves[status]
        if after in SETTLED and status not in SETTLED:
            closed = event.at
        elif is_low or action in (Action.REOPEN, Action.REJECT):
            closed = None
        tier += action is Action.HAND_UP
        status = after
    if status is not facts.status:
        now = STATUS_NAMES[facts.status].partition("，")[0]
        yield f"现在写着“{now}”，照记录应当是“{STATUS_NAMES[status].partition('，')[0]}”"
    elif closed != facts.closed:
        yield "结束时间和记录不一样"
    if tier != facts.tier:
        yield "层级和记录不一样"
