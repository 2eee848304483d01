"""The gate before everything: in danger (`handlers/danger.py`) help comes before any law.

What to call, in which order, and that people are alerted, follows mediation.md.
"""

import re
from dataclasses import replace
from datetime import datetime, timedelta

from handlers import wording
from handlers.danger import Danger, detect
from handlers.tickets.ticket import TicketDraft, TicketKind, TicketView
from handlers.turn import Choice, Kind, Outcome, Reply, Turn, Urgency
from knowledge.text import normalise

ASK_LAW = "只问法律："
"""What the way out says: the resident's own question follows, and the gate stays open for it."""


LISTENED = timedelta(minutes=30)
"""How long after an alarm an address or a number is taken for a part of it."""
_WHERE = re.compile(
    r"1[3-9]\d{9}|\d+(?:号楼|号|栋|幢|单元|室|层|楼|门)|小区|村(?:口|里|头|委)|路口|"
    r"^我?(?:家|人)?在.{1,20}(?:里|头|上|下|口|边|旁)$|(?:快|几时|什么时候|多久|好久)[^。]{0,3}(?:来|到)|来人"
)


def handle(turn: Turn) -> Outcome | None:
    """Help first; a ticket and an urgent alert for people; a running dialogue waits. Where they are
    and how to call them, said just after it, goes to the people too."""
    message = turn.message
    text = message.text or message.place
    if message.kind not in (Kind.TEXT, Kind.VOICE, Kind.LOCATION) or text.startswith(ASK_LAW):
        return None
    ticket = next((t for t in turn.tickets if t.kind is TicketKind.CRISIS and t.is_open), None)
    danger = detect(text)
    if danger is not None:
        return _alarm(turn, danger, text, ticket)
    if ticket is None or turn.now - _last_heard(ticket) > LISTENED:
        return None
    if message.kind is Kind.LOCATION or _WHERE.search(text):
        reply = Reply(wording.CRISIS_ADDED, turn.conversation.choices)
        return Outcome(
            reply,
            turn.conversation,
            adds_to=ticket.number,
            addition=text,
            urgency=Urgency.URGENT,
            decision="crisis",
        )
    return None


def _last_heard(ticket: TicketView) -> datetime:
    """When the resident last cried, or said more of it: an open ticket may be days old."""
    return max((step.at for step in ticket.steps), default=ticket.opened)


def _alarm(turn: Turn, danger: Danger, text: str, ticket: TicketView | None) -> Outcome:
    choice = Choice(wording.CRISIS_ASK_LAW, wording.CRISIS_ASK_LAW)
    reply = Reply(danger.reply + wording.CRISIS_NOTICE, (choice,))
    conversation = replace(
        turn.conversation,
        choices=reply.choices,
        rest="",
        objects_to="",
        question=normalise(text),
    )
    draft = TicketDraft(kind=TicketKind.CRISIS, category=danger.name, what=text)
    return Outcome(
        reply,
        conversation,
        opens=None if ticket else draft,
        adds_to=ticket.number if ticket else "",
        addition=text if ticket else "",
        urgency=Urgency.URGENT,
        decision="crisis",
    )
