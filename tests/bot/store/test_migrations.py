"""The migrations make the tables as the code has them, and carry over what was there before."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text

from bot.store.engine import Database, migrate
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


def test_the_migrated_tables_are_those_of_the_code(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, Table.metadata) == []


def test_results_from_before_are_counted_with_their_ticket(database_url: str) -> None:
    engine = create_engine(database_url)
    migrate(engine, "0006")
    with engine.begin() as connection:
        for statement in _BEFORE.split(";"):
            connection.execute(text(statement))
    migrate(engine)
    with engine.connect() as connection:
        counted = connection.execute(
            text("SELECT agreed, agreed_fen, marks, content, points FROM tickets")
        ).one()
    engine.dispose()
    assert tuple(counted) == ("oral", 120_000, 2, 1, 8)
