"""Tickets as staff read them: the list, one file, all of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.store.dispute_tables import Assignment, PartyRow
from bot.store.parties import party_value
from bot.store.tables import AlertRow, Event, Picture, Ticket
from bot.store.tickets import find
from handlers.tickets.party import Party
from handlers.tickets.people import Tier
from handlers.tickets.ticket import Source, Status, TicketKind


@dataclass(frozen=True, slots=True)
class FileEvent:
    """One line of a ticket's file."""

    at: datetime
    actor: str
    recorded: str
    told: str


@dataclass(frozen=True, slots=True)
class FilePicture:
    """A picture of a ticket; `file` is empty until our copy is there."""

    media_id: str
    file: str


@dataclass(frozen=True, slots=True)
class TicketFile:
    """A ticket with everything in it, for staff."""

    number: str
    kind: TicketKind
    category: str
    status: Status
    what: str
    where: str
    other_side: str
    phone: str
    entry: str
    resident: str | None
    opened_at: datetime
    handler: str
    result: str
    closed_at: datetime | None
    version: int
    place: str
    tier: Tier
    source: Source
    assignee: str
    end_reason: str
    merged_into: str
    due_on: date | None
    paused_at: datetime | None
    acknowledged: bool
    events: tuple[FileEvent, ...] = ()
    pictures: tuple[FilePicture, ...] = ()
    parties: tuple[Party, ...] = ()
    assignments: tuple[str, ...] = ()


def listed(
    session: Session,
    status: Status | None = None,
    most: int = 50,
    skip: int = 0,
    handler: str = "",
) -> tuple[list[TicketFile], int]:
    """Tickets newest first, and how many there are. Of one handler if named: what they still have
    to do something about, the most urgent first."""
    query, count = select(Ticket), select(func.count()).select_from(Ticket)
    if status is not None:
        query = query.where(Ticket.status == status.value)
        count = count.where(Ticket.status == status.value)
    if handler:
        mine = (Ticket.handler == handler) | (Ticket.assignee == handler)
        todo = Ticket.status.not_in((Status.ARCHIVED.value, Status.MERGED.value))
        query, count = query.where(mine, todo), count.where(mine, todo)
        urgent = (Ticket.kind != TicketKind.CRISIS.value, Ticket.due_on.is_(None), Ticket.due_on)
        query = query.order_by(*urgent)
    rows = session.scalars(query.order_by(Ticket.id.desc()).offset(skip).limit(most))
    return [_file(row) for row in rows], session.scalar(count) or 0


def unacknowledged(session: Session) -> list[TicketFile]:
    """The crises with an urgent alert that nobody has acknowledged, the newest first."""
    waiting = select(AlertRow.id).where(
        AlertRow.ticket_id == Ticket.id,
        AlertRow.urgency == "urgent",
        AlertRow.acknowledged_at.is_(None),
    )
    crises = select(Ticket).where(Ticket.kind == TicketKind.CRISIS.value, waiting.exists())
    rows = session.scalars(crises.order_by(Ticket.id.desc()))
    return [_file(row) for row in rows]


def every(session: Session) -> Iterable[TicketFile]:
    """All tickets, oldest first, without their events; for scripts."""
    for row in session.scalars(select(Ticket).order_by(Ticket.id).execution_options(yield_per=500)):
        yield _file(row)


def opened_file(session: Session, number: str, acknowledged: bool) -> TicketFile:
    """One ticket with its events, pictures and parties. Raises NoSuchTicket."""
    row = find(session, number)
    events = session.scalars(select(Event).where(Event.ticket_id == row.id).order_by(Event.id))
    pictures = session.scalars(
        select(Picture).where(Picture.ticket_id == row.id).order_by(Picture.received_at)
    )
    parties = session.scalars(
        select(PartyRow).where(PartyRow.ticket_id == row.id).order_by(PartyRow.id)
    )
    reasons = session.scalars(
        select(Assignment.reason).where(Assignment.ticket_id == row.id).order_by(Assignment.id)
    )
    return _file(
        row,
        tuple(FileEvent(e.at, e.actor, e.recorded, e.told) for e in events),
        tuple(FilePicture(p.media_id, p.file) for p in pictures),
        tuple(party_value(p) for p in parties),
        tuple(reasons),
        acknowledged,
    )


def _file(
    row: Ticket,
    events: tuple[FileEvent, ...] = (),
    pictures: tuple[FilePicture, ...] = (),
    parties: tuple[Party, ...] = (),
    assignments: tuple[str, ...] = (),
    acknowledged: bool = True,
) -> TicketFile:
    return TicketFile(
        number=row.number,
        kind=TicketKind(row.kind),
        category=row.category,
        status=Status(row.status),
        what=row.what,
        where=row.where,
        other_side=row.other_side,
        phone=row.phone,
        entry=row.entry,
        resident=row.resident,
        opened_at=row.opened_at,
        handler=row.handler,
        result=row.result,
        closed_at=row.closed_at,
        version=row.version,
        place=row.place,
        tier=Tier(row.tier),
        source=Source(row.source),
        assignee=row.assignee,
        end_reason=row.end_reason,
        merged_into=row.merged_into,
        due_on=row.due_on,
        paused_at=row.paused_at,
        acknowledged=acknowledged,
        events=events,
        pictures=pictures,
        parties=parties,
        assignments=assignments,
    )
