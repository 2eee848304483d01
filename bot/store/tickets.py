"""Tickets and their events."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from bot.store.tables import Event, Picture, Ticket
from handlers.tickets.life import Move
from handlers.tickets.ticket import Status, Step, TicketDraft, TicketKind, TicketView

_VIEWED = 5
"""A resident's newest tickets that a turn looks at."""


class ChangedMeanwhile(Exception):
    """Somebody else acted on the ticket after it was shown."""


class NoSuchTicket(Exception):
    """There is no ticket of this number."""


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
    acknowledged: bool
    events: tuple["FileEvent", ...] = ()
    pictures: tuple["FilePicture", ...] = ()


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


def open_ticket(
    session: Session, draft: TicketDraft, resident: str, number: str, now: datetime
) -> Ticket:
    """A new ticket with its first event. Raises IntegrityError when the number is taken."""
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
    )
    session.add(ticket)
    session.flush()
    add_event(session, ticket.id, now, "居民", "open", "居民登记", "已登记，等待受理")
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
) -> None:
    """One more line in a ticket's file."""
    session.add(
        Event(ticket_id=ticket_id, at=at, actor=actor, action=action, recorded=recorded, told=told)
    )


def add_by_resident(session: Session, number: str, text: str, now: datetime) -> Ticket:
    """What the resident added to an open ticket."""
    ticket = find(session, number)
    add_event(session, ticket.id, now, "居民", "add", f"居民补充：{text}", f"您补充了：{text}")
    return ticket


def find(session: Session, number: str) -> Ticket:
    """The ticket of a number. Raises NoSuchTicket."""
    ticket = session.scalars(select(Ticket).where(Ticket.number == number)).one_or_none()
    if ticket is None:
        raise NoSuchTicket(number)
    return ticket


def apply_move(
    session: Session, number: str, move: Move, actor: str, action: str, version: int, now: datetime
) -> Ticket:
    """Save what an act of staff leads to. Raises ChangedMeanwhile when `version` is old."""
    ticket = find(session, number)
    claims = move.status is Status.CLAIMED and ticket.status != Status.CLAIMED
    closes = move.status is Status.CLOSED and ticket.status != Status.CLOSED
    changed = session.execute(
        update(Ticket)
        .where(Ticket.id == ticket.id, Ticket.version == version)
        .values(
            status=move.status.value,
            version=version + 1,
            handler=actor if claims else ticket.handler,
            result=move.result if closes else ticket.result,
            closed_at=now if closes else (None if claims else ticket.closed_at),
        )
        .returning(Ticket.id)
    ).all()
    if not changed:
        raise ChangedMeanwhile(number)
    add_event(session, ticket.id, now, actor, action, move.recorded, move.told)
    return ticket


def of_resident(session: Session, resident: str) -> tuple[TicketView, ...]:
    """A resident's own newest tickets, newest first, with what they may see."""
    rows = session.scalars(
        select(Ticket).where(Ticket.resident == resident).order_by(Ticket.id.desc()).limit(_VIEWED)
    ).all()
    if not rows:
        return ()
    events = session.scalars(
        select(Event)
        .where(Event.ticket_id.in_([row.id for row in rows]), Event.told != "")
        .order_by(Event.id)
    ).all()
    return tuple(
        TicketView(
            number=row.number,
            kind=TicketKind(row.kind),
            category=row.category,
            status=Status(row.status),
            opened=row.opened_at,
            handler=row.handler,
            result=row.result,
            steps=tuple(Step(e.at, e.told) for e in events if e.ticket_id == row.id),
        )
        for row in rows
    )


def listed(
    session: Session, status: Status | None = None, most: int = 50, skip: int = 0
) -> tuple[list[TicketFile], int]:
    """Tickets newest first, crises before disputes while open, and how many there are."""
    query = select(Ticket)
    count = select(func.count()).select_from(Ticket)
    if status is not None:
        query, count = (
            query.where(Ticket.status == status.value),
            count.where(Ticket.status == status.value),
        )
    rows = session.scalars(query.order_by(Ticket.id.desc()).offset(skip).limit(most))
    return [_file(row) for row in rows], session.scalar(count) or 0


def every(session: Session) -> Iterable[TicketFile]:
    """All tickets, oldest first, without their events; for scripts."""
    for row in session.scalars(select(Ticket).order_by(Ticket.id).execution_options(yield_per=500)):
        yield _file(row)


def opened_file(session: Session, number: str, acknowledged: bool) -> TicketFile:
    """One ticket with its events and pictures. Raises NoSuchTicket."""
    row = find(session, number)
    events = session.scalars(select(Event).where(Event.ticket_id == row.id).order_by(Event.id))
    pictures = session.scalars(
        select(Picture).where(Picture.ticket_id == row.id).order_by(Picture.received_at)
    )
    return _file(
        row,
        tuple(FileEvent(e.at, e.actor, e.recorded, e.told) for e in events),
        tuple(FilePicture(p.media_id, p.file) for p in pictures),
        acknowledged,
    )


def anonymise(session: Session, resident: str) -> None:
    """Take the person out of their tickets; the rows stay (个人信息保护法 47, design choice)."""
    session.execute(
        update(Ticket).where(Ticket.resident == resident).values(resident=None, phone="")
    )
    session.execute(
        delete(Picture).where(Picture.resident == resident, Picture.ticket_id.is_(None))
    )
    session.execute(update(Picture).where(Picture.resident == resident).values(resident=None))


def _file(
    row: Ticket,
    events: tuple[FileEvent, ...] = (),
    pictures: tuple[FilePicture, ...] = (),
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
        acknowledged=acknowledged,
        events=events,
        pictures=pictures,
    )
