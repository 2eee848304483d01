"""The list of tickets, one ticket, and the acts of staff on it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from bot.acts import acknowledge_alert, actor_of, other_case, perform
from bot.console.act_forms import ON_A_PAGE_OF_ITS_OWN
from bot.console.actor import current_actor
from bot.console.forms import ActForm
from bot.console.login import acting
from bot.console.ticket_page import ticket_page
from bot.deps import Deps
from bot.knowledge_watch import KnowledgeHolder
from bot.store import ticket_files
from bot.store.engine import Database
from bot.store.house import load_house
from handlers.tickets.act import Act, Action, Refused
from handlers.tickets.ticket import EndReason, Status
from handlers.tickets.working_days import local_day

_A_PAGE = 30
"""Tickets on one page of the list."""


def add_tickets(
    pages: Blueprint, database: Database, knowledge: KnowledgeHolder, deps: Deps
) -> None:
    """`/console/` and `/console/tickets/…`."""

    @pages.get("/")
    def listing() -> str:
        wanted = request.args.get("status", "")
        status = Status(wanted) if wanted in set(Status) else None
        mine = acting().name if request.args.get("mine") else ""
        page = max(1, request.args.get("page", 1, type=int))
        with database.reading() as session:
            found, total = ticket_files.listed(session, status, _A_PAGE, (page - 1) * _A_PAGE, mine)
            alarming = ticket_files.unacknowledged(session)
            places = load_house(session).places if alarming else ()
        return render_template(
            "console/listing.html",
            tickets=found,
            alarming=alarming,
            place_names={place.code: place.name for place in places},
            total=total,
            status=status,
            mine=mine,
            page=page,
            pages=max(1, -(-total // _A_PAGE)),
            today=local_day(deps.now()),
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
            return show(number, (form.action.data or "", form.text.data or "")), 400
        if form.action.data in ON_A_PAGE_OF_ITS_OWN:
            flash("达成协议和回访有自己的页面，请从“协议”“回访”进去登记。", "warning")
            return show(number, (form.action.data or "", form.text.data or "")), 400
        refused = do(number, form)
        if refused:
            flash(refused.reason, "warning")
            return show(number, (form.action.data or "", form.text.data or "")), 409
        deps.after_commit()
        flash("已保存。", "success")
        return redirect(url_for("console.ticket", number=number))

    @pages.post("/tickets/<number>/acknowledge")
    def acknowledge(number: str) -> Response:
        with database.writing.begin() as session:
            actor = current_actor(session)
            handler = acknowledge_alert(session, number, actor, deps.now(), deps.desk).handler
        deps.after_commit()
        whose = "，由您来办" if handler == actor.name else f"，{handler}在办" if handler else ""
        flash(f"已确认{whose}，提醒不再重复。", "success")
        return redirect(url_for("console.ticket", number=number))

    def do(number: str, form: ActForm) -> Refused | None:
        """One act in one transaction. Raises ChangedMeanwhile when the page was old."""
        with database.writing.begin() as session:
            wanted = act_of(session, form)
            version = int(form.version.data) if form.version.data.isdecimal() else 0
            done = perform(session, number, wanted, version, deps.now(), deps.desk)
            return done if isinstance(done, Refused) else None

    def act_of(session: Session, form: ActForm) -> Act:
        """The act that a form describes."""
        to = load_house(session).member(form.to.data or "")
        reason = form.reason.data or ""
        return Act(
            action=Action(form.action.data),
            actor=current_actor(session),
            day=local_day(deps.now()),
            text=form.text.data or "",
            reason=EndReason(reason) if reason in set(EndReason) else None,
            to=actor_of(to) if to and to.active else None,
            into=other_case(session, form.into.data) if form.into.data else None,
            attested=form.attested.data,
        )

    def show(number: str, typed: tuple[str, str] = ("", "")) -> str:
        with database.reading() as session:
            return ticket_page(session, number, knowledge, local_day(deps.now()), typed)
