"""Changes among the staff: a file taken in, somebody who leaves with open tickets."""

import secrets
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.acts import perform
from bot.assigning import ask_somebody
from bot.desk import Desk
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
from handlers.tickets.people import House, Member
from handlers.tickets.ticket import FINISHED, Status
from handlers.tickets.working_days import local_day


class NoSuchMember(Exception):
    """There is nobody of this username."""


def take_in(session: Session, house: House) -> dict[str, str]:
    """Add or change places and people, and replace the roster. Who is new gets a password, which
    is returned by username. Who is not in the file stays as they are."""
    passwords = {}
    for place in house.places:
        save_place(session, place)
    for member in house.members:
        row = session.get(StaffRow, member.username)
        if row is None:
            passwords[member.username] = secrets.token_urlsafe(9)
            password = passwords[member.username]
            save_staff(session, member.username, member.name, member.role.value, password)
        else:
            row.name, row.role, row.active = member.name, member.role.value, True
        session.flush()
        save_profile(session, member)
    replace_duties(session, house.duties)
    known = load_house(session).absences
    for absence in house.absences:
        if absence not in known:
            add_absence(session, absence.username, absence.since, absence.until)
    return passwords


def leave(session: Session, username: str, now: datetime, desk: Desk) -> list[str]:
    """Somebody no longer works here: they cannot log in, and their open tickets are taken back
    and given to others; the tickets' numbers. Raises NoSuchMember."""
    row = session.get(StaffRow, username)
    if row is None:
        raise NoSuchMember(username)
    row.active = False
    session.flush()
    numbers = [_taken_back(session, ticket, row.name, now, desk) for ticket in _with(session, row)]
    asked = select(Ticket).where(Ticket.assignee == row.name, Ticket.handler == "")
    for ticket in session.scalars(asked):
        ask_somebody(session, ticket, now)
        numbers.append(ticket.number)
    return numbers


def member_of(session: Session, username: str) -> Member:
    """One of the staff. Raises NoSuchMember."""
    member = load_house(session).member(username)
    if member is None:
        raise NoSuchMember(username)
    return member


def _with(session: Session, row: StaffRow) -> list[Ticket]:
    living = [s.value for s in Status if s not in (*FINISHED, Status.DONE)]
    query = select(Ticket).where(Ticket.handler == row.name, Ticket.status.in_(living))
    return list(session.scalars(query.order_by(Ticket.id)))


def _taken_back(session: Session, ticket: Ticket, name: str, now: datetime, desk: Desk) -> str:
    act = Act(Action.TAKE_BACK, THE_CLOCK, local_day(now), text=f"{name}已离岗")
    done = perform(session, ticket.number, act, None, now, desk)
    if isinstance(done, Refused):
        raise RuntimeError(f"{ticket.number}: {done.reason}")
    return ticket.number
