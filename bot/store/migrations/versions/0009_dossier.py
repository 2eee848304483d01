"""what a report counts of a result stands with the ticket, in one index"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0007"

_KEYS = ("kind", "closed_at", "status", "place", "category", "tier", "end_reason")
_COUNTED = ("agreed", "agreed_fen", "marks", "content", "points")


def upgrade() -> None:
    op.add_column(
        "tickets", sa.Column("agreed", sa.String(length=16), nullable=False, server_default="")
    )
    op.add_column(
        "tickets", sa.Column("agreed_fen", sa.BigInteger(), nullable=False, server_default="0")
    )
    for column in ("marks", "content", "points"):
        op.add_column(
            "tickets", sa.Column(column, sa.Integer(), nullable=False, server_default="0")
        )
    _carry_over()
    op.drop_index("tickets_ended", table_name="tickets")
    op.create_index("tickets_ended", "tickets", [*_KEYS, *_COUNTED])
    op.drop_index("ratings_at", table_name="party_ratings")
    waiting = sa.text("confirmed_at IS NULL")
    op.create_index(
        "signers_waiting",
        "agreement_signers",
        ["agreement_id"],
        sqlite_where=waiting,
        postgresql_where=waiting,
    )


def _carry_over() -> None:
    """Agreements in force and marks from before; who ended without one has a reason for it."""
    op.execute(
        "UPDATE tickets SET"
        " agreed = (SELECT form FROM agreements a WHERE a.ticket_id = tickets.id AND NOT replaced),"
        " agreed_fen = (SELECT fen FROM agreements a WHERE a.ticket_id = tickets.id AND NOT replaced)"
        " WHERE end_reason = '' AND EXISTS"
        " (SELECT 1 FROM agreements a WHERE a.ticket_id = tickets.id AND NOT replaced)"
    )
    op.execute(
        "UPDATE tickets SET (marks, content, points) ="
        " (SELECT count(*), coalesce(sum(CASE WHEN stars >= 4 THEN 1 ELSE 0 END), 0),"
        " coalesce(sum(stars), 0) FROM party_ratings r JOIN parties p ON p.id = r.party_id"
        " WHERE p.ticket_id = tickets.id AND r.closing = tickets.closings)"
    )


def downgrade() -> None:
    op.drop_index("signers_waiting", table_name="agreement_signers")
    op.create_index("ratings_at", "party_ratings", ["at", "party_id", "closing", "stars"])
    op.drop_index("tickets_ended", table_name="tickets")
    op.create_index("tickets_ended", "tickets", list(_KEYS))
    with op.batch_alter_table("tickets", schema=None) as batch_op:
        for column in _COUNTED:
            batch_op.drop_column(column)
