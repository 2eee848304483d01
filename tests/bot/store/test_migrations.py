"""Data that stands in an older database is carried over."""

from collections.abc import Iterator

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Engine, create_engine, make_url, text

from bot.store.engine import MIGRATIONS
from bot.store.tables import Table


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    opened = create_engine(make_url(database_url))
    yield opened
    opened.dispose()


def go_to(engine: Engine, revision: str) -> None:
    """Up or down to a revision."""
    settings = Config()
    settings.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        settings.attributes["connection"] = connection
        move = command.downgrade if revision.startswith("-") else command.upgrade
        move(settings, revision)


def homes(engine: Engine) -> list[tuple[str, str, str]]:
    with engine.begin() as connection:
        rows = connection.execute(text("SELECT resident, place, how FROM homes ORDER BY resident"))
        return [(row.resident, row.place, row.how) for row in rows]


def test_scanned_grids_become_homes_and_a_choice_stays(engine: Engine) -> None:
    go_to(engine, "0006")
    place = "INSERT INTO places VALUES ('{}', '{}', {}, '', '[]', '{}')"
    scan = "INSERT INTO resident_grids VALUES ('{}', '{}', '2026-01-01 00:00:00+00:00')"
    with engine.begin() as connection:
        for statement in (
            place.format("xf-1", "第一网格", 1, "grid-1"),
            place.format("xf", "幸福社区", 2, ""),
            scan.format("chose", "grid-1"),
            "INSERT INTO homes VALUES ('chose', 'xf-2', 'choice')",
            scan.format("scanned", "grid-1"),
            scan.format("unknown", "A03"),
        ):
            connection.execute(text(statement))
    go_to(engine, "head")
    assert homes(engine) == [
        ("chose", "xf-2", "choice"),
        ("scanned", "xf-1", "scene"),
        ("unknown", "A03", "scene"),
    ]


def test_the_channels_last_step_can_be_taken_back(engine: Engine) -> None:
    go_to(engine, "0007")
    go_to(engine, "-1")
    go_to(engine, "0007")
    assert homes(engine) == []


def test_the_migrations_make_the_tables_that_the_code_knows(engine: Engine) -> None:
    go_to(engine, "head")
    with engine.begin() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Table.metadata) == []
