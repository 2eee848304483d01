"""While a member of staff talks to a resident the bot is quiet (the crisis gate apart)."""

from dataclasses import replace

from handlers import progress
from handlers.picture import MOST_OF_TICKET, is_full
from handlers.turn import SILENCE, Kind, Outcome, Turn

_WORDS = {
    Kind.IMAGE: "（发来一张图片）",
    Kind.VOICE: "（发来一段语音）",
    Kind.VIDEO: "（发来一段视频）",
    Kind.FILE: "（发来一个文件）",
    Kind.LINK: "（发来一个链接）",
}

_FULL = f"（又发来一张图片，已满{MOST_OF_TICKET}张，没有存）"


def handle(turn: Turn) -> Outcome | None:
    """What the resident says goes to the ticket's page; None when no person is talking."""
    message = turn.message
    if turn.takeover is None or message.kind in (Kind.EVENT, Kind.OTHER):
        return None
    if message.kind in (Kind.TEXT, Kind.VOICE) and progress.is_asked(turn):
        return None  # no person need look that up
    number = turn.takeover.number
    words = message.text.strip() or message.place or _WORDS.get(message.kind, "")
    if message.kind is Kind.IMAGE and is_full(turn, number):
        words = _FULL
    outcome = Outcome(SILENCE, turn.conversation)
    return replace(outcome, adds_to=number, addition=words) if words else outcome
