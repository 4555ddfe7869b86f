"""Runs the steps on the connection that `migrate` opened, in its transaction."""

from alembic import context

from sondir.adapters.database.tables import metadata


def run() -> None:
    """Do the steps that are missing."""
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=metadata,
        render_as_batch=True,  # SQLite changes a table by copying it
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()


if hasattr(context, "config"):  # not where somebody only imports this file
    run()
