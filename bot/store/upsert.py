"""INSERT … ON CONFLICT, which SQLite and PostgreSQL spell alike and SQLAlchemy does not share.

The statements are made once for a table and its columns: making one costs more than running it.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.store.tables import Asked, Table, columns_of


def insert_missing(session: Session, table: type[Table], values: Mapping[str, Any]) -> bool:
    """Insert a row unless its key is there. True when it was inserted.

    On PostgreSQL this waits for a transaction that is inserting the same key just now.
    """
    connection = session.connection()
    statement = _missing(connection.dialect.name, table)
    return connection.execute(statement, values).first() is not None


def insert_or_replace(session: Session, table: type[Table], values: Mapping[str, Any]) -> None:
    """Insert a row, or give the row of this key these values: one statement."""
    connection = session.connection()
    connection.execute(_replacing(connection.dialect.name, table, tuple(values)), values)


def count_asked(session: Session, entry: str) -> None:
    """One more answer with this entry."""
    connection = session.connection()
    connection.execute(_counting(connection.dialect.name), {"entry": entry, "times": 1})


@cache
def _missing(dialect: str, table: type[Table]) -> sa.Executable:
    statement = insert_for(dialect, columns_of(table)).on_conflict_do_nothing()
    return statement.returning(*columns_of(table).primary_key)


@cache
def _replacing(dialect: str, table: type[Table], names: tuple[str, ...]) -> sa.Executable:
    statement = insert_for(dialect, columns_of(table))
    key = [column.name for column in columns_of(table).primary_key]
    changed = {name: statement.excluded[name] for name in names if name not in key}
    return statement.on_conflict_do_update(index_elements=key, set_=changed)


@cache
def _counting(dialect: str) -> sa.Executable:
    table = columns_of(Asked)
    return insert_for(dialect, table).on_conflict_do_update(
        index_elements=[table.c.entry], set_={"times": table.c.times + 1}
    )


def insert_for(dialect: str, table: sa.Table) -> postgresql.Insert | sqlite.Insert:
    """An INSERT that knows ON CONFLICT."""
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
