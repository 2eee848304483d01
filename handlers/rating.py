"""评价: a party's mark for a result, once for each; and what is asked of them when there is one."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from handlers import wording
from handlers.tickets.act import Action, Case, Move
from handlers.tickets.party_act import PartyAct
from handlers.tickets.ticket import SETTLED, Status, TicketKind, TicketView
from handlers.turn import Choice, Outcome, Reply, Turn, say

_RATE = re.compile(
    r"(?:我要|我)?(?:评价|评分|打分)[:：,，\s]*(-?\d+|[一二三四五])?\s*分?[,，。:：\s]*(.*)",
    re.DOTALL,
)
_STARS_ALONE = re.compile(
    r"我?(?:给|打|评)?(?:你们?|您|个)?([1-5一二三四五])\s*个?(?:分|星|颗星)[吧啊哦]?(?:[,，。!！:：\s]+(.*))?",
    re.DOTALL,
)
_DIGIT_ALONE = re.compile(r"我?(?:给|打|评)?([1-5一二三四五])[。!！]?")
_ASKED_FOR = timedelta(days=7)
"""How long after the end a digit alone is a mark."""
_STARS = dict(zip("一二三四五", "12345", strict=True))
_RATED_FROM = (
    Status.AGREED, Status.PERFORMING, Status.REVISITING, Status.TERMINATED, Status.TRANSFERRED,
    Status.ARCHIVED, Status.DONE, Status.CONFIRMED,
)  # fmt: skip
_LONGEST = 200
"""Characters of a rating's words that are kept."""


def handle(turn: Turn) -> Outcome | None:
    """评价 5 很负责; or 5分 alone, where there is a result to be rated."""
    text = turn.message.text.strip()
    rating = _RATE.fullmatch(text)
    if rating and (rating[1] or not rating[2]):
        return _rate(turn, rating[1] or "", rating[2].strip())
    alone = _STARS_ALONE.fullmatch(text)
    if alone and _newest(turn, _may_be_rated):
        return _rate(turn, alone[1], (alone[2] or "").strip())
    digit = _DIGIT_ALONE.fullmatch(unicodedata.normalize("NFKC", text))
    return _rate(turn, digit[1], "") if digit and _waits_for_digit(turn) else None


def _waits_for_digit(turn: Turn) -> bool:
    """Whether a digit can only be a mark: nothing else is asked or offered, and a ticket that may
    be rated ended within the last days."""
    if turn.conversation.intake or turn.takeover or turn.conversation.choices:
        return False
    ticket = _newest(turn, _may_be_rated)
    return bool(ticket and ticket.steps and turn.now - ticket.steps[-1].at <= _ASKED_FOR)


def asked_of_parties(case: Case, moved: Move) -> tuple[Choice, ...]:
    """The taps under the news of a result: of a need whether it is solved, of a dispute how it
    was; none where nothing is asked."""
    if moved.status not in SETTLED or case.status in SETTLED or moved.status is Status.MERGED:
        return ()
    if moved.status is Status.DONE:
        return tuple(Choice(words, words) for words in (wording.SOLVED, wording.NOT_SOLVED))
    return tuple(Choice(label, says) for label, says in wording.MARKS)


def _newest(turn: Turn, fits: Callable[[TicketView], bool]) -> TicketView | None:
    """The newest ticket that fits; a crisis is never spoken of here."""
    return next((t for t in turn.tickets if t.kind is not TicketKind.CRISIS and fits(t)), None)


def _may_be_rated(ticket: TicketView) -> bool:
    return ticket.status in _RATED_FROM and not ticket.rated


def _rate(turn: Turn, number: str, words: str) -> Outcome:
    ticket = _newest(turn, _may_be_rated)
    if ticket is None:
        was = _newest(turn, lambda t: t.status in _RATED_FROM)
        return say(turn, Reply(wording.SATISFACTION_RATED if was else wording.NOTHING_TO_RATE))
    stars = _STARS.get(number, number)
    if stars not in ("1", "2", "3", "4", "5"):
        return say(turn, Reply(wording.RATE_HOW))
    act = PartyAct(ticket.number, Action.RATE, words[:_LONGEST], int(stars))
    reply = Reply(wording.RATED.format(number=ticket.number, stars=stars))
    return replace(say(turn, reply), party_act=act)
