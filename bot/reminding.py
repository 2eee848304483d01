"""The job that reminds: the 30 days, promises, return visits; each once, late ones too."""

import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from bot.alerts.raise_alert import raise_alert
from bot.desk import Desk
from bot.store import ledger, reminders, tickets
from bot.store.engine import Database
from bot.store.reminders import Reminder
from bot.telling import out_of_reach, record
from handlers.tickets.party import PARTY_NAMES
from handlers.tickets.working_days import is_working_day, local_day

log = logging.getLogger(__name__)
HEADS = "ledger-heads.txt"
"""In the data folder: the chain's heads as they were, kept outside the database."""


def remind_due(database: Database, desk: Desk, now: Callable[[], datetime]) -> int:
    """Say what is due; how many were said. Nobody is written to in the quiet hours.

    One transaction each, and the claim is in it, so what was down for a day is said once, two
    processes never both say it, and one that fails holds up no other.
    """
    moment = now()
    if desk.quiet.allowed_from(moment) != moment:
        return 0
    with database.reading() as session:
        due = reminders.due(session, local_day(moment), is_working_day)
    said = 0
    for reminder in due:
        try:
            with database.writing.begin() as session:
                said += _remind(session, reminder, desk, moment)
        except Exception:
            log.exception("the reminder %s failed and will be tried again", reminder.key)
    return said


def _remind(session: Session, reminder: Reminder, desk: Desk, now: datetime) -> bool:
    """Say it, unless somebody else has; the file names who has to be called instead."""
    if not reminders.claim(session, reminder, now):
        return False
    ticket = tickets.find(session, reminder.ticket)
    line = reminder.recorded
    if reminder.told:
        missed = out_of_reach(session, ticket, reminder.audience)
        who = "和".join(PARTY_NAMES[role] for role in missed)
        line += f"（{who}没有用微信，请打电话告诉）" if missed else ""
    record(session, ticket, now, "系统", "remind", line, reminder.told, reminder.audience)
    raise_alert(session, ticket, reminder.event, desk, now)
    return True


def note_head(database: Database, file: Path) -> bool:
    """Write the ledger's head down whenever it has grown, where who changes the database does not
    look: so that an end cut off shows too. True when a line was added."""
    with database.reading() as session:
        head = str(ledger.head(session))
    file.parent.mkdir(parents=True, exist_ok=True)
    if _last_line(file).endswith(head):
        return False
    with file.open("a", encoding="utf-8") as opened:
        opened.write(f"{head}\n")
    return True


def _last_line(file: Path) -> str:
    """Read from the end: the file grows by a line with each minute of work."""
    if not file.exists():
        return ""
    with file.open("rb") as opened:
        opened.seek(max(0, file.stat().st_size - 200))
        return opened.read().decode(errors="ignore").rstrip("\n").rpartition("\n")[2]
