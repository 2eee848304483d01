"""A picture sent while a ticket is open goes to the ticket."""

from dataclasses import replace

from handlers import wording
from handlers.tickets.ticket import TicketKind
from handlers.turn import Choice, Kind, Outcome, Reply, Turn, say

MOST_OF_TICKET = 30
"""Pictures of one ticket, of both sides together: whoever works on it has to look at them all."""
_RECORDED = "（发来一张图片）"


def handle(turn: Turn) -> Outcome | None:
    """Attach it to the newest open dispute; None when there is none, or it is no picture."""
    if turn.message.kind is not Kind.IMAGE or not turn.message.media_id:
        return None
    ticket = next((t for t in turn.tickets if t.is_open and t.kind is TicketKind.DISPUTE), None)
    if ticket is None:
        return None
    if is_full(turn, ticket.number):
        return say(turn, Reply(wording.PICTURES_FULL.format(most=MOST_OF_TICKET)))
    words = wording.PICTURE_ADDED.format(number=ticket.number)
    told = say(turn, Reply(words, (Choice(wording.PROGRESS, wording.PROGRESS),)))
    return replace(told, adds_to=ticket.number, addition=_RECORDED)


def is_full(turn: Turn, number: str) -> bool:
    """Whether a ticket of the sender takes no more pictures."""
    return any(t.number == number and t.pictures >= MOST_OF_TICKET for t in turn.tickets)
