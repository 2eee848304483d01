"""The list of tickets, one ticket, and the acts of staff on it."""

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from bot.console.forms import ActForm
from bot.console.login import acting
from bot.console.talk import tell_resident
from bot.knowledge_watch import KnowledgeHolder
from bot.store import alerts, tickets
from bot.store.engine import Database
from handlers.tickets.life import TRANSITIONS, Action, Refused, move
from handlers.tickets.ticket import Status, TicketKind

_A_PAGE = 30
"""Tickets on one page of the list."""


def add_tickets(
    pages: Blueprint,
    database: Database,
    knowledge: KnowledgeHolder,
    now: Callable[[], datetime],
    wake: Callable[[], None],
) -> None:
    """`/console/` and `/console/tickets/…`."""

    @pages.get("/")
    def listing() -> str:
        wanted = request.args.get("status", "")
        status = Status(wanted) if wanted in set(Status) else None
        page = max(1, request.args.get("page", 1, type=int))
        with database.reading() as session:
            found, total = tickets.listed(session, status, _A_PAGE, (page - 1) * _A_PAGE)
        return render_template(
            "console/listing.html",
            tickets=found,
            total=total,
            status=status,
            page=page,
            pages=max(1, -(-total // _A_PAGE)),
            fault=knowledge.fault,
        )

    @pages.get("/tickets/<number>")
    def ticket(number: str) -> str:
        return show(number)

    @pages.post("/tickets/<number>")
    def act(number: str) -> Response | tuple[str, int]:
        form = ActForm()
        if not form.validate_on_submit() or form.action.data not in set(Action):
            flash("没有保存：请检查填写的内容。", "danger")
            return show(number, form.text.data or ""), 400
        refused = do(number, Action(form.action.data), form.text.data or "", form.version.data)
        if refused:
            flash(refused.reason, "warning")
            return show(number, form.text.data or ""), 409
        flash("已保存。", "success")
        return redirect(url_for("console.ticket", number=number))

    @pages.post("/tickets/<number>/acknowledge")
    def acknowledge(number: str) -> Response:
        name = acting().name
        with database.writing.begin() as session:
            row = tickets.find(session, number)
            alerts.acknowledge(session, row.id, name, now())
            tickets.add_event(session, row.id, now(), name, "acknowledge", f"{name}确认已看到")
        flash("已确认，提醒不再重复。", "success")
        return redirect(url_for("console.ticket", number=number))

    def do(number: str, action: Action, text: str, version: str) -> Refused | None:
        """One act in one transaction. Raises ChangedMeanwhile when the page was old."""
        name = acting().name
        with database.writing.begin() as session:
            row = tickets.find(session, number)
            moved = move(Status(row.status), action, name, text, row.handler, TicketKind(row.kind))
            if isinstance(moved, Refused):
                return moved
            seen = int(version) if version.isdecimal() else 0
            tickets.apply_move(session, number, moved, name, action, seen, now())
            alerts.acknowledge(session, row.id, name, now())
            tell_resident(session, row, moved.told, now())
        wake()
        return None

    def show(number: str, text: str = "") -> str:
        with database.reading() as session:
            row = tickets.find(session, number)
            shown = tickets.opened_file(session, number, alerts.is_acknowledged(session, row.id))
        return render_template(
            "console/ticket.html",
            ticket=shown,
            entry=knowledge.base.entry(shown.entry),
            actions=[a for a in Action if (shown.status, a) in TRANSITIONS],
            form=ActForm(),
            text=text,
        )
