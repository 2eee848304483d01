"""The access token's row: reading it, and the lease that lets one caller renew it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, update
from sqlalchemy.orm import Session

from bot.store.channel_tables import AccessTokenRow
from bot.store.upsert import insert_missing

EARLY = timedelta(minutes=5)
"""Old and new tokens are both valid for the last five minutes (wechat.md, "Access token")."""
LEASE = timedelta(seconds=20)
"""Longer than the time-outs of the call, so that no second caller asks meanwhile."""
MOST_FORCED = 20
FORCED_APART = timedelta(seconds=30)
_DAY = timedelta(days=1)
_LONG_AGO = datetime.fromisoformat("2000-01-01T00:00:00+00:00")


@dataclass(frozen=True, slots=True, repr=False)
class StoredToken:
    """A token and when the platform ends it. Never printed."""

    token: str
    expires_at: datetime


def read_token(session: Session, app_id: str) -> StoredToken | None:
    row = session.get(AccessTokenRow, app_id)
    return StoredToken(row.token, row.expires_at) if row and row.token else None


def take_lease(session: Session, app_id: str, refused: str, now: datetime) -> bool:
    """True for the one caller that is to renew: the token is old, or is the `refused` one."""
    blank = {
        "app_id": app_id,
        "token": "",
        "expires_at": _LONG_AGO,
        "refreshing_until": _LONG_AGO,
        "forced_at": _LONG_AGO,
        "forced": 0,
    }
    insert_missing(session, AccessTokenRow, blank)
    is_needed = AccessTokenRow.expires_at <= now + EARLY
    if refused:
        is_needed = or_(is_needed, AccessTokenRow.token == refused)
    taken = session.execute(
        update(AccessTokenRow)
        .where(AccessTokenRow.app_id == app_id, AccessTokenRow.refreshing_until <= now, is_needed)
        .values(refreshing_until=now + LEASE)
        .returning(AccessTokenRow.app_id)
    )
    return taken.first() is not None


def may_force(session: Session, app_id: str, now: datetime) -> bool:
    """Whether a forced renewal is allowed, and counts it: 20 a day, 30 s apart."""
    row = session.get_one(AccessTokenRow, app_id)
    if now - row.forced_at < FORCED_APART:
        return False
    forced = row.forced if now - row.forced_at < _DAY else 0
    if forced >= MOST_FORCED:
        return False
    row.forced, row.forced_at = forced + 1, now
    return True


def save_token(session: Session, app_id: str, token: str, expires_at: datetime) -> None:
    """The new token, for every process; the lease ends."""
    row = session.get_one(AccessTokenRow, app_id)
    row.token, row.expires_at, row.refreshing_until = token, expires_at, _LONG_AGO


def end_lease(session: Session, app_id: str) -> None:
    """The renewal failed: the next caller may try."""
    session.get_one(AccessTokenRow, app_id).refreshing_until = _LONG_AGO
