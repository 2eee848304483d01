"""What has to be reminded of today: agreements, promises and visits, each once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store.dossier_tables import AgreementRow, ReminderRow, TermRow, VisitRow
from bot.store.tables import Ticket
from bot.store.upsert import insert_missing
from handlers.tickets.agreement import SIDE_NAMES, Side, Term
from handlers.tickets.alerting import AlertEvent
from handlers.tickets.confirmation import MATERIALS, REMINDED_AFTER, clock, due_reminder
from handlers.tickets.performance import AHEAD, Mark, Promise, due_mark

_LATEST = timedelta(days=60)
"""An older agreement's 30 days are long over, whatever the holidays."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder: `event` is what staff are alerted of, `told` what the parties read. `key`
    makes it happen once."""

    key: str
    ticket: str
    event: AlertEvent
    recorded: str
    told: str


def due(session: Session, today: date, is_working_day: Callable[[date], bool]) -> list[Reminder]:
    """Everything due today that was not yet said."""
    found = [
        *_confirmations(session, today, is_working_day),
        *_promises(session, today),
        *_visits(session, today),
    ]
    said = set(
        session.scalars(select(ReminderRow.key).where(ReminderRow.key.in_([r.key for r in found])))
    )
    return [reminder for reminder in found if reminder.key not in said]


def claim(session: Session, reminder: Reminder, now: datetime) -> bool:
    """True for the one process that may say it."""
    return insert_missing(session, ReminderRow, {"key": reminder.key, "at": now})


def _confirmations(
    session: Session, today: date, is_working_day: Callable[[date], bool]
) -> list[Reminder]:
    rows = session.execute(
        select(AgreementRow, Ticket.number)
        .join(Ticket, Ticket.id == AgreementRow.ticket_id)
        .where(
            AgreementRow.effective.between(today - _LATEST, today - timedelta(REMINDED_AFTER[0])),
            AgreementRow.court == "",
            AgreementRow.replaced.is_(False),
        )
    )
    found = []
    for row, ticket in rows:
        running = clock(row.effective, is_working_day) if row.effective else None
        reminder = due_reminder(running, today, frozenset()) if running else None
        if running is not None and reminder is not None:
            materials = "；".join(f"{n}、{text}" for n, text in enumerate(MATERIALS, 1))
            told = (
                f"申请司法确认还剩{reminder.left}天（最后一天{running.last}），要双方一起去，不收费。"
                f"材料：{materials}"
            )
            recorded = f"提醒双方：申请司法确认的第{reminder.day}天，还剩{reminder.left}天"
            key = f"court-{reminder.day}:{row.id}"
            found.append(Reminder(key, ticket, AlertEvent.COURT_REMINDER, recorded, told))
    return found


def _promises(session: Session, today: date) -> list[Reminder]:
    rows = session.execute(
        select(TermRow, Ticket.number)
        .join(AgreementRow, AgreementRow.id == TermRow.agreement_id)
        .join(Ticket, Ticket.id == AgreementRow.ticket_id)
        .where(
            TermRow.done_on.is_(None),
            TermRow.due <= today + timedelta(days=AHEAD),
            AgreementRow.replaced.is_(False),
        )
    )
    found = []
    for row, ticket in rows:
        term = Term(Side(row.side), row.text, row.due, row.fen)
        mark = due_mark(Promise(row.id, term), today)
        if mark is not None:
            when = {Mark.AHEAD: f"{row.due}到期", Mark.DUE: "今天到期", Mark.LATE: "已经过期"}[mark]
            text = f"协议第{row.position}条（{SIDE_NAMES[term.side]}：{row.text}）{when}"
            event = AlertEvent.TERM_LATE if mark is Mark.LATE else AlertEvent.TERM_DUE
            found.append(
                Reminder(f"term-{mark.value}:{row.id}", ticket, event, f"提醒履行：{text}", text)
            )
    return found


def _visits(session: Session, today: date) -> list[Reminder]:
    rows = session.execute(
        select(VisitRow.id, VisitRow.due, Ticket.number)
        .join(Ticket, Ticket.id == VisitRow.ticket_id)
        .where(VisitRow.done_at.is_(None), VisitRow.due <= today)
    )
    return [
        Reminder(
            f"visit:{row.id}:{row.due}",
            row.number,
            AlertEvent.VISIT_DUE,
            f"回访到期（{row.due}）",
            "",
        )
        for row in rows
    ]
