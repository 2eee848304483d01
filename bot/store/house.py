"""Places and people in the database, as one plain value."""

from datetime import date, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from bot.store.dispute_tables import AbsenceRow, DutyRow, Home, PlaceRow, Profile
from bot.store.tables import StaffRow
from handlers.tickets.people import Absence, Duty, House, Mandate, Member, Place, Role, Tier


def load_house(session: Session) -> House:
    """All places, people, duties and absences: some hundred rows at most."""
    staff = select(StaffRow, Profile).outerjoin(Profile, Profile.username == StaffRow.username)
    return House(
        places=tuple(_place(row) for row in session.scalars(select(PlaceRow))),
        members=tuple(
            _member(row, profile)
            for row, profile in session.execute(staff.order_by(StaffRow.username))
        ),
        duties=tuple(
            Duty(d.place, d.username, d.substitute, d.since, d.until, tuple(d.weekdays))
            for d in session.scalars(select(DutyRow).order_by(DutyRow.id))
        ),
        absences=tuple(
            Absence(a.username, a.since, a.until) for a in session.scalars(select(AbsenceRow))
        ),
    )


def save_place(session: Session, place: Place) -> None:
    """Add a place, or change it."""
    session.merge(
        PlaceRow(
            code=place.code,
            name=place.name,
            tier=place.tier.value,
            parent=place.parent,
            words=list(place.words),
            scene=place.scene,
        )
    )


def save_profile(session: Session, member: Member) -> None:
    """Where a member of staff serves, their contact and mandate; the login must exist."""
    mandate = member.mandate
    session.merge(
        Profile(
            username=member.username,
            places=list(member.places),
            phone=member.phone,
            mail=member.mail,
            committee=mandate.committee if mandate else "",
            term_since=mandate.since if mandate else None,
            term_until=mandate.until if mandate else None,
        )
    )


def replace_duties(session: Session, duties: tuple[Duty, ...]) -> None:
    """The whole roster anew."""
    session.execute(delete(DutyRow))
    session.add_all(_duty_row(duty) for duty in duties)


def add_absence(session: Session, username: str, since: date, until: date) -> None:
    """Somebody is away from `since` to `until`, both included."""
    session.add(AbsenceRow(username=username, since=since, until=until))


def end_absences(session: Session, username: str, today: date) -> None:
    """Somebody is back: what lies before today stays, the rest is struck out."""
    session.execute(
        delete(AbsenceRow).where(AbsenceRow.username == username, AbsenceRow.since >= today)
    )
    session.execute(
        update(AbsenceRow)
        .where(AbsenceRow.username == username, AbsenceRow.until >= today)
        .values(until=today - timedelta(days=1))
    )


def add_duty(session: Session, duty: Duty) -> None:
    """One more line of the roster, in place of one for the same person, place and first day."""
    remove_duty(session, duty.place, duty.username, duty.since)
    session.add(_duty_row(duty))


def remove_duty(session: Session, place: str, username: str, since: date) -> bool:
    """Strike a line out of the roster; False when there is none."""
    line = (DutyRow.place == place, DutyRow.username == username, DutyRow.since == since)
    return bool(session.execute(delete(DutyRow).where(*line).returning(DutyRow.id)).all())


def home_of(session: Session, resident: str) -> str:
    """The code of the grid a resident belongs to, or the scene they scanned when no such grid
    was entered yet; empty when it is not known."""
    row = session.get(Home, resident)
    return row.place if row else ""


def set_home(session: Session, resident: str, place: str, how: str) -> None:
    """A resident belongs to a grid, known by `how`: scene, choice or address."""
    session.merge(Home(resident=resident, place=place, how=how))


def forget_home(session: Session, resident: str) -> None:
    """Nothing is known of where a resident belongs any more."""
    session.execute(delete(Home).where(Home.resident == resident))


def _duty_row(duty: Duty) -> DutyRow:
    return DutyRow(
        place=duty.place,
        username=duty.username,
        substitute=duty.substitute,
        since=duty.since,
        until=duty.until,
        weekdays=list(duty.weekdays),
    )


def _place(row: PlaceRow) -> Place:
    return Place(row.code, row.name, Tier(row.tier), row.parent, tuple(row.words), row.scene)


def _member(row: StaffRow, profile: Profile | None) -> Member:
    return Member(
        username=row.username,
        name=row.name,
        role=Role(row.role),
        places=tuple(profile.places) if profile else (),
        mandate=_mandate(profile),
        phone=profile.phone if profile else "",
        mail=profile.mail if profile else "",
        active=row.active,
    )


def _mandate(profile: Profile | None) -> Mandate | None:
    if profile is None or profile.term_since is None or profile.term_until is None:
        return None
    return Mandate(profile.committee, profile.term_since, profile.term_until)
