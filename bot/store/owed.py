"""Messages that have come and are not answered yet: what survives a process that dies."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Executable, bindparam, delete, exists, select
from sqlalchemy.orm import Session

from bot.store.channel_tables import Owed
from bot.store.tables import Receipt, columns_of
from bot.store.upsert import insert_for
from handlers.turn import Kind, Message

LEFT_ALONE = timedelta(seconds=20)
"""Longer than the platform's three deliveries of five seconds, and than an answer should take."""
MOST_TRIES = 3


_OWED = columns_of(Owed)
_SETTLE = delete(_OWED).where(_OWED.c.receipt == bindparam("which"))


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A message that somebody died over; `is_hopeless` when that happened again and again."""

    message: Message
    is_hopeless: bool


def note(session: Session, message: Message, now: datetime) -> bool:
    """Keep a message until it is answered. True when an earlier message of the same resident is
    still to be answered first."""
    connection = session.connection()
    values = {
        "receipt": message.receipt,
        "resident": message.sender,
        "message": _to_json(message),
        "at": now,
        "tries": 0,
        "whose": message.sender,
        "before": now - LEFT_ALONE,
    }
    is_behind: bool = connection.execute(_note(connection.dialect.name), values).scalar_one()
    return is_behind


@cache
def _note(dialect: str) -> Executable:
    """Insert a message unless it is there; whether the same resident has an earlier one."""
    earlier = _OWED.alias()
    is_behind = exists().where(
        earlier.c.resident == bindparam("whose"),
        earlier.c.at <= bindparam("before"),
    )
    statement = insert_for(dialect, _OWED)
    return statement.on_conflict_do_update(
        index_elements=[_OWED.c.receipt], set_={"tries": _OWED.c.tries}
    ).returning(is_behind)


def is_noted(session: Session, receipt: str) -> bool:
    """Whether an answer is sure to come, or has come."""
    found = select(Owed.receipt).where(Owed.receipt == receipt)
    stored = select(Receipt.key).where(Receipt.key == receipt)
    return session.scalars(found.union_all(stored)).first() is not None


def settle(session: Session, receipt: str) -> None:
    """It is answered, in the transaction that answers it."""
    session.connection().execute(_SETTLE, {"which": receipt})


def take(session: Session, now: datetime, resident: str = "") -> Unanswered | None:
    """The oldest message (of a resident) that nobody seems to work on any more. The caller has
    `LEFT_ALONE` to answer it before somebody else takes it."""
    query = select(Owed).where(Owed.at <= now - LEFT_ALONE).order_by(Owed.at).limit(1)
    mine = query.where(Owed.resident == resident) if resident else query
    row = session.scalars(mine.with_for_update(skip_locked=True)).first()
    if row is None:
        return None
    row.at, row.tries = now, row.tries + 1
    return Unanswered(_from_json(row.message), row.tries > MOST_TRIES)


def forget(session: Session, resident: str) -> None:
    """The person left, and wants no answer any more."""
    session.execute(delete(Owed).where(Owed.resident == resident))


def _to_json(message: Message) -> dict[str, Any]:
    told = {field.name: getattr(message, field.name) for field in fields(message)}
    return told | {"created": message.created.isoformat()}


def _from_json(fields: Mapping[str, Any]) -> Message:
    typed = {"kind": Kind(fields["kind"]), "created": datetime.fromisoformat(fields["created"])}
    return Message(**{**fields, **typed})
