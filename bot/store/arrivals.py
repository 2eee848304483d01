"""What every message needs of the store, in two statements: is it new, and what is known of who
wrote it. Whatever only some messages need is read for those alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Executable, String, bindparam, exists, or_, select
from sqlalchemy.orm import Session

from bot.store.channel_tables import Outgoing, Takeover
from bot.store.dispute_tables import PartyRow
from bot.store.outgoing import DUE, WAITING
from bot.store.tables import ConversationRow, Receipt, columns_of
from bot.store.upsert import insert_for

_RECEIPTS, _PARTIES = columns_of(Receipt), columns_of(PartyRow)
_TAKEOVERS, _OUTGOING = columns_of(Takeover), columns_of(Outgoing)
_RESIDENT = bindparam("resident", type_=String)
_KNOWN = select(
    exists().where(_RECEIPTS.c.key == bindparam("key")).label("repeated"),
    exists().where(_PARTIES.c.resident == _RESIDENT).label("tickets"),
    exists()
    .where(_TAKEOVERS.c.resident == _RESIDENT, _TAKEOVERS.c.until > bindparam("now"))
    .label("takeover"),
    exists()
    .where(
        _OUTGOING.c.resident == _RESIDENT,
        or_(_OUTGOING.c.state == DUE, _OUTGOING.c.state == WAITING),
    )
    .label("waiting"),
)


@dataclass(frozen=True, slots=True)
class Arrival:
    """`repeated`: this very message was answered before. `state` is the stored conversation; the
    others say whether there is anything to read: tickets, a takeover, messages that wait."""

    repeated: bool
    state: Mapping[str, Any]
    has_tickets: bool
    has_takeover: bool
    has_waiting: bool


def arrive(session: Session, receipt: str, resident: str, now: datetime) -> Arrival:
    """Look, and lock the resident until the transaction ends, so that two messages of one resident
    are worked on one after the other, and of two deliveries of one message the second sees the
    receipt of the first."""
    connection = session.connection()
    touched = {"resident": resident, "state": {}, "updated_at": now}
    state = connection.execute(_touch(connection.dialect.name), touched).scalar_one()
    asked = {"key": receipt, "resident": resident, "now": now}
    known = connection.execute(_KNOWN, asked).one()
    return Arrival(known.repeated, state, known.tickets, known.takeover, known.waiting)


@cache
def _touch(dialect: str) -> Executable:
    table = columns_of(ConversationRow)
    statement = insert_for(dialect, table)
    return statement.on_conflict_do_update(
        index_elements=[table.c.resident], set_={"updated_at": statement.excluded.updated_at}
    ).returning(table.c.state)
