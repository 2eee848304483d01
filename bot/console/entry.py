"""The quick entry: a find on patrol or a walk-in, one short page."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from bot.console.actor import current_actor
from bot.console.agreement_form import read_day
from bot.console.login import acting
from bot.console.particulars import read_particulars
from bot.deps import Deps
from bot.entering import enter as enter_it
from bot.store.engine import Database
from bot.store.house import load_house
from handlers.tickets.act import Refused
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
        entry, problems = read_entry(request.form)
        if entry is not None:
            with database.reading() as session:
                actor = current_actor(session)
            now = deps.now()
            saved = enter_it(database, entry, actor, lambda: deps.fresh_number(now), now, deps.desk)
            if not isinstance(saved, Refused):
                deps.after_commit()
                flash(f"已登记 {saved}，台账已经有了。", "success")
                return redirect(url_for("console.ticket", number=saved))
            problems = [saved.reason]
        flash("\n".join(problems), "warning")
        return show_entry(), 409

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


def read_entry(form: MultiDict[str, str]) -> tuple[Entry | None, list[str]]:
    """The form as it came, or what cannot be read of it, in Chinese."""
    problems: list[str] = []
    entry = Entry(
        kind=TicketKind.NEED if form.get("kind") == "need" else TicketKind.DISPUTE,
        source=Source(form["source"]) if form.get("source") in set(Source) else Source.FOUND,
        category=form.get("category", ""),
        what=form.get("what", "")[:2000],
        where=form.get("where", "")[:200],
        place=form.get("place", "")[:64],
        name=form.get("name", "")[:64],
        phone=form.get("phone", "")[:32],
        other_side=form.get("other_side", "")[:64],
        solved=form.get("solved", "")[:2000],
        due=read_day(form.get("due", ""), "履行的日期", problems),
        agreed=bool(form.get("agreed")),
        both=bool(form.get("both")),
        particulars=read_particulars(form, problems),
    )
    return (None if problems else entry), problems
