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

_BEFORE = """
INSERT INTO tickets (id, number, kind, category, status, what, "where", other_side, phone, entry,
  opened_at, closed_at, handler, result, version, end_reason, closings)
VALUES (7, 'BM260302-0001', 'dispute', '邻里', 'performing', '漏水', '', '', '', '',
  '2026-03-02 08:00:00', '2026-03-09 08:00:00', '王调解员', '', 5, '', 2);
INSERT INTO agreements (id, ticket_id, number, form, facts, mediator, made_at, fen, replaced, court)
VALUES (1, 7, 'x-协1', 'written', '', '', '2026-03-09 08:00:00', 5, true, ''),
  (2, 7, 'x-协2', 'oral', '', '', '2026-03-09 08:00:00', 120000, false, '');
INSERT INTO parties (id, ticket_id, role, name, phone, address, consent, consent_how,
  shares_name, shares_phone, shares_story)
VALUES (1, 7, 'applicant', '', '', '', 'given', '', false, false, false),
  (2, 7, 'respondent', '', '', '', 'given', '', false, false, false);
INSERT INTO party_ratings (party_id, closing, stars, words, at)
VALUES (1, 1, 1, '', '2026-03-01 08:00:00'), (1, 2, 5, '', '2026-03-10 08:00:00'),
  (2, 2, 3, '', '2026-03-10 08:00:00')
"""


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


def test_results_from_before_are_counted_with_their_ticket(engine: Engine) -> None:
    go_to(engine, "0006")
    with engine.begin() as connection:
        for statement in _BEFORE.split(";"):
            connection.execute(text(statement))
    go_to(engine, "head")
    with engine.begin() as connection:
        counted = connection.execute(
            text("SELECT agreed, agreed_fen, marks, content, points FROM tickets")
        ).one()
    assert tuple(counted) == ("oral", 120_000, 2, 1, 8)


def test_a_migrations_file_begins_with_its_number() -> None:
    """By which a start knows the last one without loading what applies them."""
    for file in (MIGRATIONS / "versions").glob("[0-9]*.py"):
        assert f'revision = "{file.name[:4]}"' in file.read_text(encoding="utf-8")
