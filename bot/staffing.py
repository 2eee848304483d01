"""Changes among the staff: a file taken in, somebody who leaves with open tickets."""

import secrets
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.acts import perform
from bot.alerts.raise_alert import raise_alert
from bot.assigning import ask_somebody
from bot.desk import Desk
from bot.store.dispute_tables import Recusal
from bot.store.house import (
    add_absence,
    load_house,
    replace_duties,
    save_place,
    save_profile,
)
from bot.store.staff import save_staff
from bot.store.tables import StaffRow, Ticket
from handlers.tickets.act import THE_CLOCK, Act, Action, Refused
from handlers.tickets.alerting import AlertEvent
from handlers.tickets.people import House, Member
from handlers.tickets.ticket import FINISHED, Status
from handlers.tickets.working_days import local_day

_LIVING = [s.value for s in Status if s not in (*FINISHED, Status.DONE)]
"""Somebody still has to do something."""


class NoSuchMember(Exception):
    """There is nobody of this username."""


def take_in(session: Session, house: House) -> dict[str, str]:
    """Add or change places and people, and replace the roster where there is one. Who is new gets
    a password, which is returned by username. Who is not in the file stays as they are, and who
    has left stays out."""
    passwords = {}
    for place in house.places:
        save_place(session, place)
    for member in house.members:
        if session.get(StaffRow, member.username) is None:
            passwords[member.username] = password = secrets.token_urlsafe(9)
            save_staff(session, member.username, member.name, member.role.value, password)
        change(session, member)
    if house.duties:
        replace_duties(session, house.duties)
    known = load_house(session).absences
    for absence in house.absences:
        if absence not in known:
            add_absence(session, absence.username, absence.since, absence.until)
    return passwords


def change(session: Session, member: Member) -> None:
    """Keep what is known of somebody; under a new name they keep their tickets."""
    row = session.get_one(StaffRow, member.username)
    if row.name != member.name:
        for column in (Ticket.handler, Ticket.assignee):
            renamed = update(Ticket).where(column == row.name)
            session.execute(renamed.values({column.key: member.name}))
        session.execute(update(Recusal).where(Recusal.name == row.name).values(name=member.name))
    row.name, row.role = member.name, member.role.value
    session.flush()
    save_profile(session, member)


def away(
    session: Session, username: str, since: date, until: date, now: datetime, desk: Desk
) -> list[str] | Refused:
    """Somebody is away; what they were asked to take and have not taken is offered to others, if
    it begins today: the tickets' numbers. Raises NoSuchMember."""
    member, today = member_of(session, username), local_day(now)
    if until < since:
        return Refused(f"截止{until}比开始{since}还早。")
    if until < today:
        return Refused(f"{until}已经过去了，请核对日期。")
    add_absence(session, username, since, until)
    session.flush()
    return _offered_anew(session, member.name, now, desk) if since <= today else []


def leave(session: Session, username: str, now: datetime, desk: Desk) -> list[str]:
    """Somebody no longer works here: they cannot log in, and their open tickets are taken back
    and given to others; the tickets' numbers. Raises NoSuchMember."""
    row = session.get(StaffRow, username)
    if row is None:
        raise NoSuchMember(username)
    row.active = False
    session.flush()
    numbers = [_taken_back(session, ticket, row.name, now, desk) for ticket in _with(session, row)]
    return numbers + _offered_anew(session, row.name, now, desk)


def _offered_anew(session: Session, name: str, now: datetime, desk: Desk) -> list[str]:
    """What somebody was asked to take and has not taken, offered to others; the numbers."""
    asked = select(Ticket).where(Ticket.assignee == name, Ticket.handler == "")
    found = list(session.scalars(asked.where(Ticket.status.in_(_LIVING)).order_by(Ticket.id)))
    for ticket in found:
        ask_somebody(session, ticket, now)
        raise_alert(session, ticket, AlertEvent.ASKED, desk, now)
    return [ticket.number for ticket in found]


def member_of(session: Session, username: str) -> Member:
    """One of the staff. Raises NoSuchMember."""
    member = load_house(session).member(username)
    if member is None:
        raise NoSuchMember(username)
    return member


def _with(session: Session, row: StaffRow) -> list[Ticket]:
    query = select(Ticket).where(Ticket.handler == row.name, Ticket.status.in_(_LIVING))
    return list(session.scalars(query.order_by(Ticket.id)))


def _taken_back(session: Session, ticket: Ticket, name: str, now: datetime, desk: Desk) -> str:
    act = Act(Action.TAKE_BACK, THE_CLOCK, local_day(now), text=f"{name}已离岗")
    done = perform(session, ticket.number, act, None, now, desk)
    if isinstance(done, Refused):
        raise RuntimeError(f"{ticket.number}: {done.reason}")
    return ticket.number
