"""INSERT … ON CONFLICT, which SQLite and PostgreSQL spell alike and SQLAlchemy does not share."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.store.tables import Asked, Table


def insert_missing(session: Session, table: type[Table], values: Mapping[str, Any]) -> bool:
    """Insert a row unless its key is there. True when it was inserted.

    On PostgreSQL this waits for a transaction that is inserting the same key just now.
    """
    key = inspect(table).primary_key
    statement = _insert(session, table).values(values).on_conflict_do_nothing()
    return session.execute(statement.returning(*key)).first() is not None


def insert_or_replace(session: Session, table: type[Table], values: Mapping[str, Any]) -> None:
    """Insert a row, or give the row of this key these values: one statement."""
    key = [column.name for column in inspect(table).primary_key]
    changed = {name: value for name, value in values.items() if name not in key}
    statement = _insert(session, table).values(values)
    session.execute(statement.on_conflict_do_update(index_elements=key, set_=changed))


def count_asked(session: Session, entry: str) -> None:
    """One more answer with this entry."""
    statement = _insert(session, Asked).values(entry=entry, times=1)
    session.execute(
        statement.on_conflict_do_update(
            index_elements=[Asked.entry], set_={"times": Asked.times + 1}
        )
    )


def _insert(session: Session, table: type[Table]) -> postgresql.Insert | sqlite.Insert:
    is_postgresql = session.get_bind().dialect.name == "postgresql"
    return postgresql.insert(table) if is_postgresql else sqlite.insert(table)
