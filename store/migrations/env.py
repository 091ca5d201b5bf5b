"""Alembic's entry: it is handed an open connection by `run.upgrade` and nothing else."""

from __future__ import annotations

from alembic import context

from store.tables import Row

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=Row.metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
