"""Alembic's entry point: the connection comes from `bot.store.engine.migrate`."""

from alembic import context

from bot.store import channel_tables

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=channel_tables.Outgoing.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
