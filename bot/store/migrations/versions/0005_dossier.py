"""the mediation file: agreements, visits, and the chain of events"""

import secrets
from datetime import UTC

import sqlalchemy as sa
from alembic import op

from handlers.tickets.chain import BEGINNING, digest_of, hash_of

revision = "0005"
down_revision = "0003"

_TABLES = (
    "reminders",
    "visits",
    "signing_tries",
    "agreement_signers",
    "agreement_terms",
    "agreements",
    "dossiers",
    "ledger_head",
)

_COVERING: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "tickets_found",
        "tickets",
        ("kind", "opened_at", "status", "place", "category", "tier", "source"),
    ),
    (
        "tickets_ended",
        "tickets",
        ("kind", "closed_at", "status", "place", "category", "tier", "end_reason"),
    ),
    ("tickets_of_handler", "tickets", ("handler",)),
    ("tickets_of_assignee", "tickets", ("assignee",)),
    ("agreements_of", "agreements", ("ticket_id", "replaced", "form", "fen")),
    ("ratings_at", "party_ratings", ("at", "party_id", "closing", "stars")),
)
"""What the reports and the staff's lists read, so that they need not read the rows."""


def upgrade() -> None:
    _create_tables()
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.add_column(sa.Column("seq", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("salt", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("digest", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("hash", sa.String(length=64), nullable=True))
    _chain_existing_events()
    with op.batch_alter_table("events", schema=None) as batch_op:
        for column, length in (("salt", 32), ("digest", 64), ("hash", 64)):
            batch_op.alter_column(column, existing_type=sa.String(length=length), nullable=False)
        batch_op.alter_column("seq", existing_type=sa.Integer(), nullable=False)
        batch_op.create_unique_constraint("events_seq", ["seq"])


def _chain_existing_events() -> None:
    """Events from before the chain enter it in their order."""
    events = sa.table(
        "events",
        sa.column("id", sa.Integer()),
        sa.column("ticket_id", sa.Integer()),
        sa.column("at", sa.DateTime(timezone=True)),
        *(sa.column(c, sa.Text()) for c in ("actor", "action", "recorded", "told", "audience")),
        sa.column("seq", sa.Integer()),
        *(sa.column(c, sa.Text()) for c in ("salt", "digest", "hash")),
    )
    connection = op.get_bind()
    before, seq = BEGINNING, 0
    rows = connection.execute(sa.select(events).order_by(events.c.id)).all()
    for seq, row in enumerate(rows, 1):
        at = row.at if row.at.tzinfo else row.at.replace(tzinfo=UTC)
        salt = secrets.token_hex(16)
        digest = digest_of(salt, row.recorded, row.told)
        before = hash_of(
            before, seq, row.ticket_id, at, row.actor, row.action, row.audience, digest
        )
        connection.execute(
            sa.update(events)
            .where(events.c.id == row.id)
            .values(seq=seq, salt=salt, digest=digest, hash=before)
        )
    connection.execute(
        sa.table("ledger_head", sa.column("id"), sa.column("seq"), sa.column("hash"))
        .insert()
        .values(id=1, seq=seq, hash=before)
    )


def _create_tables() -> None:
    op.create_table(
        "ledger_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "dossiers",
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("fen", sa.BigInteger(), nullable=True),
        sa.Column("crime", sa.Boolean(), nullable=False),
        sa.Column("petition", sa.Boolean(), nullable=False),
        sa.Column("mediators", sa.Text(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"]),
        sa.PrimaryKeyConstraint("ticket_id"),
    )
    op.create_table(
        "agreements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=48), nullable=False),
        sa.Column("form", sa.String(length=16), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("mediator", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("effective", sa.Date(), nullable=True),
        sa.Column("fen", sa.BigInteger(), nullable=False),
        sa.Column("replaced", sa.Boolean(), nullable=False),
        sa.Column("court", sa.String(length=16), nullable=False),
        sa.Column("court_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
    )
    op.create_table(
        "agreement_terms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("fen", sa.BigInteger(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("done_note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreements.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "agreement_signers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("resident", sa.String(length=128), nullable=True),
        sa.Column("code", sa.String(length=64), nullable=True),
        sa.Column("code_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("way", sa.String(length=16), nullable=False),
        sa.Column("refused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreements.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code"),
        sa.UniqueConstraint("agreement_id", "side", "name"),
    )
    op.create_table(
        "signing_tries",
        sa.Column("resident", sa.String(length=128), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("resident", "day"),
    )
    op.create_table(
        "visits",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=True),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("visited_on", sa.Date(), nullable=True),
        sa.Column("visitor", sa.String(length=64), nullable=False),
        sa.Column("performed", sa.String(length=16), nullable=False),
        sa.Column("satisfied", sa.Integer(), nullable=True),
        sa.Column("litigation", sa.Boolean(), nullable=False),
        sa.Column("risk", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"]),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreements.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "reminders",
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    for table, indexed in (
        ("agreements", ("made_at", "effective")),
        ("agreement_terms", ("agreement_id", "due")),
        ("agreement_signers", ("agreement_id", "resident")),
        ("visits", ("ticket_id", "due")),
    ):
        for column in indexed:
            op.create_index(f"ix_{table}_{column}", table, [column])
    for name, table, columns in _COVERING:
        op.create_index(name, table, list(columns))
    prevented = sa.text("crime OR petition")
    op.create_index(
        "dossiers_prevented",
        "dossiers",
        ["ticket_id"],
        sqlite_where=prevented,
        postgresql_where=prevented,
    )


def downgrade() -> None:
    for name, table, _ in _COVERING:
        op.drop_index(name, table_name=table)
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.drop_constraint("events_seq", type_="unique")
        for column in ("hash", "digest", "salt", "seq"):
            batch_op.drop_column(column)
    for table in _TABLES:
        op.drop_table(table)
