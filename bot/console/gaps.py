"""What editors should write next: questions that nobody could answer, by similarity."""

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, render_template

from bot.gaps import DAYS, find_gaps
from bot.knowledge_watch import KnowledgeHolder
from bot.store.engine import Database

_SHOWN = 100


def add_gaps(
    pages: Blueprint, database: Database, knowledge: KnowledgeHolder, now: Callable[[], datetime]
) -> None:
    """`/console/gaps`."""

    @pages.get("/gaps")
    def gaps() -> str:
        found = find_gaps(database, knowledge.current(), now())
        return render_template(
            "console/gaps.html", groups=found[:_SHOWN], total=len(found), days=DAYS
        )
