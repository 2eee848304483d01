"""The editors' page: articles cited or not, entries asked and rated, questions that wait."""

from flask import Blueprint, render_template

from bot.coverage import as_svg, report
from bot.knowledge_watch import KnowledgeHolder
from bot.store import feedback
from bot.store.engine import Database
from knowledge.coverage import runs


def add_coverage(pages: Blueprint, database: Database, knowledge: KnowledgeHolder) -> None:
    """`/console/coverage`."""

    @pages.get("/coverage")
    def coverage() -> str:
        with database.reading() as session:
            uses, waiting = feedback.uses(session), feedback.waiting(session)
        base = knowledge.current()
        found = report(base.entries, uses, waiting)
        picture = as_svg(found.books)
        return render_template(
            "console/coverage.html",
            report=found,
            picture=picture,
            runs=runs,
            cases=len(base.cases),
            entries=len(base.entries),
            fault=knowledge.fault,
        )
