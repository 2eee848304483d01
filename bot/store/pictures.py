"""Residents' pictures: kept with the dialogue, then with the ticket."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.store.tables import Picture
from bot.store.upsert import insert_missing

MOST_TRIES = 10


@dataclass(frozen=True, slots=True)
class Wanted:
    """A picture that is still to be copied from the platform; `is_last` try or not."""

    media_id: str
    url: str
    is_last: bool


def keep(
    session: Session,
    resident: str,
    media_id: str,
    url: str,
    now: datetime,
    ticket_id: int | None = None,
) -> None:
    """Remember that a resident sent this picture with a dialogue, or to a ticket."""
    values = {
        "media_id": media_id,
        "resident": resident,
        "ticket_id": ticket_id,
        "url": url,
        "file": "",
        "received_at": now,
        "tries": 0,
    }
    insert_missing(session, Picture, values)


def drop_unfiled(session: Session, resident: str, kept: tuple[str, ...]) -> None:
    """Forget the pictures of a dialogue that was given up."""
    session.execute(
        delete(Picture).where(
            Picture.resident == resident,
            Picture.ticket_id.is_(None),
            Picture.media_id.not_in(kept),
        )
    )


def wanted(session: Session, tried: Collection[str]) -> Wanted | None:
    """The next picture to copy that is not among the `tried` ones; counts as a try."""
    row = session.scalars(
        select(Picture)
        .where(Picture.file == "", Picture.tries < MOST_TRIES, Picture.media_id.not_in(tried))
        .order_by(Picture.tries, Picture.received_at)
        .limit(1)
    ).first()
    if row is None:
        return None
    row.tries += 1
    return Wanted(row.media_id, row.url, row.tries >= MOST_TRIES)


def copied(session: Session, media_id: str, file: str) -> None:
    """Our copy is in `file`, a name inside the media folder."""
    row = session.get(Picture, media_id)
    if row is not None:
        row.file = file


def given_up(session: Session, media_id: str) -> tuple[str, int | None]:
    """Not tried any more; whose it was (empty: forgotten meanwhile), and the ticket's id."""
    row = session.get(Picture, media_id)
    if row is None:
        return "", None
    row.tries = MOST_TRIES
    return row.resident or "", row.ticket_id
