"""The documents' page: what is missing, filling it in, and the .docx files."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from bot.console.login import acting
from bot.deps import Deps
from bot.store import dossiers, tickets
from bot.store.engine import Database
from handlers.tickets.papers import PaperKind, belonging, fillable, paper
from handlers.tickets.ticket import TicketKind

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LONGEST = 4_000
"""Characters of one field."""


def add_papers(pages: Blueprint, database: Database, deps: Deps) -> None:
    """`/console/tickets/…/papers`."""

    @pages.get("/tickets/<number>/papers")
    def papers(number: str) -> str:
        data = read(number)
        return render_template(
            "console/papers.html",
            number=number,
            papers=[paper(kind, data) for kind in belonging(data)],
            fields=fillable(data),
            data=data,
        )

    @pages.post("/tickets/<number>/papers")
    def save_papers(number: str) -> Response:
        before = read(number)
        typed = {
            f.key: request.form[f.key].strip()[:_LONGEST]
            for f in fillable(before)
            if f.key in request.form
        }
        changed = {key: text for key, text in typed.items() if text != before.get(key, "")}
        if changed:
            with database.writing.begin() as session:
                row = tickets.find(session, number)
                filled = dossiers.dossier(session, row.id)
                filled.fields = filled.fields | changed
                name = acting().name
                recorded = f"{name}补充文书内容：{'、'.join(sorted(changed))}"
                tickets.add_event(session, row.id, deps.now(), name, "papers", recorded)
        flash("已保存，各份文书都会用上。", "success")
        return redirect(url_for("console.papers", number=number))

    @pages.get("/tickets/<number>/papers/<kind>.docx")
    def paper_file(number: str, kind: str) -> Response:
        if kind not in set(PaperKind):
            raise NotFound
        from bot.papers.docx import write_docx

        content = write_docx(paper(PaperKind(kind), read(number)))
        disposition = f"attachment; filename={number}-{kind}.docx"
        return Response(content, mimetype=_DOCX, headers={"Content-Disposition": disposition})

    def read(number: str) -> dict[str, str]:
        """The file's data. A crisis has no documents: nothing of it may lie about."""
        with database.reading() as session:
            row = tickets.find(session, number)
            if row.kind == TicketKind.CRISIS:
                raise NotFound
            return dossiers.paper_data(session, row)
