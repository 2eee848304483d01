"""Alembic's entry point: the connection comes from `bot.store.engine.migrate`."""

from alembic import context

from bot.store import channel_tables, dispute_tables, dossier_tables, feedback_tables
from bot.store.tables import Table

_AREAS = (channel_tables, dispute_tables, dossier_tables, feedback_tables)
"""Modules whose tables belong to the same metadata."""

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
