"""The engine's part of a backup: its runs, and who goes on with them afterwards."""

from sqlalchemy import Connection, Engine, Table, update

from sondir.adapters.durable import internals
from sondir.adapters.durable.options import ONLY_PROCESS
from sondir.adapters.durable.store import SCHEMA, connect_like


def run_tables(database: Engine) -> list[Table]:
    """Return the tables of runs and steps, as they are named on *database*."""
    is_sqlite = database.dialect.name == "sqlite"
    return internals.tables_of_runs(None if is_sqlite else SCHEMA)


def make_engine_tables(database: Engine) -> None:
    """Make the engine's tables where they are missing."""
    store = connect_like(database)
    try:
        internals.make_tables(store, SCHEMA)
    finally:
        store.dispose()


def hand_over_runs(connection: Connection, tables: list[Table]) -> None:
    """Give what was under way in another life to whoever starts next.

    On SQLite that is the one process there is; on PostgreSQL the executor of such a
    run has no lease, and the first round of the reaper puts it back in line.
    """
    if connection.dialect.name != "sqlite":
        return
    runs = next(table for table in tables if table.name == "workflow_status")
    connection.execute(
        update(runs).where(runs.c.status == "PENDING").values(executor_id=ONLY_PROCESS)
    )
