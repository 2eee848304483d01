"""The return visit's page: the task, and what was found."""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from bot import dossier_acts as acts
from bot.console.actor import current_actor
from bot.console.agreement_form import day_of_form, read_day
from bot.console.login import acting
from bot.deps import Deps
from bot.store import tickets, visits
from bot.store.engine import Database
from handlers.tickets.performance import PERFORMED_NAMES, Performed, VisitRecord
from handlers.tickets.working_days import local_day


def add_visits(pages: Blueprint, database: Database, deps: Deps) -> None:
    """`/console/tickets/…/visit`."""

    @pages.route("/tickets/<number>/visit", methods=["GET", "POST"])
    def visit(number: str) -> Response | str | tuple[str, int]:
        if request.method == "GET":
            return show_visit(number)
        problems: list[str] = []
        record = read_visit(request.form, local_day(deps.now()), acting().name)
        again = read_day(request.form.get("again", ""), "下次回访的日期", problems)
        if not problems:
            with database.writing.begin() as session:
                refused = acts.visit(
                    session, number, record, again, current_actor(session), deps.now(), deps.desk
                )
            problems = [refused.reason] if refused else []
        if problems:
            flash("\n".join(problems), "warning")
            return show_visit(number), 409
        deps.after_commit()
        flash("回访已记录。", "success")
        return redirect(url_for("console.visit", number=number))

    def show_visit(number: str) -> str:
        with database.reading() as session:
            tickets.find(session, number)
            task = visits.open_visit(session, number)
            last = visits.last_visit(session, number)
        return render_template(
            "console/visit.html",
            number=number,
            task=task,
            last=last,
            typed=request.form,
            today=local_day(deps.now()),
            visitor=acting().name,
            performed_names=PERFORMED_NAMES,
        )


def read_visit(form: MultiDict[str, str], today: date, writer: str) -> VisitRecord:
    """The record as the form has it; a mark nobody gave stays none. Who writes it down may have
    been told by who went there."""
    stars, performed = form.get("satisfied", ""), form.get("performed", "")
    return VisitRecord(
        day_of_form(form, today),
        form.get("visitor", writer)[:64].strip(),
        Performed(performed) if performed in set(Performed) else Performed.NONE,
        int(stars) if stars.isdecimal() else None,
        bool(form.get("litigation")),
        form.get("risk", "")[:500].strip(),
        form.get("words", "")[:2000],
    )
