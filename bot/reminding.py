"""The job that reminds: the 30 days, promises, return visits; each once, late ones too."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from bot.alerts.raise_alert import raise_alert
from bot.desk import Desk
from bot.store import ledger, reminders, tickets
from bot.store.engine import Database
from handlers.tickets.working_days import is_working_day, local_day

HEADS = "ledger-heads.txt"
"""In the data folder: the chain's head of each day, kept outside the database."""


def remind_due(database: Database, desk: Desk, now: Callable[[], datetime]) -> int:
    """Say what is due; how many were said. One transaction each, and the claim is in it, so what
    was down for a day is said once, and two processes never both say it."""
    moment = now()
    with database.reading() as session:
        due = reminders.due(session, local_day(moment), is_working_day)
    said = 0
    for reminder in due:
        with database.writing.begin() as session:
            if not reminders.claim(session, reminder, moment):
                continue
            ticket = tickets.find(session, reminder.ticket)
            tickets.add_event(
                session, ticket.id, moment, "系统", "remind", reminder.recorded, reminder.told
            )
            raise_alert(session, ticket, reminder.event, desk, moment)
            said += 1
    return said


def note_head(database: Database, file: Path, now: Callable[[], datetime]) -> bool:
    """Write the ledger's head down once a day, where who changes the database does not look.
    True when a line was added."""
    day = str(local_day(now()))
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    if lines and lines[-1].startswith(day):
        return False
    with database.reading() as session:
        head = ledger.head(session)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as opened:
        opened.write(f"{day} {head}\n")
    return True
