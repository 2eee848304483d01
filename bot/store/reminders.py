"""What has to be reminded of today: agreements, promises and visits, each once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store.dossier_tables import AgreementRow, ReminderRow, TermRow, VisitRow
from bot.store.tables import Ticket
from bot.store.upsert import insert_missing
from handlers import wording
from handlers.tickets.agreement import SIDE_NAMES, Side, Term
from handlers.tickets.alerting import AlertEvent
from handlers.tickets.confirmation import (
    COURTS,
    MATERIALS,
    REMINDED_AFTER,
    Clock,
    ClockReminder,
    clock,
    due_reminder,
)
from handlers.tickets.performance import AHEAD, Mark, Promise, due_mark
from handlers.tickets.ticket import Audience

_LATEST = timedelta(days=60)
"""What came due longer ago is not begun to be reminded of: the 30 days are over whatever the
holidays, and a queue that was down is seen sooner. So the question stays small for ever."""
_AT_ONCE = 500
_TERM_TOLD = {
    Mark.AHEAD: wording.TOLD_TERM_AHEAD,
    Mark.DUE: wording.TOLD_TERM_DUE,
    Mark.LATE: wording.TOLD_TERM_LATE,
}


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder: `event` is what staff are alerted of, `told` what the `audience` reads. `key`
    makes it happen once."""

    key: str
    ticket: str
    event: AlertEvent
    recorded: str
    told: str = ""
    audience: Audience = Audience.BOTH


def due(session: Session, today: date, is_working_day: Callable[[date], bool]) -> list[Reminder]:
    """Everything due today that was not yet said."""
    found = [
        *_confirmations(session, today, is_working_day),
        *_promises(session, today),
        *_visits(session, today),
    ]
    said = _said(session, [reminder.key for reminder in found])
    return [reminder for reminder in found if reminder.key not in said]


def claim(session: Session, reminder: Reminder, now: datetime) -> bool:
    """True for the one process that may say it."""
    return insert_missing(session, ReminderRow, {"key": reminder.key, "at": now})


def _said(session: Session, keys: list[str]) -> set[str]:
    said: set[str] = set()
    for start in range(0, len(keys), _AT_ONCE):
        some = keys[start : start + _AT_ONCE]
        said.update(session.scalars(select(ReminderRow.key).where(ReminderRow.key.in_(some))))
    return said


def _confirmations(
    session: Session, today: date, is_working_day: Callable[[date], bool]
) -> Iterator[Reminder]:
    rows = session.execute(
        select(AgreementRow.id, AgreementRow.effective, Ticket.number)
        .join(Ticket, Ticket.id == AgreementRow.ticket_id)
        .where(
            AgreementRow.effective.between(today - _LATEST, today - timedelta(REMINDED_AFTER[0])),
            AgreementRow.court == "",
            AgreementRow.replaced.is_(False),
        )
    )
    for row in rows:
        running = clock(row.effective, is_working_day)
        reminder = due_reminder(running, today, frozenset())
        if reminder is not None:
            yield Reminder(
                f"court-{reminder.day}:{row.id}",
                row.number,
                AlertEvent.COURT_REMINDER,
                f"提醒双方：申请司法确认的第{reminder.day}天，还剩{reminder.left}天",
                _court_told(running, reminder),
            )


def _court_told(running: Clock, reminder: ClockReminder) -> str:
    template = wording.TOLD_COURT_DAYS if reminder.left else wording.TOLD_COURT_LAST_DAY
    materials = "\n".join(f"{n}. {text}" for n, text in enumerate(MATERIALS, 1))
    return template.format(
        left=reminder.left, last=running.last, courts=COURTS, materials=materials
    )


def _promises(session: Session, today: date) -> Iterator[Reminder]:
    """Who promised is reminded ahead and on the day; both, once it is late. Of what is not in force
    yet nobody is (人民调解法 31)."""
    rows = session.execute(
        select(TermRow, Ticket.number)
        .join(AgreementRow, AgreementRow.id == TermRow.agreement_id)
        .join(Ticket, Ticket.id == AgreementRow.ticket_id)
        .where(
            TermRow.done_on.is_(None),
            TermRow.due.between(today - _LATEST, today + timedelta(days=AHEAD)),
            AgreementRow.replaced.is_(False),
            AgreementRow.effective.is_not(None),
        )
    )
    for row, ticket in rows:
        term = Term(Side(row.side), row.text, row.due, row.fen)
        mark = due_mark(Promise(row.id, term), today)
        if mark is not None:
            told = _TERM_TOLD[mark].format(
                position=row.position, side=SIDE_NAMES[term.side], text=row.text, due=row.due
            )
            yield Reminder(
                f"term-{mark.value}:{row.id}",
                ticket,
                AlertEvent.TERM_LATE if mark is Mark.LATE else AlertEvent.TERM_DUE,
                f"提醒履行：{told}",
                told,
                Audience.BOTH if mark is Mark.LATE else Audience(row.side),
            )


def _visits(session: Session, today: date) -> Iterator[Reminder]:
    rows = session.execute(
        select(VisitRow.id, VisitRow.due, Ticket.number)
        .join(Ticket, Ticket.id == VisitRow.ticket_id)
        .where(VisitRow.done_at.is_(None), VisitRow.due.between(today - _LATEST, today))
    )
    for row in rows:
        key = f"visit:{row.id}:{row.due}"
        yield Reminder(key, row.number, AlertEvent.VISIT_DUE, f"回访到期（{row.due}）")
