"""The tables of places, people and parties."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables import Table


class PlaceRow(Table):
    """A grid, community, township or county; `parent` is the code of the one it lies in."""

    __tablename__ = "places"
    code: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(String(64))
    tier: Mapped[int]
    parent: Mapped[str] = mapped_column(String(64))
    words: Mapped[list[str]] = mapped_column(JSON)
    scene: Mapped[str] = mapped_column(String(64))


class Profile(Table):
    """What is known of one of the staff beyond the login: where they serve, how to reach them,
    and the mediator's committee and term, both days included."""

    __tablename__ = "staff_profiles"
    username: Mapped[str] = mapped_column(ForeignKey("staff.username"), primary_key=True)
    places: Mapped[list[str]] = mapped_column(JSON)
    phone: Mapped[str] = mapped_column(String(32))
    mail: Mapped[str] = mapped_column(String(128))
    committee: Mapped[str] = mapped_column(String(64))
    term_since: Mapped[date | None]
    term_until: Mapped[date | None]


class DutyRow(Table):
    """A line of the duty roster; `weekdays` are 1 (Monday) to 7."""

    __tablename__ = "duties"
    id: Mapped[int] = mapped_column(primary_key=True)
    place: Mapped[str] = mapped_column(String(64))
    username: Mapped[str] = mapped_column(String(64))
    substitute: Mapped[str] = mapped_column(String(64))
    since: Mapped[date]
    until: Mapped[date]
    weekdays: Mapped[list[int]] = mapped_column(JSON)


class AbsenceRow(Table):
    """Days on which somebody is away, both included."""

    __tablename__ = "absences"
    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(String(64))
    since: Mapped[date]
    until: Mapped[date]


class Home(Table):
    """The grid a resident belongs to, and how that is known: scene, choice or address."""

    __tablename__ = "homes"
    resident: Mapped[str] = mapped_column(String(128), primary_key=True)
    place: Mapped[str] = mapped_column(String(64))
    how: Mapped[str] = mapped_column(String(16))


class PartyRow(Table):
    """One side of a ticket. `resident` is null until they are bound to a WeChat of their own, and
    again once they are erased; `shares_…` is what the other side may be shown."""

    __tablename__ = "parties"
    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"))
    role: Mapped[str] = mapped_column(String(16))
    resident: Mapped[str | None] = mapped_column(String(128), index=True)
    name: Mapped[str]
    phone: Mapped[str]
    address: Mapped[str]
    consent: Mapped[str] = mapped_column(String(16))
    consent_at: Mapped[datetime | None]
    consent_how: Mapped[str] = mapped_column(String(64))
    shares_name: Mapped[bool]
    shares_phone: Mapped[bool]
    shares_story: Mapped[bool]
    __table_args__ = (UniqueConstraint("ticket_id", "role"),)


class Code(Table):
    """A one-time code that a party types in WeChat; `purpose` says what for."""

    __tablename__ = "codes"
    code: Mapped[str] = mapped_column(String(16), primary_key=True)
    party_id: Mapped[int] = mapped_column(ForeignKey("parties.id"), index=True)
    purpose: Mapped[str] = mapped_column(String(16))
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    used_by: Mapped[str] = mapped_column(String(128))


class CodeTry(Table):
    """A wrong code somebody typed, to stop guessing."""

    __tablename__ = "code_tries"
    id: Mapped[int] = mapped_column(primary_key=True)
    resident: Mapped[str] = mapped_column(String(128))
    at: Mapped[datetime]
    __table_args__ = (Index("code_tries_of", "resident", "at"),)


class Rating(Table):
    """A party's mark for one closing of a ticket, 1 to 5; no row means not rated."""

    __tablename__ = "party_ratings"
    party_id: Mapped[int] = mapped_column(ForeignKey("parties.id"), primary_key=True)
    closing: Mapped[int] = mapped_column(primary_key=True)
    stars: Mapped[int]
    words: Mapped[str]
    at: Mapped[datetime]


class Assignment(Table):
    """Who was asked to take a ticket, by whom, and why they."""

    __tablename__ = "assignments"
    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"), index=True)
    name: Mapped[str] = mapped_column(String(64), index=True)
    by: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]
    reason: Mapped[str]


class Recusal(Table):
    """Somebody who may not touch a ticket, and the relation that forbids it."""

    __tablename__ = "recusals"
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    relation: Mapped[str]
