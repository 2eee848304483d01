"""Tickets and their events: opening, saving a move, and what a party may see of theirs."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, delete, func, select, update
from sqlalchemy.orm import Session

from bot.store import ledger
from bot.store.agreements import standing
from bot.store.dispute_tables import PartyRow, Rating
from bot.store.parties import add_parties, anonymise_parties, party_value
from bot.store.tables import Event, Picture, Ticket
from handlers import wording
from handlers.tickets.act import Act, Action, Case, Move
from handlers.tickets.audit import opening_code
from handlers.tickets.deadline import Limits, Timing, after_move, resumed, started
from handlers.tickets.party import Consent, PartyRole
from handlers.tickets.people import Tier
from handlers.tickets.ticket import (
    SETTLED,
    Audience,
    Source,
    Status,
    Step,
    TicketDraft,
    TicketKind,
    TicketView,
)

_NO_RESULT_YET = {"agreed": "", "agreed_fen": 0, "marks": 0, "content": 0, "points": 0}
"""What a result begins with: its agreement and its marks are its own."""
_VIEWED = 5
"""A resident's newest tickets that a turn looks at."""


class ChangedMeanwhile(Exception):
    """Somebody else acted on the ticket after it was shown."""


class NoSuchTicket(Exception):
    """There is no ticket of this number."""


def open_ticket(
    session: Session,
    draft: TicketDraft,
    resident: str | None,
    number: str,
    now: datetime,
    limits: Limits,
    source: Source = Source.APPLIED,
    actor: str = "居民",
) -> Ticket:
    """A new ticket with its parties and first event. Raises IntegrityError when the number is
    taken."""
    timing = started(draft.kind, Status.REGISTERED, now, limits)
    ticket = Ticket(
        number=number,
        kind=draft.kind.value,
        category=draft.category,
        status=Status.REGISTERED.value,
        resident=resident,
        what=draft.what,
        where=draft.where,
        other_side=draft.other_side,
        phone=draft.phone,
        entry=draft.entry,
        consented_at=draft.consented,
        opened_at=now,
        handler="",
        result="",
        closed_at=None,
        version=1,
        source=source.value,
        stage_at=timing.stage_at,
        due_on=timing.due_on,
    )
    session.add(ticket)
    session.flush()
    add_parties(session, ticket.id, draft, resident)
    code = opening_code(ticket.kind, ticket.category, ticket.source, ticket.what)
    add_event(
        session,
        ticket.id,
        now,
        actor,
        "open",
        f"{actor}登记，内容校验码{code}",
        wording.TOLD_OPENED,
        Audience.APPLICANT,
    )
    if draft.pictures:
        of_draft = update(Picture).where(Picture.media_id.in_(draft.pictures))
        session.execute(of_draft.values(ticket_id=ticket.id))
    return ticket


def add_event(
    session: Session,
    ticket_id: int,
    at: datetime,
    actor: str,
    action: str,
    recorded: str,
    told: str = "",
    audience: Audience = Audience.BOTH,
) -> None:
    """One more line in a ticket's file, and the next link of the chain.

    The only place where events are added. It holds the chain's head until the transaction ends,
    so let one transaction act on one ticket, or two could wait for each other.
    """
    link = ledger.next_link(session, ticket_id, at, actor, action, recorded, told, audience.value)
    session.add(
        Event(
            ticket_id=ticket_id,
            at=at,
            actor=actor,
            action=action,
            recorded=recorded,
            told=told,
            audience=audience.value,
            seq=link.seq,
            salt=link.salt,
            digest=link.digest,
            hash=link.hash,
        )
    )
    session.flush()


def add_by_resident(
    session: Session, number: str, text: str, now: datetime, role: PartyRole = PartyRole.APPLICANT
) -> Ticket:
    """What a party added to an open ticket; only they read it again."""
    ticket = find(session, number)
    who = "居民" if role is PartyRole.APPLICANT else "对方"
    told = f"您补充了：{text}"
    add_event(session, ticket.id, now, who, "add", f"{who}补充：{text}", told, Audience(role.value))
    return ticket


def find(session: Session, number: str, lock: bool = False) -> Ticket:
    """The ticket of a number, locked until the transaction ends if so asked.

    Raises NoSuchTicket."""
    query = select(Ticket).where(Ticket.number == number)
    ticket = session.scalars(query.with_for_update() if lock else query).one_or_none()
    if ticket is None:
        raise NoSuchTicket(number)
    return ticket


def merged_into(session: Session, number: str) -> list[Ticket]:
    """The tickets that were merged into one, the oldest first."""
    query = select(Ticket).where(Ticket.merged_into == number).order_by(Ticket.id)
    return list(session.scalars(query))


def apply_move(
    session: Session,
    ticket: Ticket,
    case: Case,
    move: Move,
    act: Act,
    version: int,
    now: datetime,
    limits: Limits,
) -> None:
    """Save what an act leads to. Raises ChangedMeanwhile when `version` is old."""
    timing = after_move(
        timing_of(ticket), case.kind, case.status, move.status, act.action, now, limits
    )
    settles = move.status in SETTLED and case.status not in SETTLED
    changed = session.execute(
        update(Ticket)
        .where(Ticket.id == ticket.id, Ticket.version == version)
        .values(
            status=move.status.value,
            version=version + 1,
            handler=ticket.handler if move.handler is None else move.handler,
            assignee=ticket.assignee if move.handler is None else move.handler,
            tier=(move.tier or case.tier).value,
            result=ticket.result if move.result is None else move.result,
            end_reason="" if move.reopens else (move.reason or ticket.end_reason),
            closed_at=now if settles else (None if move.reopens else ticket.closed_at),
            closings=ticket.closings + settles,
            **(_NO_RESULT_YET if settles else {}),
            merged_into=act.into.number if act.into and act.action is Action.MERGE else "",
            stage_at=timing.stage_at,
            due_on=timing.due_on,
            warned_on=timing.warned_on,
            paused_at=timing.paused_at,
            extended=timing.extended,
        )
        .returning(Ticket.id)
    ).all()
    if not changed:
        raise ChangedMeanwhile(ticket.number)
    add_event(
        session,
        ticket.id,
        now,
        act.actor.name,
        act.action.value,
        move.recorded,
        move.told,
        move.audience,
    )
    session.refresh(ticket)


def timing_of(ticket: Ticket) -> Timing:
    """The ticket's clock."""
    return Timing(
        ticket.stage_at, ticket.due_on, ticket.warned_on, ticket.paused_at, ticket.extended
    )


def set_timing(ticket: Ticket, timing: Timing) -> None:
    """The ticket's clock from now on."""
    ticket.stage_at, ticket.due_on, ticket.warned_on = (
        timing.stage_at,
        timing.due_on,
        timing.warned_on,
    )
    ticket.paused_at, ticket.extended = timing.paused_at, timing.extended


def run_again(ticket: Ticket, now: datetime, limits: Limits) -> None:
    """A paused clock goes on with what was left."""
    limit = limits.of(TicketKind(ticket.kind), Status(ticket.status))
    if limit is not None:
        set_timing(ticket, resumed(timing_of(ticket), limit, now))


def of_resident(session: Session, resident: str) -> tuple[TicketView, ...]:
    """The newest tickets that a resident is a party of, newest first, with what they may see."""
    rated = and_(Rating.party_id == PartyRow.id, Rating.closing == Ticket.closings)
    rows = session.execute(
        select(Ticket, PartyRow, Rating.stars)
        .join(PartyRow, PartyRow.ticket_id == Ticket.id)
        .outerjoin(Rating, rated)
        .where(PartyRow.resident == resident)
        .order_by(Ticket.id.desc())
        .limit(_VIEWED)
    ).all()
    if not rows:
        return ()
    events = session.scalars(
        select(Event)
        .where(Event.ticket_id.in_([ticket.id for ticket, _, _ in rows]), Event.told != "")
        .order_by(Event.id)
    ).all()
    counts = _pictures_of(session, [ticket.id for ticket, _, _ in rows])
    return tuple(
        _view(ticket, party, stars is not None, events, counts.get(ticket.id, 0))
        for ticket, party, stars in rows
    )


def _pictures_of(session: Session, ids: list[int]) -> dict[int, int]:
    kept = select(Picture.ticket_id, func.count()).where(Picture.ticket_id.in_(ids))
    rows = session.execute(kept.group_by(Picture.ticket_id))
    return {ticket_id: count for ticket_id, count in rows if ticket_id is not None}


def _view(
    ticket: Ticket, party: PartyRow, rated: bool, events: Sequence[Event], pictures: int
) -> TicketView:
    seen = (Audience.BOTH.value, party.role)
    mine = (e for e in events if e.ticket_id == ticket.id and e.audience in seen)
    return TicketView(
        number=ticket.number,
        kind=TicketKind(ticket.kind),
        category=ticket.category,
        status=Status(ticket.status),
        opened=ticket.opened_at,
        handler=ticket.handler,
        result=ticket.result,
        steps=tuple(Step(e.at, e.told) for e in mine),
        role=PartyRole(party.role),
        consent=Consent(party.consent),
        rated=rated,
        pictures=pictures,
    )


def case_of(session: Session, ticket: Ticket, conflicts: tuple[str, ...] = ()) -> Case:
    """What the guards look at."""
    rows = session.scalars(select(PartyRow).where(PartyRow.ticket_id == ticket.id)).all()
    rated = session.scalars(
        select(PartyRow.role)
        .join(Rating, Rating.party_id == PartyRow.id)
        .where(PartyRow.ticket_id == ticket.id, Rating.closing == ticket.closings)
    )
    return Case(
        kind=TicketKind(ticket.kind),
        status=Status(ticket.status),
        number=ticket.number,
        handler=ticket.handler,
        tier=Tier(ticket.tier),
        is_paused=ticket.paused_at is not None,
        was_extended=ticket.extended,
        parties=tuple(party_value(row) for row in rows),
        conflicts=conflicts,
        rated=tuple(PartyRole(role) for role in rated),
        # only on the way from agreed to performing does anybody look at it
        agreement=standing(session, ticket.id) if ticket.status == Status.AGREED else None,
    )


def anonymise(session: Session, resident: str) -> None:
    """Take the person out of their tickets; the rows stay (个人信息保护法 47, design choice)."""
    anonymise_parties(session, resident)
    session.execute(
        update(Ticket).where(Ticket.resident == resident).values(resident=None, phone="")
    )
    session.execute(
        delete(Picture).where(Picture.resident == resident, Picture.ticket_id.is_(None))
    )
    session.execute(update(Picture).where(Picture.resident == resident).values(resident=None))
