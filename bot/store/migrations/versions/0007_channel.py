"""one table of homes, owed answers, and when the words of a sent message were erased"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_GRID = 1
"""The tier of a grid (handlers.tickets.people.Tier)."""


def upgrade() -> None:
    _move_grids()
    op.drop_table("resident_grids")
    op.create_table(
        "owed",
        sa.Column("receipt", sa.String(length=64), nullable=False),
        sa.Column("resident", sa.String(length=128), nullable=False),
        sa.Column("message", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("receipt"),
    )
    op.create_index("ix_owed_resident", "owed", ["resident"])
    op.add_column("outgoing", sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index("outgoing_kept", "outgoing", ["erased_at", "created_at"])


def _move_grids() -> None:
    """Who scanned a grid's code belongs to it. A home that is known already is kept: it was
    written by the same scan, or chosen by the resident. A scene nobody had entered yet moves as
    it is, and finds its grid when that is entered."""
    connection = op.get_bind()
    homes = sa.table("homes", sa.column("resident"), sa.column("place"), sa.column("how"))
    scanned = connection.execute(
        sa.text(
            "SELECT resident, grid FROM resident_grids"
            " WHERE resident NOT IN (SELECT resident FROM homes)"
        )
    ).all()
    grids = connection.execute(
        sa.text("SELECT code, name, scene FROM places WHERE tier = :tier"), {"tier": _GRID}
    ).all()
    code_of: dict[str, str] = {}
    for code, name, scene in grids:
        code_of |= {key: code for key in (scene, name, code) if key}
    if scanned:
        op.bulk_insert(
            homes,
            [
                {"resident": resident, "place": code_of.get(grid, grid), "how": "scene"}
                for resident, grid in scanned
            ],
        )


def downgrade() -> None:
    op.drop_index("outgoing_kept", "outgoing")
    with op.batch_alter_table("outgoing") as outgoing:
        outgoing.drop_column("erased_at")
    op.drop_table("owed")
    op.create_table(
        "resident_grids",
        sa.Column("resident", sa.String(length=128), nullable=False),
        sa.Column("grid", sa.String(length=64), nullable=False),
        sa.Column("bound_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("resident"),
    )
    op.create_index("ix_resident_grids_grid", "resident_grids", ["grid"])
    op.execute(
        "INSERT INTO resident_grids (resident, grid, bound_at)"
        " SELECT resident, place, CURRENT_TIMESTAMP FROM homes WHERE how = 'scene'"
    )
