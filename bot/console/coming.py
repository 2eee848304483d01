"""What is due: visits, promises, confirmations, the last day for the court."""

from flask import Blueprint, render_template, request

from bot.console.login import acting
from bot.deps import Deps
from bot.store.coming import coming
from bot.store.engine import Database
from handlers.tickets.working_days import is_working_day, local_day


def add_coming(pages: Blueprint, database: Database, deps: Deps) -> None:
    """`/console/due`."""

    @pages.get("/due")
    def due() -> str:
        today = local_day(deps.now())
        mine = acting().name if request.args.get("mine") else ""
        with database.reading() as session:
            found = coming(session, today, is_working_day, mine)
        return render_template("console/due.html", found=found, today=today, mine=mine)
