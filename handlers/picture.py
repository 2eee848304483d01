"""A picture sent while a ticket is open goes to the ticket."""

from dataclasses import replace

from handlers import wording
from handlers.tickets.ticket import TicketKind
from handlers.turn import Choice, Kind, Outcome, Reply, Turn, say

_RECORDED = "（发来一张图片）"


def handle(turn: Turn) -> Outcome | None:
    """Attach it to the newest open dispute; None when there is none, or it is no picture."""
    if turn.message.kind is not Kind.IMAGE or not turn.message.media_id:
        return None
    ticket = next((t for t in turn.tickets if t.is_open and t.kind is TicketKind.DISPUTE), None)
    if ticket is None:
        return None
    words = wording.PICTURE_ADDED.format(number=ticket.number)
    told = say(turn, Reply(words, (Choice(wording.PROGRESS, wording.PROGRESS),)))
    return replace(told, adds_to=ticket.number, addition=_RECORDED)
