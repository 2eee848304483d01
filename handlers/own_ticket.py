"""What a party does with a ticket of theirs: ends it, confirms it, shares what they told."""

import re
from collections.abc import Callable
from dataclasses import replace

from handlers import wording
from handlers.tickets.act import Action
from handlers.tickets.party import PartyRole
from handlers.tickets.party_act import PartyAct
from handlers.tickets.ticket import EndReason, Status, TicketKind, TicketView
from handlers.turn import Choice, Outcome, Reply, Turn, say
from knowledge.text import normalise

_END = ("撤回申请", "不调解了", "我不调解了", "不想调解了", "不调了", "撤回调解", "退出调解")
_CONFIRM = ("确认解决", "解决了", "已经解决", "确认已解决")
_REJECT = ("没有解决", "没解决", "还没解决", "还没有解决")
_SHARE = re.compile(r"(不)?公开(?:我的)?(姓名|电话|情况)")
_SHARED = {"姓名": "name", "电话": "phone", "情况": "story"}


def handle(turn: Turn) -> Outcome | None:
    """撤回申请, 确认解决, 没有解决, 公开姓名."""
    text = normalise(turn.message.text)
    if text in _END and (_in_dispute(turn) or not turn.conversation.intake):
        return _ask_end(turn)
    if text == normalise(wording.END_YES) and _was_asked_to_end(turn):
        return _end(turn)
    if text == normalise(wording.END_NO) and _was_asked_to_end(turn):
        return say(turn, Reply(wording.NOT_ENDED))
    if text in (*_CONFIRM, *_REJECT):
        return _confirm(turn, text in _CONFIRM)
    share = _SHARE.fullmatch(text)
    return _share(turn, not share[1], share[2]) if share else None


def _newest(turn: Turn, fits: Callable[[TicketView], bool]) -> TicketView | None:
    """The newest ticket that fits; a crisis is never spoken of here."""
    return next((t for t in turn.tickets if t.kind is not TicketKind.CRISIS and fits(t)), None)


def _in_dispute(turn: Turn) -> TicketView | None:
    return _newest(turn, lambda t: t.kind is TicketKind.DISPUTE and not t.is_settled)


def _ask_end(turn: Turn) -> Outcome:
    ticket = _in_dispute(turn)
    if ticket is None:
        return say(turn, Reply(wording.NOTHING_TO_END))
    choices = (Choice(wording.END_YES, wording.END_YES), Choice(wording.END_NO, wording.END_NO))
    return say(turn, Reply(wording.END_SURE.format(number=ticket.number), choices))


def _was_asked_to_end(turn: Turn) -> bool:
    return any(choice.says == wording.END_YES for choice in turn.conversation.choices)


def _end(turn: Turn) -> Outcome:
    ticket = _in_dispute(turn)
    if ticket is None:
        return say(turn, Reply(wording.NOTHING_TO_END))
    asked = ticket.role is PartyRole.APPLICANT
    act = PartyAct(
        ticket.number,
        Action.TERMINATE,
        wording.ENDED_BY_APPLICANT if asked else wording.ENDED_BY_RESPONDENT,
        reason=EndReason.WITHDRAWN if asked else EndReason.REFUSED,
    )
    return replace(say(turn, Reply(wording.ENDED.format(number=ticket.number))), party_act=act)


def _confirm(turn: Turn, solved: bool) -> Outcome | None:
    ticket = _newest(turn, lambda t: t.kind is TicketKind.NEED and t.status is Status.DONE)
    if ticket is None:
        return None
    action = Action.CONFIRM if solved else Action.REJECT
    words = wording.CONFIRMED if solved else wording.REJECTED
    reply = Reply(words.format(number=ticket.number))
    return replace(say(turn, reply), party_act=PartyAct(ticket.number, action))


def _share(turn: Turn, shown: bool, what: str) -> Outcome:
    ticket = _in_dispute(turn)
    if ticket is None:
        return say(turn, Reply(wording.NOTHING_TO_SHARE))
    words = wording.SHARED_NOW if shown else wording.NOT_SHARED
    act = PartyAct(ticket.number, shares=_SHARED[what], shown=shown)
    return replace(say(turn, Reply(words.format(what=what))), party_act=act)
