"""What the official statistics ask of a dispute: on the ticket's page, and in the quick entry."""

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from bot import dossier_acts as acts
from bot.console.actor import current_actor
from bot.deps import Deps
from bot.store import dossiers, tickets
from bot.store.engine import Database
from handlers.tickets.agreement import parse_yuan
from handlers.tickets.entry import Particulars


def add_particulars(pages: Blueprint, database: Database, deps: Deps) -> None:
    """`/console/tickets/…/particulars`, and `particulars_of(number)` for the ticket's page."""

    @pages.post("/tickets/<number>/particulars")
    def save_particulars(number: str) -> Response:
        problems: list[str] = []
        wanted = read_particulars(request.form, problems)
        if not problems:
            with database.writing.begin() as session:
                refused = acts.set_particulars(
                    session, number, wanted, current_actor(session), deps.now()
                )
            problems = [refused.reason] if refused else []
        flash("\n".join(problems) or "已保存。", "warning" if problems else "success")
        return redirect(url_for("console.ticket", number=number))

    @pages.context_processor
    def shared() -> dict[str, object]:
        return {"particulars_of": particulars_of}

    def particulars_of(number: str) -> Particulars:
        with database.reading() as session:
            return dossiers.particulars(session, tickets.find(session, number).id)


def read_particulars(form: MultiDict[str, str], problems: list[str]) -> Particulars:
    """The form's part; an amount that is none is said in `problems`."""
    fen = None
    try:
        fen = parse_yuan(form.get("amount", ""))
    except ValueError as wrong:
        problems.append(str(wrong))
    return Particulars(
        fen,
        bool(form.get("crime")),
        bool(form.get("petition")),
        form.get("mediators", "")[:200].strip(),
    )
