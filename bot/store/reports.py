"""The counts of a report, in three questions that the indexes answer."""

from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, and_, case, func, select, text
from sqlalchemy.orm import InstrumentedAttribute, Session

from bot.store.dossier_tables import DossierRow
from bot.store.tables import Ticket
from handlers.tickets.days import begins, ends
from handlers.tickets.report import Period, Tally
from handlers.tickets.ticket import Source, Status, TicketKind

Column = Literal["place", "category", "tier"]
Counted = dict[str, Tally]
_COLUMNS: dict[Column, InstrumentedAttribute[Any]] = {
    "place": Ticket.place,
    "category": Ticket.category,
    "tier": Ticket.tier,
}


def count(session: Session, period: Period, column: Column) -> tuple[Counted, Counted]:
    """The tallies of the period, and of its year until the period's end, by the places' codes,
    the categories or the tiers."""
    now: Counted = {}
    year: Counted = {}
    by = _COLUMNS[column]
    for query in (_found(period, by), _ended(period, by), _prevented(period, by)):
        for group, is_now, *numbers in session.execute(query).all():
            key = str(group)
            names = query.exported_columns.keys()[2:]
            tally = Tally(**{n: int(v or 0) for n, v in zip(names, numbers, strict=True)})
            year[key] = year.get(key, Tally()) + tally
            if is_now:
                now[key] = now.get(key, Tally()) + tally
    return now, year


def _found(period: Period, by: InstrumentedAttribute[Any]) -> Select[Any]:
    """Disputes registered, by the day of registration; duplicates count once."""
    return _grouped(
        period,
        by,
        Ticket.opened_at,
        found=func.count(),
        active=_how_many(Ticket.source == Source.FOUND.value),
    )


def _ended(period: Period, by: InstrumentedAttribute[Any]) -> Select[Any]:
    """Disputes with a result, by the day of their last one, and the marks for it."""
    is_agreed = Ticket.agreed != ""
    return _grouped(
        period,
        by,
        Ticket.closed_at,
        handled=func.count(),
        agreed=_how_many(is_agreed),
        oral=_how_many(Ticket.agreed == "oral"),
        failed=_how_many(and_(~is_agreed, Ticket.end_reason != "")),
        transferred=_how_many(and_(~is_agreed, Ticket.end_reason == "")),
        fen=func.sum(Ticket.agreed_fen),
        rated=_how_many(Ticket.marks > 0),
        marks=func.sum(Ticket.marks),
        content=func.sum(Ticket.content),
        points=func.sum(Ticket.points),
    )


def _prevented(period: Period, by: InstrumentedAttribute[Any]) -> Select[Any]:
    """Those of them that could have become a crime or a collective petition: few."""
    return (
        _grouped(
            period,
            by,
            Ticket.closed_at,
            crime=_how_many(DossierRow.crime.is_(True)),
            petition=_how_many(DossierRow.petition.is_(True)),
        )
        .join(DossierRow, DossierRow.ticket_id == Ticket.id)
        .where(text("(crime OR petition)"))
    )


def _grouped(
    period: Period,
    by: InstrumentedAttribute[Any],
    moment: InstrumentedAttribute[datetime] | InstrumentedAttribute[datetime | None],
    **counts: ColumnElement[Any],
) -> Select[Any]:
    """Counts of the year's disputes by one column, those of the period apart."""
    is_now = case((moment >= begins(period.first), 1), else_=0).label("is_now")
    return (
        select(by, is_now, *(counted.label(name) for name, counted in counts.items()))
        .select_from(Ticket)
        .where(
            moment >= begins(period.year_so_far.first),
            moment < ends(period.last),
            Ticket.kind == TicketKind.DISPUTE.value,
            Ticket.status != Status.MERGED.value,
        )
        .group_by(by, is_now)
    )


def _how_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))
