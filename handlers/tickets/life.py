"""The moves of a ticket: one table, and the reason when a move is not in it."""

from dataclasses import dataclass
from enum import StrEnum

from handlers.tickets.ticket import Status, TicketKind


class Action(StrEnum):
    """What a member of staff does to a ticket."""

    CLAIM = "claim"
    NOTE = "note"
    CLOSE = "close"
    REOPEN = "reopen"


ACTION_NAMES = {
    Action.CLAIM: "认领",
    Action.NOTE: "记录",
    Action.CLOSE: "办结",
    Action.REOPEN: "重新办理",
}


@dataclass(frozen=True, slots=True)
class Move:
    """The status a ticket gets, and what its file and its resident read about it.

    `told` is empty where the resident has no need to know; `result` is set by closing.
    """

    status: Status
    recorded: str
    told: str = ""
    result: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """Why an action is not possible now, in Chinese, for the member of staff."""

    reason: str


TRANSITIONS: dict[tuple[Status, Action], Status] = {
    (Status.REGISTERED, Action.CLAIM): Status.CLAIMED,
    (Status.REGISTERED, Action.NOTE): Status.REGISTERED,
    (Status.CLAIMED, Action.NOTE): Status.CLAIMED,
    (Status.CLAIMED, Action.CLOSE): Status.CLOSED,
    (Status.CLOSED, Action.NOTE): Status.CLOSED,
    (Status.CLOSED, Action.REOPEN): Status.CLAIMED,
}

_WHY_NOT = {
    (Status.REGISTERED, Action.CLOSE): "还没有人认领，请先认领再办结。",
    (Status.REGISTERED, Action.REOPEN): "这件事还没有办结，不用重新办理。",
    (Status.CLAIMED, Action.CLAIM): "已经有人认领了。",
    (Status.CLAIMED, Action.REOPEN): "这件事还在办理，不用重新办理。",
    (Status.CLOSED, Action.CLAIM): "已经办结，如需再办请先“重新办理”。",
    (Status.CLOSED, Action.CLOSE): "已经办结了。",
}


def move(
    status: Status,
    action: Action,
    actor: str,
    text: str = "",
    handler: str = "",
    kind: TicketKind = TicketKind.DISPUTE,
) -> Move | Refused:
    """What follows from `actor` doing `action` with the words `text`.

    Only the handler closes; a note and a result need words.
    """
    new = TRANSITIONS.get((status, action))
    if new is None:
        return Refused(_WHY_NOT[status, action])
    if action in (Action.NOTE, Action.CLOSE) and not text.strip():
        return Refused("请写上内容。")
    if action is Action.CLOSE and handler != actor:
        return Refused(f"这件事由{handler}办理，只有办理人可以办结。")
    recorded = f"{actor}{ACTION_NAMES[action]}" + (f"：{text.strip()}" if text.strip() else "")
    # A crisis is never discussed in the chat: the other side may hold the phone.
    told = _TOLD[action].format(actor=actor, text=text.strip())
    result = text.strip() if action is Action.CLOSE else ""
    return Move(new, recorded, "" if kind is TicketKind.CRISIS else told, result)


_TOLD = {
    Action.CLAIM: "{actor}已受理，会与您联系。",
    Action.NOTE: "",
    Action.CLOSE: "已办结：{text}",
    Action.REOPEN: "{actor}重新办理。",
}
