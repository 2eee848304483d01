"""The ledger's rows, read from the work itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from bot.store.dispute_tables import PartyRow, Rating
from bot.store.dossier_tables import AgreementRow, DossierRow, SignerRow, VisitRow
from bot.store.house import load_house
from bot.store.tables import Event, Ticket
from handlers.tickets.act import Action
from handlers.tickets.agreement import Form
from handlers.tickets.days import begins, ends
from handlers.tickets.ledger import LedgerRow, NeedRow
from handlers.tickets.party import PartyRole
from handlers.tickets.people import TIER_NAMES, House, Tier
from handlers.tickets.performance import Performed
from handlers.tickets.ticket import (
    END_REASON_NAMES,
    SOURCE_NAMES,
    STATUS_NAMES,
    EndReason,
    Source,
    Status,
    TicketKind,
)
from handlers.tickets.working_days import local_day

_AT_ONCE = 500
"""Tickets whose belongings are fetched together."""


@dataclass
class _Belongings:
    """What belongs to some tickets, by the ticket's id."""

    parties: dict[int, dict[str, PartyRow]] = field(default_factory=dict)
    marks: dict[int, list[int]] = field(default_factory=dict)
    agreements: dict[int, AgreementRow] = field(default_factory=dict)
    signers: dict[int, list[SignerRow]] = field(default_factory=dict)
    visits: dict[int, VisitRow] = field(default_factory=dict)
    dossiers: dict[int, DossierRow] = field(default_factory=dict)
    accepted: dict[int, datetime] = field(default_factory=dict)
    seals: dict[int, str] = field(default_factory=dict)
    suspects: set[str] = field(default_factory=set)


def ledger_rows(session: Session, first: date, last: date) -> Iterator[LedgerRow]:
    """The disputes registered from `first` to `last`, oldest first, one row each; a duplicate that
    was merged is no dispute of its own."""
    house = load_house(session)
    ids = session.scalars(
        select(Ticket.id)
        .where(
            Ticket.kind == TicketKind.DISPUTE.value,
            Ticket.status != Status.MERGED.value,
            Ticket.opened_at >= begins(first),
            Ticket.opened_at < ends(last),
        )
        .order_by(Ticket.id)
    ).all()
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        held = _belongings(session, some)
        rows = session.scalars(select(Ticket).where(Ticket.id.in_(some)).order_by(Ticket.id))
        yield from (_row(ticket, held, house) for ticket in rows)


def need_rows(session: Session, first: date, last: date) -> Iterator[NeedRow]:
    """The needs registered from `first` to `last`, oldest first: the list they are struck off."""
    house = load_house(session)
    applicant = and_(PartyRow.ticket_id == Ticket.id, PartyRow.role == PartyRole.APPLICANT.value)
    mark = and_(Rating.party_id == PartyRow.id, Rating.closing == Ticket.closings)
    rows = session.execute(
        select(Ticket, Rating.stars)
        .outerjoin(PartyRow, applicant)
        .outerjoin(Rating, mark)
        .where(
            Ticket.kind == TicketKind.NEED.value,
            Ticket.status != Status.MERGED.value,
            Ticket.opened_at >= begins(first),
            Ticket.opened_at < ends(last),
        )
        .order_by(Ticket.id)
        .execution_options(yield_per=_AT_ONCE)
    )
    for ticket, stars in rows:
        yield NeedRow(
            number=ticket.number,
            registered=local_day(ticket.opened_at),
            community=_place(house, ticket.place, Tier.COMMUNITY),
            grid=_place(house, ticket.place, Tier.GRID),
            source=SOURCE_NAMES[Source(ticket.source)],
            situation=ticket.what,
            where=ticket.where,
            handler=ticket.handler,
            status=STATUS_NAMES[Status(ticket.status)].partition("，")[0],
            struck_off=local_day(ticket.closed_at) if ticket.closed_at else None,
            result=ticket.result,
            mark=stars,
        )


def _belongings(session: Session, ids: Sequence[int]) -> _Belongings:
    held = _Belongings()
    for party in session.scalars(select(PartyRow).where(PartyRow.ticket_id.in_(ids))):
        held.parties.setdefault(party.ticket_id, {})[party.role] = party
    marks = (
        select(PartyRow.ticket_id, Rating.stars)
        .join(Rating, Rating.party_id == PartyRow.id)
        .join(Ticket, Ticket.id == PartyRow.ticket_id)
        .where(Ticket.id.in_(ids), Rating.closing == Ticket.closings)
    )
    for ticket_id, stars in session.execute(marks):
        held.marks.setdefault(ticket_id, []).append(stars)
    in_force = (AgreementRow.ticket_id.in_(ids), AgreementRow.replaced.is_(False))
    held.agreements = {
        row.ticket_id: row for row in session.scalars(select(AgreementRow).where(*in_force))
    }
    signers = select(SignerRow).join(AgreementRow).where(*in_force)
    for signer in session.scalars(signers):
        held.signers.setdefault(signer.agreement_id, []).append(signer)
    done = select(VisitRow).where(VisitRow.ticket_id.in_(ids), VisitRow.done_at.is_not(None))
    held.visits = {row.ticket_id: row for row in session.scalars(done.order_by(VisitRow.id))}
    of_these = select(DossierRow).where(DossierRow.ticket_id.in_(ids))
    held.dossiers = {row.ticket_id: row for row in session.scalars(of_these)}
    _from_events(session, ids, held)
    _find_suspects(session, held)
    return held


def _from_events(session: Session, ids: Sequence[int], held: _Belongings) -> None:
    """When each was accepted, and the hash of its last event."""
    events = select(Event.ticket_id, Event.action, Event.at, Event.hash)
    for row in session.execute(events.where(Event.ticket_id.in_(ids)).order_by(Event.seq)):
        held.seals[row.ticket_id] = row.hash
        if row.action == Action.ACCEPT.value:
            held.accepted.setdefault(row.ticket_id, row.at)


def _find_suspects(session: Session, held: _Belongings) -> None:
    """WeChats that have confirmed for people of different names: a sign of forged files."""
    used = {s.resident for some in held.signers.values() for s in some if s.confirmed_at}
    shared = (
        select(SignerRow.resident)
        .where(SignerRow.resident.in_(used), SignerRow.confirmed_at.is_not(None))
        .group_by(SignerRow.resident)
        .having(func.count(SignerRow.name.distinct()) > 1)
    )
    held.suspects = {resident for resident in session.scalars(shared) if resident}


def _row(ticket: Ticket, held: _Belongings, house: House) -> LedgerRow:
    parties = held.parties.get(ticket.id, {})
    applicant = parties.get(PartyRole.APPLICANT.value)
    respondent = parties.get(PartyRole.RESPONDENT.value)
    agreement = held.agreements.get(ticket.id)
    signers = held.signers.get(agreement.id, []) if agreement else []
    visit = held.visits.get(ticket.id)
    extra = held.dossiers.get(ticket.id)
    accepted = held.accepted.get(ticket.id)
    return LedgerRow(
        number=ticket.number,
        registered=local_day(ticket.opened_at),
        community=_place(house, ticket.place, Tier.COMMUNITY),
        grid=_place(house, ticket.place, Tier.GRID),
        tier=TIER_NAMES[Tier(ticket.tier)],
        source=SOURCE_NAMES[Source(ticket.source)],
        category=ticket.category,
        applicant=applicant.name if applicant else "",
        respondent=respondent.name if respondent else ticket.other_side,
        situation=ticket.what,
        status=STATUS_NAMES[Status(ticket.status)].partition("，")[0],
        mediators="、".join(n for n in (ticket.handler, extra.mediators if extra else "") if n),
        accepted=local_day(accepted) if accepted else None,
        ended=local_day(ticket.closed_at) if ticket.closed_at else None,
        result=ticket.result,
        end_reason=END_REASON_NAMES[EndReason(ticket.end_reason)] if ticket.end_reason else "",
        form=Form(agreement.form) if agreement else None,
        agreement=agreement.number if agreement else "",
        fen=(extra.fen if extra and extra.fen else None)
        or (agreement.fen or None if agreement else None),
        confirmed=sum(signer.confirmed_at is not None for signer in signers),
        signers=len(signers),
        effective=agreement.effective if agreement else None,
        court=agreement.court if agreement else "",
        visited=visit.visited_on if visit else None,
        performed=Performed(visit.performed) if visit else None,
        marks=tuple(held.marks.get(ticket.id, ())),
        crime=extra.crime if extra else False,
        petition=extra.petition if extra else False,
        suspect=any(s.resident in held.suspects for s in signers if s.confirmed_at),
        seal=held.seals.get(ticket.id, ""),
    )


def _place(house: House, code: str, tier: Tier) -> str:
    place = house.at_tier(code, tier)
    return place.name if place else ""
