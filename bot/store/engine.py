"""One database, SQLite or PostgreSQL: how a transaction begins on each."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.orm import Session, sessionmaker

MIGRATIONS = Path(__file__).parent / "migrations"


@dataclass(frozen=True, slots=True)
class Database:
    """`writing()` opens a session whose transaction may write; `reading()` one that does not
    take SQLite's write lock. `answering()` writes what may be lost in a power cut though not when
    a process dies: on SQLite it does not wait for the disk, elsewhere it is `writing` itself.
    """

    engine: Engine
    writing: sessionmaker[Session]
    reading: sessionmaker[Session]
    answering: sessionmaker[Session]

    @property
    def lasts_anyway(self) -> bool:
        """Whether what `answering` writes outlasts a power cut too."""
        return self.answering is self.writing

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"


def open_database(url: str) -> Database:
    """Connect and bring the schema up to date."""
    engine = _engine(url)
    migrate(engine)
    writing = sessionmaker(engine, expire_on_commit=False)
    reading = sessionmaker(engine.execution_options(reading=True), expire_on_commit=False)
    quick = sessionmaker(engine.execution_options(quick=True), expire_on_commit=False)
    is_sqlite = engine.dialect.name == "sqlite"
    return Database(engine, writing, reading, quick if is_sqlite else writing)


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
    if to == "head" and _is_current(engine):
        return
    from alembic import command  # noqa: PLC0415 - a quarter of a second that most starts need not
    from alembic.config import Config  # noqa: PLC0415

    settings = Config()
    settings.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        settings.attributes["connection"] = connection
        command.upgrade(settings, to)


def _is_current(engine: Engine) -> bool:
    """Whether the last migration is there; their files begin with their numbers."""
    last = max(file.name[:4] for file in (MIGRATIONS / "versions").glob("[0-9]*.py"))
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return False
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all()
    return list(found) == [last]


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
            "foreign_keys=ON",
            "busy_timeout=10000",
            "secure_delete=ON",  # erased residents' data is overwritten
        ):
            cursor.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    # With FULL a ticket number that a resident saw survives a power cut (sqlite.org/pragma.html).
    synchronous = "NORMAL" if options.get("quick") else "FULL"
    if connection.info.get("synchronous") != synchronous:
        connection.exec_driver_sql(f"PRAGMA synchronous={synchronous}")
        connection.info["synchronous"] = synchronous
    # Taking the write lock first means that no transaction fails half-way for want of it.
    connection.exec_driver_sql("BEGIN" if options.get("reading") else "BEGIN IMMEDIATE")
