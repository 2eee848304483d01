"""A member of staff answers a resident from the ticket's page; meanwhile the bot is quiet."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, flash, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from bot.console.login import acting
from bot.store import outgoing, said, takeovers, tickets
from bot.store.engine import Database
from bot.store.said import Said
from bot.store.staff import Staff
from bot.store.tables import Ticket
from bot.store.takeovers import Talk
from bot.wechat.ways import WAY_NAMES
from handlers import wording
from handlers.tickets.ticket import TicketKind
from handlers.turn import Reply

LONGEST = 500
"""Characters of one message, which stays within the platform's 2000 bytes."""
STATE_NAMES = {
    "due": "正在发",
    "sending": "正在发",
    "waiting": "等居民下次来信时给",
    "delivered": "已送到",
    "dropped": "没有发",
}


@dataclass(frozen=True, slots=True)
class TalkPage:
    """What the ticket's page shows of the talk: `why_not` when no talk is possible."""

    talk: Talk | None
    said: list[Said]
    why_not: str


def add_talk(
    pages: Blueprint, database: Database, now: Callable[[], datetime], wake: Callable[[], None]
) -> None:
    """`/console/tickets/…/say` and `/handback`, and `talk_of(number)` for the page."""

    @pages.post("/tickets/<number>/say")
    def say(number: str) -> Response:
        words = request.form.get("words", "").strip()
        if not 0 < len(words) <= LONGEST:
            flash(f"没有发出：请写1到{LONGEST}个字。", "warning")
            return back(number)
        with database.writing.begin() as session:
            ticket = tickets.find(session, number)
            why_not = refusal(ticket)
            if not why_not:
                speak(session, ticket, acting(), words, now())
        flash(why_not or "已交给公众号发送。", "warning" if why_not else "success")
        wake()
        return back(number)

    @pages.post("/tickets/<number>/handback")
    def hand_back(number: str) -> Response:
        with database.writing.begin() as session:
            ticket = tickets.find(session, number)
            talk = takeovers.of_ticket(session, ticket.id, now())
            if talk and ticket.resident:
                takeovers.end(session, ticket.resident)
                words = wording.STAFF_ENDS.format(name=talk.name)
                outgoing.send(session, ticket.resident, Reply(words), now(), ticket_id=ticket.id)
                tickets.add_event(
                    session, ticket.id, now(), acting().name, "handback", "交还自动答复"
                )
        flash("已交还，自动答复继续。", "success")
        wake()
        return back(number)

    @pages.context_processor
    def shared() -> dict[str, object]:
        return {
            "talk_of": talk_of,
            "way_names": WAY_NAMES,
            "said_states": STATE_NAMES,
            "longest_words": LONGEST,
        }

    def talk_of(number: str) -> TalkPage:
        with database.reading() as session:
            ticket = tickets.find(session, number)
            talk = takeovers.of_ticket(session, ticket.id, now())
            return TalkPage(talk, said.of_ticket(session, ticket.id), refusal(ticket))

    def back(number: str) -> Response:
        return redirect(url_for("console.ticket", number=number))


def refusal(ticket: Ticket) -> str:
    """Why nobody may talk to this resident here; empty when it is possible."""
    if not ticket.resident:
        return "居民已离开或已要求删除个人信息，公众号里联系不上了，请打电话。"
    if ticket.kind == TicketKind.CRISIS:
        # The other side may hold the phone.
        return "紧急情况不在公众号里谈：对方可能拿着手机。请打电话或上门。"
    return ""


def speak(session: Session, ticket: Ticket, member: Staff, words: str, now: datetime) -> None:
    """The words go to the resident, and from now on the bot is quiet for half an hour.

    The resident always reads who speaks, and in which role.
    """
    resident = ticket.resident or ""
    role = wording.ROLES.get(member.role, wording.SOME_ROLE)
    is_new = takeovers.begin(session, resident, ticket.id, member.name, member.role, now)
    text = wording.STAFF_SPEAKS.format(name=member.name, role=role, text=words)
    if is_new:
        text = wording.STAFF_BEGINS.format(name=member.name, role=role) + "\n" + text
    outgoing.send(session, resident, Reply(text), now, ticket_id=ticket.id)
    tickets.add_event(
        session, ticket.id, now, member.name, "say", f"{member.name}对居民说：{words}"
    )
