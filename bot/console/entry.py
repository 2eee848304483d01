"""The quick entry: a find on patrol or a walk-in, one short page."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from bot import dossier_acts
from bot.console.actor import current_actor
from bot.console.login import acting
from bot.deps import Deps
from bot.store.engine import Database
from bot.store.house import load_house
from handlers.tickets.act import Refused
from handlers.tickets.agreement import parse_yuan
from handlers.tickets.entry import Entry
from handlers.tickets.people import Tier
from handlers.tickets.ticket import Source, TicketKind
from knowledge.entry import CATEGORIES


def add_entry(pages: Blueprint, database: Database, deps: Deps) -> None:
    """`/console/enter`."""

    @pages.route("/enter", methods=["GET", "POST"])
    def enter() -> Response | str | tuple[str, int]:
        if request.method == "GET":
            return show_entry()
        try:
            entry = read_entry(request.form)
        except ValueError as wrong:
            flash(str(wrong), "warning")
            return show_entry(), 409
        now = deps.now()
        with database.writing() as session:
            saved = dossier_acts.enter(
                session, entry, current_actor(session), deps.fresh_number(now), now, deps.desk
            )
            if not isinstance(saved, Refused):
                session.commit()
        if isinstance(saved, Refused):
            flash(saved.reason, "warning")
            return show_entry(), 409
        deps.after_commit()
        flash(f"已登记 {saved.number}，台账已经有了。", "success")
        return redirect(url_for("console.ticket", number=saved.number))

    def show_entry() -> str:
        with database.reading() as session:
            house = load_house(session)
        member = house.member(acting().username)
        return render_template(
            "console/enter.html",
            typed=request.form,
            categories=CATEGORIES,
            grids=[p for p in house.places if p.tier is Tier.GRID],
            mine=member.places if member else (),
        )


def read_entry(form: MultiDict[str, str]) -> Entry:
    """The form as it came. Raises ValueError for an amount that is none."""
    kind = TicketKind.NEED if form.get("kind") == "need" else TicketKind.DISPUTE
    return Entry(
        kind=kind,
        source=Source(form["source"]) if form.get("source") in set(Source) else Source.FOUND,
        category=form.get("category", ""),
        what=form.get("what", "")[:2000],
        where=form.get("where", "")[:200],
        place=form.get("place", "")[:64],
        name=form.get("name", "")[:64],
        phone=form.get("phone", "")[:32],
        other_side=form.get("other_side", "")[:200],
        solved=form.get("solved", "")[:2000],
        agreed=bool(form.get("agreed")),
        fen=parse_yuan(form.get("amount", "")),
        crime=bool(form.get("crime")),
        petition=bool(form.get("petition")),
    )
