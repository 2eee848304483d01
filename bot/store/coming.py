"""What staff have to see to: visits, promises, agreements that nobody confirmed, the court."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from bot.store.dossier_tables import AgreementRow, SignerRow, TermRow, VisitRow
from bot.store.tables import Ticket
from handlers.tickets.agreement import SIDE_NAMES, Side
from handlers.tickets.confirmation import DAYS, clock

_AHEAD = timedelta(days=7)
_MOST = 100
"""Of each kind; what was left undone for years does not hide what is due now."""


@dataclass(frozen=True, slots=True)
class Coming:
    """One thing to be done by `day`, for a ticket; `where` is the page it is done on."""

    number: str
    day: date
    what: str
    handler: str
    where: str


def coming(
    session: Session, today: date, is_working_day: Callable[[date], bool], handler: str = ""
) -> list[Coming]:
    """What is late or due within a week, the oldest first; of one handler if named."""
    found = [
        *_visits(session, today, handler),
        *_promises(session, today, handler),
        *_unconfirmed(session, handler),
        *_court(session, today, is_working_day, handler),
    ]
    return sorted(found, key=lambda each: each.day)


def _of(handler: str) -> list[ColumnElement[bool]]:
    return [Ticket.handler == handler] if handler else []


def _visits(session: Session, today: date, handler: str) -> Iterator[Coming]:
    query = select(Ticket.number, Ticket.handler, VisitRow.due).join(
        VisitRow, VisitRow.ticket_id == Ticket.id
    )
    open_ones = query.where(VisitRow.done_at.is_(None), VisitRow.due <= today + _AHEAD)
    newest = open_ones.where(*_of(handler)).order_by(VisitRow.due.desc()).limit(_MOST)
    for row in session.execute(newest):
        yield Coming(row.number, row.due, "回访", row.handler, "visit")


def _promises(session: Session, today: date, handler: str) -> Iterator[Coming]:
    query = (
        select(Ticket.number, Ticket.handler, TermRow.due, TermRow.side, TermRow.text)
        .join(AgreementRow, AgreementRow.ticket_id == Ticket.id)
        .join(TermRow, TermRow.agreement_id == AgreementRow.id)
        .where(
            TermRow.done_on.is_(None),
            TermRow.due <= today + _AHEAD,
            AgreementRow.replaced.is_(False),
            AgreementRow.effective.is_not(None),
        )
    )
    newest = query.where(*_of(handler)).order_by(TermRow.due.desc()).limit(_MOST)
    for row in session.execute(newest):
        what = f"{SIDE_NAMES[Side(row.side)]}履行：{row.text}"
        yield Coming(row.number, row.due, what, row.handler, "agreement")


def _unconfirmed(session: Session, handler: str) -> Iterator[Coming]:
    query = (
        select(Ticket.number, Ticket.handler, AgreementRow.made_at, SignerRow.side)
        .join(AgreementRow, AgreementRow.ticket_id == Ticket.id)
        .join(SignerRow, SignerRow.agreement_id == AgreementRow.id)
        .where(SignerRow.confirmed_at.is_(None), AgreementRow.replaced.is_(False))
    )
    newest = query.where(*_of(handler)).order_by(AgreementRow.made_at.desc()).limit(_MOST)
    for row in session.execute(newest):
        what = f"{SIDE_NAMES[Side(row.side)]}还没有自己确认协议"
        yield Coming(row.number, row.made_at.date(), what, row.handler, "agreement")


def _court(
    session: Session, today: date, is_working_day: Callable[[date], bool], handler: str
) -> Iterator[Coming]:
    query = (
        select(Ticket.number, Ticket.handler, AgreementRow.effective)
        .join(AgreementRow, AgreementRow.ticket_id == Ticket.id)
        .where(
            AgreementRow.effective > today - timedelta(days=2 * DAYS),
            AgreementRow.court == "",
            AgreementRow.replaced.is_(False),
        )
    )
    newest = query.where(*_of(handler)).order_by(AgreementRow.effective.desc()).limit(_MOST)
    for row in session.execute(newest):
        last = clock(row.effective, is_working_day).last
        if today <= last <= today + 2 * _AHEAD:
            yield Coming(row.number, last, "申请司法确认的最后一天", row.handler, "agreement")
