"""places, people, parties, deadlines

Columns are added with a default, not by rebuilding a table, so that SQLite keeps the rows that
point to it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "absences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("username", sa.String(length=64), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "code_tries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("resident", sa.String(length=128), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("code_tries_of", "code_tries", ["resident", "at"], unique=False)

    op.create_table(
        "duties",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=64), nullable=False),
        sa.Column("username", sa.String(length=64), nullable=False),
        sa.Column("substitute", sa.String(length=64), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("weekdays", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "homes",
        sa.Column("resident", sa.String(length=128), nullable=False),
        sa.Column("place", sa.String(length=64), nullable=False),
        sa.Column("how", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("resident"),
    )
    op.create_table(
        "places",
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("tier", sa.Integer(), nullable=False),
        sa.Column("parent", sa.String(length=64), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("scene", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("code"),
    )
    op.create_table(
        "assignments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ticket_id"],
            ["tickets.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_assignments_name"), "assignments", ["name"], unique=False)
    op.create_index(op.f("ix_assignments_ticket_id"), "assignments", ["ticket_id"], unique=False)

    op.create_table(
        "parties",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("resident", sa.String(length=128), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("consent", sa.String(length=16), nullable=False),
        sa.Column("consent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("consent_how", sa.String(length=64), nullable=False),
        sa.Column("shares_name", sa.Boolean(), nullable=False),
        sa.Column("shares_phone", sa.Boolean(), nullable=False),
        sa.Column("shares_story", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ticket_id"],
            ["tickets.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("ticket_id", "role"),
    )
    op.create_index(op.f("ix_parties_resident"), "parties", ["resident"], unique=False)

    op.create_table(
        "recusals",
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ticket_id"],
            ["tickets.id"],
        ),
        sa.PrimaryKeyConstraint("ticket_id", "name"),
    )
    op.create_table(
        "staff_profiles",
        sa.Column("username", sa.String(length=64), nullable=False),
        sa.Column("places", sa.JSON(), nullable=False),
        sa.Column("phone", sa.String(length=32), nullable=False),
        sa.Column("mail", sa.String(length=128), nullable=False),
        sa.Column("committee", sa.String(length=64), nullable=False),
        sa.Column("term_since", sa.Date(), nullable=True),
        sa.Column("term_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["username"],
            ["staff.username"],
        ),
        sa.PrimaryKeyConstraint("username"),
    )
    op.create_table(
        "codes",
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used_by", sa.String(length=128), nullable=False),
        sa.ForeignKeyConstraint(
            ["party_id"],
            ["parties.id"],
        ),
        sa.PrimaryKeyConstraint("code"),
    )
    op.create_index(op.f("ix_codes_party_id"), "codes", ["party_id"], unique=False)

    op.create_table(
        "party_ratings",
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("closing", sa.Integer(), nullable=False),
        sa.Column("stars", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["party_id"],
            ["parties.id"],
        ),
        sa.PrimaryKeyConstraint("party_id", "closing"),
    )
    op.add_column(
        "alerts", sa.Column("recipient", sa.String(length=128), nullable=False, server_default="")
    )
    op.add_column("alerts", sa.Column("digest", sa.Integer(), nullable=True))

    op.add_column(
        "events", sa.Column("audience", sa.String(length=16), nullable=False, server_default="both")
    )

    op.add_column(
        "tickets", sa.Column("place", sa.String(length=64), nullable=False, server_default="")
    )
    op.add_column("tickets", sa.Column("tier", sa.Integer(), nullable=False, server_default="1"))
    op.add_column(
        "tickets",
        sa.Column("source", sa.String(length=16), nullable=False, server_default="applied"),
    )
    op.add_column(
        "tickets", sa.Column("assignee", sa.String(length=64), nullable=False, server_default="")
    )
    op.add_column(
        "tickets", sa.Column("end_reason", sa.String(length=16), nullable=False, server_default="")
    )
    op.add_column(
        "tickets", sa.Column("merged_into", sa.String(length=32), nullable=False, server_default="")
    )
    op.add_column("tickets", sa.Column("stage_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("tickets", sa.Column("due_on", sa.Date(), nullable=True))
    op.add_column("tickets", sa.Column("warned_on", sa.Date(), nullable=True))
    op.add_column("tickets", sa.Column("paused_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "tickets", sa.Column("extended", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column(
        "tickets", sa.Column("closings", sa.Integer(), nullable=False, server_default="0")
    )
    op.create_index(op.f("ix_tickets_due_on"), "tickets", ["due_on"], unique=False)
    op.create_index(op.f("ix_tickets_place"), "tickets", ["place"], unique=False)
    _carry_over()


def _carry_over() -> None:
    """Tickets of the first version: their state in the new words, and their two sides."""
    op.execute("UPDATE tickets SET closings = 1 WHERE status = 'closed'")
    op.execute("UPDATE tickets SET status = 'archived' WHERE status = 'closed'")
    op.execute(
        "UPDATE tickets SET status = 'verifying' WHERE status = 'claimed' AND kind = 'dispute'"
    )
    op.execute("UPDATE events SET audience = 'applicant'")
    op.execute(
        "INSERT INTO parties (ticket_id, role, resident, name, phone, address, consent,"
        " consent_at, consent_how, shares_name, shares_phone, shares_story)"
        " SELECT id, 'applicant', resident, '', phone, \"where\", 'given', consented_at, '',"
        " false, false, false FROM tickets WHERE kind = 'dispute'"
    )
    op.execute(
        "INSERT INTO parties (ticket_id, role, name, phone, address, consent,"
        " consent_how, shares_name, shares_phone, shares_story)"
        " SELECT id, 'respondent', other_side, '', '', 'unasked', '', false, false, false"
        " FROM tickets WHERE kind = 'dispute'"
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_tickets_place"), table_name="tickets")
    op.drop_index(op.f("ix_tickets_due_on"), table_name="tickets")
    op.drop_column("tickets", "closings")
    op.drop_column("tickets", "extended")
    op.drop_column("tickets", "paused_at")
    op.drop_column("tickets", "warned_on")
    op.drop_column("tickets", "due_on")
    op.drop_column("tickets", "stage_at")
    op.drop_column("tickets", "merged_into")
    op.drop_column("tickets", "end_reason")
    op.drop_column("tickets", "assignee")
    op.drop_column("tickets", "source")
    op.drop_column("tickets", "tier")
    op.drop_column("tickets", "place")

    op.drop_column("events", "audience")

    op.drop_column("alerts", "digest")
    op.drop_column("alerts", "recipient")

    op.drop_table("party_ratings")
    op.drop_index(op.f("ix_codes_party_id"), table_name="codes")

    op.drop_table("codes")
    op.drop_table("staff_profiles")
    op.drop_table("recusals")
    op.drop_index(op.f("ix_parties_resident"), table_name="parties")

    op.drop_table("parties")
    op.drop_index(op.f("ix_assignments_ticket_id"), table_name="assignments")
    op.drop_index(op.f("ix_assignments_name"), table_name="assignments")

    op.drop_table("assignments")
    op.drop_table("places")
    op.drop_table("homes")
    op.drop_table("duties")
    op.drop_index("code_tries_of", table_name="code_tries")

    op.drop_table("code_tries")
    op.drop_table("absences")
