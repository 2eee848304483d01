"""One database, SQLite or PostgreSQL: how a transaction begins on each."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config as AlembicConfig
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.orm import Session, sessionmaker

MIGRATIONS = Path(__file__).parent / "migrations"


@dataclass(frozen=True, slots=True)
class Database:
    """`writing()` opens a session whose transaction may write; `reading()` one that does not
    take SQLite's write lock."""

    engine: Engine
    writing: sessionmaker[Session]
    reading: sessionmaker[Session]

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"


def open_database(url: str) -> Database:
    """Connect and bring the schema up to date."""
    engine = _engine(url)
    migrate(engine)
    return Database(
        engine,
        sessionmaker(engine, expire_on_commit=False),
        sessionmaker(engine.execution_options(reading=True), expire_on_commit=False),
    )


@contextmanager
def opened(url: str) -> Iterator[Database]:
    """A database for one command, its connections closed at the end."""
    database = open_database(url)
    try:
        yield database
    finally:
        database.engine.dispose()


def migrate(engine: Engine, to: str = "head") -> None:
    """Apply the migrations that this database has not seen, up to one of them if named."""
    settings = AlembicConfig()
    settings.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        settings.attributes["connection"] = connection
        command.upgrade(settings, to)


def _engine(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() == "postgresql":
        # psycopg 3, whatever the URL names; pre-ping outlives a database restart.
        return create_engine(parsed.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(parsed, connect_args={"timeout": 10}, pool_size=10, max_overflow=20)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # transactions begin where we say, see _begin_sqlite
    with closing(connection.cursor()) as cursor:
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",  # a receipt that a resident saw survives a power cut
            "foreign_keys=ON",
            "busy_timeout=10000",
            "secure_delete=ON",  # erased residents' data is overwritten
        ):
            cursor.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # Taking the write lock first means that no transaction fails half-way for want of it.
    reading = connection.get_execution_options().get("reading")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
