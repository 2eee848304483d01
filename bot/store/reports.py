"""The counts of a report, in three questions that the indexes answer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, select, text
from sqlalchemy.orm import InstrumentedAttribute, Session

from bot.store.dispute_tables import PartyRow, Rating
from bot.store.dossier_tables import AgreementRow, DossierRow
from bot.store.tables import Ticket
from handlers.tickets.days import begins, ends
from handlers.tickets.report import Period, Tally
from handlers.tickets.ticket import Source, Status, TicketKind


@dataclass(frozen=True, slots=True)
class Key:
    """What a count is of: a place's code, a category, a tier."""

    place: str
    category: str
    tier: int


Counted = dict[Key, Tally]


def count(session: Session, period: Period) -> tuple[Counted, Counted]:
    """The tallies of the period, and of its year until the period's end."""
    now: Counted = {}
    year: Counted = {}
    for query in (_found(period), _ended(period), _prevented(period), _rated(period)):
        for place, category, tier, is_now, *numbers in session.execute(query).all():
            key = Key(place, category, tier)
            names = query.exported_columns.keys()[4:]
            tally = Tally(**{n: int(v or 0) for n, v in zip(names, numbers, strict=True)})
            year[key] = year.get(key, Tally()) + tally
            if is_now:
                now[key] = now.get(key, Tally()) + tally
    return now, year


def _found(period: Period) -> Select[Any]:
    """Disputes registered, by the day of registration; duplicates count once."""
    return _grouped(
        period,
        Ticket.opened_at,
        found=func.count(),
        active=_how_many(Ticket.source == Source.FOUND.value),
    )


def _ended(period: Period) -> Select[Any]:
    """Disputes with a result, by its day."""
    is_agreed = AgreementRow.id.is_not(None)
    return _grouped(
        period,
        Ticket.closed_at,
        handled=func.count(),
        agreed=func.count(AgreementRow.id),
        oral=_how_many(AgreementRow.form == "oral"),
        failed=_how_many(and_(~is_agreed, Ticket.end_reason != "")),
        transferred=_how_many(and_(~is_agreed, Ticket.end_reason == "")),
        fen=func.sum(AgreementRow.fen),
    ).outerjoin(
        AgreementRow,
        and_(AgreementRow.ticket_id == Ticket.id, AgreementRow.replaced.is_(False)),
    )


def _prevented(period: Period) -> Select[Any]:
    """Those of them that could have become a crime or a collective petition: few."""
    return (
        _grouped(
            period,
            Ticket.closed_at,
            crime=_how_many(DossierRow.crime.is_(True)),
            petition=_how_many(DossierRow.petition.is_(True)),
        )
        .join(DossierRow, DossierRow.ticket_id == Ticket.id)
        .where(text("(crime OR petition)"))
    )


def _rated(period: Period) -> Select[Any]:
    """The marks for these results; none is given before its result."""
    return (
        _grouped(
            period,
            Ticket.closed_at,
            rated=func.count(Ticket.id.distinct()),
            marks=func.count(),
            content=_how_many(Rating.stars >= 4),
            points=func.sum(Rating.stars),
        )
        .join(PartyRow, PartyRow.ticket_id == Ticket.id)
        .join(Rating, and_(Rating.party_id == PartyRow.id, Rating.closing == Ticket.closings))
        .where(Rating.at >= begins(period.year_so_far.first))
    )


def _grouped(
    period: Period,
    moment: InstrumentedAttribute[datetime] | InstrumentedAttribute[datetime | None],
    **counts: ColumnElement[Any],
) -> Select[Any]:
    """Counts of the year's disputes by place, category and tier, those of the period apart."""
    is_now = case((moment >= begins(period.first), 1), else_=0).label("is_now")
    columns = (Ticket.place, Ticket.category, Ticket.tier, is_now)
    return (
        select(*columns, *(counted.label(name) for name, counted in counts.items()))
        .select_from(Ticket)
        .where(
            moment >= begins(period.year_so_far.first),
            moment < ends(period.last),
            Ticket.kind == TicketKind.DISPUTE.value,
            Ticket.status != Status.MERGED.value,
        )
        .group_by(*columns)
    )


def _how_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))
