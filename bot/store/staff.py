"""Staff who may log in."""

from dataclasses import dataclass
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store.tables import StaffRow

_HASHER = PasswordHasher()


@dataclass(frozen=True, slots=True)
class Staff:
    """A member of staff: `name` is what residents and colleagues read."""

    username: str
    name: str
    role: str


def save_staff(session: Session, username: str, name: str, role: str, password: str) -> None:
    """Add a member of staff, or set their name, role and password anew."""
    session.merge(
        StaffRow(
            username=username,
            name=name,
            role=role,
            password_hash=_HASHER.hash(password),
            active=True,
        )
    )


def has_staff(session: Session) -> bool:
    return session.scalar(select(StaffRow.username).limit(1)) is not None


def get_staff(session: Session, username: str) -> Staff | None:
    """An active member of staff by username."""
    row = session.get(StaffRow, username)
    return Staff(row.username, row.name, row.role) if row and row.active else None


def check_password(session: Session, username: str, password: str) -> Staff | None:
    """The member of staff when the password is right; takes as long for an unknown username."""
    row = session.get(StaffRow, username)
    try:
        _HASHER.verify(row.password_hash if row else _nobodys_hash(), password)
    except (Argon2Error, InvalidHashError):
        return None
    return Staff(row.username, row.name, row.role) if row and row.active else None


@cache
def _nobodys_hash() -> str:
    """Not made before it is needed: a hash is slow on purpose, and a start is not."""
    return _HASHER.hash("nobody has this password")
