"""How my ticket stands, and adding something to it."""

import re
from dataclasses import replace

from handlers import wording
from handlers.local_time import day
from handlers.tickets.ticket import STATUS_NAMES, TicketKind, TicketView
from handlers.turn import Outcome, Reply, Turn, say
from knowledge.text import normalise

_ASK = re.compile(
    r"(?:我要|我想|帮我)?(?:查|看|问)?(?:一?下)?(?:办理|调解|处理|我的)?(?:进度|进展|进行得怎么样了|办得怎么样了?|办好了吗|申请)"
)
_ASK_FREELY = re.compile(
    r"(?:我的?|我那件?|我这件?|我家的?|那件|这件)?(?:事情?)?(?:现在)?(?:怎么样了|咋样了|办得?咋样了|到哪一?步了|有(?:消息|结果|进展)了?吗|"
    r"处理得?怎么样了|办好没有|处理好没有)|(?:查询?|看看?)?(?:一下)?(?:进度|进展)(?:查询)?|"
    r"(?:你们)?(?:到底)?(?:什么时候|几时|啥时候|多久|好久)(?:才|能|会)*(?:有人|派人)?(?:来|联系我|处理|办好|解决|上门)"
)
"""What only a resident with a ticket means by it."""
_NUMBER = re.compile(r"(BM\d{6}-\d{4}|\d{4})", re.IGNORECASE)
_ADD = re.compile(r"(?:我要|我想)?补充(?:一下|一点)?(?:[:：,，。\s]+(.*))?", re.DOTALL)
_ONE = re.compile(r"(?:查|看)?(?:进度|进展)[:：\s]*(BM\d{6}-\d{4}|\d{4})", re.IGNORECASE)
_SHOWN_TICKETS = 3
_SHOWN_STEPS = 4
"""Of each, where there are several; of one alone all."""


def handle(turn: Turn) -> Outcome | None:
    """查进度 shows the resident's own tickets, with a number all steps of that one; 补充 adds words
    or a picture to an open one."""
    text = normalise(turn.message.text)
    one = _ONE.fullmatch(turn.message.text.strip())
    if one:
        wanted = tuple(t for t in turn.tickets if t.number.endswith(one[1].upper()))
        return say(turn, Reply(overview(wanted)))
    if _ASK.fullmatch(text.rstrip("?。!")):
        return say(turn, Reply(overview(turn.tickets)))
    mine = _asked_freely(turn, text.rstrip("?。!啊呢"))
    if mine:
        return say(turn, Reply(overview(mine)))
    addition = _ADD.fullmatch(turn.message.text.strip())
    return _add(turn, (addition[1] or "").strip()) if addition else None


def is_asked(turn: Turn) -> bool:
    """Whether a message asks how a ticket stands."""
    text = normalise(turn.message.text).rstrip("?。!啊呢")
    return bool(_ASK.fullmatch(text) or _ONE.fullmatch(text) or _asked_freely(turn, text))


def _asked_freely(turn: Turn, text: str) -> tuple[TicketView, ...]:
    """The tickets that a number stands for, or a question that would be about something else
    where there is no ticket."""
    number = _NUMBER.fullmatch(text)
    if number:
        return tuple(t for t in turn.tickets if t.number.endswith(number[1].upper()))
    is_asked = _ASK_FREELY.fullmatch(text) and any(
        t.is_open and t.kind is not TicketKind.CRISIS for t in turn.tickets
    )
    return turn.tickets if is_asked else ()


def overview(tickets: tuple[TicketView, ...]) -> str:
    """The newest tickets with their steps, all of them where there is one ticket. A crisis is never
    shown: others may look on."""
    shown = [t for t in tickets if t.kind is not TicketKind.CRISIS][:_SHOWN_TICKETS]
    most = _SHOWN_STEPS if len(shown) > 1 else 0
    return "\n\n".join(_ticket(t, most) for t in shown) or wording.NO_TICKETS


def _ticket(ticket: TicketView, most: int) -> str:
    """`most` steps, the last ones; 0 for all."""
    lines = [
        wording.TICKET_LINE.format(
            number=ticket.number,
            category=ticket.category,
            day=day(ticket.opened),
            status=STATUS_NAMES[ticket.status],
        )
    ]
    if ticket.handler:
        lines.append(wording.TICKET_HANDLER.format(handler=ticket.handler))
    steps = ticket.steps[-most:]
    if len(steps) < len(ticket.steps):
        lines.append(wording.TICKET_MORE.format(number=ticket.number))
    lines += [wording.TICKET_STEP.format(day=day(step.at), text=step.text) for step in steps]
    return "\n".join(lines)


def _add(turn: Turn, words: str) -> Outcome:
    ticket = next((t for t in turn.tickets if t.is_open and t.kind is not TicketKind.CRISIS), None)
    if ticket is None:
        return say(turn, Reply(wording.NO_OPEN_TICKET))
    if not words:
        return say(turn, Reply(wording.ADD_WHAT))
    told = say(turn, Reply(wording.ADDED.format(number=ticket.number)))
    return replace(told, adds_to=ticket.number, addition=words)
