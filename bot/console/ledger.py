"""The ledger's pages: the report and the exports."""

from datetime import date

from flask import Blueprint, flash, render_template, request
from werkzeug.exceptions import Forbidden
from werkzeug.wrappers import Response

from bot import reporting
from bot.console.agreement_form import read_day
from bot.console.login import acting
from bot.deps import Deps
from bot.papers.sheet import Sheet
from bot.reporting import BY_NAMES, By
from bot.store.engine import Database
from handlers.tickets.people import Role
from handlers.tickets.report import Period, parse_period
from handlers.tickets.working_days import local_day

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MAY_EXPORT = (Role.SUPERVISOR, Role.ADMINISTRATOR, Role.MEDIATOR)
"""Who may take the whole ledger with names out of the console."""


def add_ledger(pages: Blueprint, database: Database, deps: Deps) -> None:
    """`/console/report` and `/console/ledger.xlsx`."""

    @pages.get("/report")
    def report() -> str:
        period, by, problem = wanted()
        with database.reading() as session:
            lines = reporting.report(session, period, by)
        if problem:
            flash(problem, "warning")
        return render_template(
            "console/report.html",
            period=period,
            typed=request.args.get("period", f"{deps.now():%Y-%m}"),
            by=by,
            by_names=BY_NAMES,
            headings=reporting.headings(period, by),
            rows=[(line.is_sum, reporting.row(line)) for line in lines],
            today=local_day(deps.now()),
        )

    @pages.get("/report.xlsx")
    def report_file() -> Response:
        period, by, _ = wanted()
        with database.reading() as session:
            lines = reporting.report(session, period, by)
        rows = [reporting.row(line) for line in lines]
        sheet = Sheet(period.name, reporting.headings(period, by), rows)
        return file(f"report-{by}.xlsx", sheet)

    @pages.get("/ledger.xlsx")
    def ledger_file() -> Response:
        if acting().role not in _MAY_EXPORT:
            raise Forbidden
        today = local_day(deps.now())
        problems: list[str] = []
        first = read_day(request.args.get("first", ""), "", problems) or date(today.year, 1, 1)
        last = read_day(request.args.get("last", ""), "", problems) or today
        with database.reading() as session:
            sheets = reporting.ledger_sheets(session, first, last)
        return file("ledger.xlsx", *sheets)

    def file(name: str, *sheets: Sheet) -> Response:
        from bot.papers.xlsx import write_xlsx

        content = write_xlsx(*sheets)
        disposition = f"attachment; filename={name}"
        return Response(content, mimetype=_XLSX, headers={"Content-Disposition": disposition})

    def wanted() -> tuple[Period, By, str]:
        """The period and grouping that the address names; the running month without one."""
        by = request.args.get("by", "")
        grouping = By(by) if by in set(By) else By.GRID
        this_month = f"{local_day(deps.now()):%Y-%m}"
        try:
            return parse_period(request.args.get("period", "") or this_month), grouping, ""
        except ValueError as wrong:
            return parse_period(this_month), grouping, str(wrong)
