"""Return visits: a task until somebody went and wrote down how it is."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store.dossier_tables import VisitRow
from bot.store.tables import Ticket
from handlers.tickets.performance import Performed, VisitRecord


class NoVisitDue(Exception):
    """The ticket has no return visit that waits to be made."""


@dataclass(frozen=True, slots=True)
class VisitTask:
    """A return visit that is due on a day, for a ticket."""

    id: int
    ticket: str
    due: date


def open_visit(session: Session, number: str) -> VisitTask | None:
    """The visit that a ticket waits for."""
    row = session.execute(
        select(VisitRow.id, VisitRow.due)
        .join(Ticket, Ticket.id == VisitRow.ticket_id)
        .where(Ticket.number == number, VisitRow.done_at.is_(None))
    ).first()
    return VisitTask(row.id, number, row.due) if row else None


def last_visit(session: Session, number: str) -> VisitRecord | None:
    """The last visit made."""
    row = session.scalars(
        select(VisitRow)
        .join(Ticket, Ticket.id == VisitRow.ticket_id)
        .where(Ticket.number == number, VisitRow.done_at.is_not(None))
        .order_by(VisitRow.id.desc())
        .limit(1)
    ).one_or_none()
    if row is None or row.visited_on is None:
        return None
    return VisitRecord(
        row.visited_on,
        row.visitor,
        Performed(row.performed),
        row.satisfied,
        row.litigation,
        row.risk,
        row.words,
    )


def save_visit(session: Session, number: str, record: VisitRecord, now: datetime) -> None:
    """The visit was made. Raises NoVisitDue when none waits, so a second saving is told."""
    task = open_visit(session, number)
    if task is None:
        raise NoVisitDue(number)
    row = session.get_one(VisitRow, task.id)
    row.visited_on, row.visitor = record.day, record.visitor
    row.performed, row.satisfied = record.performed.value, record.satisfied
    row.litigation, row.risk, row.words = record.litigation, record.risk, record.words.strip()
    row.done_at = now


def plan_visit(session: Session, ticket_id: int, due: date, agreement_id: int | None) -> None:
    """A visit to be made by `due`; one that waits already is moved there."""
    row = session.scalars(
        select(VisitRow).where(VisitRow.ticket_id == ticket_id, VisitRow.done_at.is_(None))
    ).first()
    if row is not None:
        row.due, row.agreement_id = due, agreement_id
        return
    session.add(
        VisitRow(
            ticket_id=ticket_id,
            agreement_id=agreement_id,
            due=due,
            visited_on=None,
            visitor="",
            performed="",
            satisfied=None,
            litigation=False,
            risk="",
            words="",
            done_at=None,
        )
    )
