"""The engine's own connections to our database."""

from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text

POOL = 5
"""Connections the engine may hold, beside those of our own transactions."""
SCHEMA = "dbos"
"""Where its tables live on PostgreSQL; on SQLite they stand beside ours."""
WAITING = "('ENQUEUED', 'DELAYED', 'PENDING')"


def connect_like(database: Engine) -> Engine:
    """Open a second engine on the same database, set up the way DBOS needs it.

    On SQLite it must not be ours: ours begins every transaction with the write lock,
    while the engine's polling only reads and may not stand in the writers' way.
    """
    kwargs: dict[str, Any] = {"hide_parameters": True, "pool_size": POOL}
    kwargs |= {"max_overflow": 0, "pool_timeout": 30}
    if database.dialect.name != "sqlite":
        return create_engine(database.url, pool_pre_ping=True, **kwargs)
    if database.url.database in (None, "", ":memory:"):
        raise ValueError("the durable engine needs a file; use the engine in memory")
    engine = create_engine(database.url, **kwargs)
    event.listen(engine, "connect", _set_up_sqlite)
    return engine


def end_frozen_sessions(engine: Engine, after_s: float) -> None:
    """Have PostgreSQL end a session of *engine* that idles inside a transaction.

    A worker that froze, or whose machine vanished, in the middle of a step would hold
    its row locks for ever, and whoever takes its work over would wait for them.
    """

    def _limit(connection: Any, _record: object) -> None:
        milliseconds = int(after_s * 1000)
        with connection.cursor() as cursor:
            cursor.execute(f"SET idle_in_transaction_session_timeout = {milliseconds}")
        connection.commit()

    event.listen(engine, "connect", _limit)


def count_waiting(connection: Connection, application: str) -> int:
    """Count the runs of *application* that are enqueued or running."""
    # the status list is a constant: the partial indexes need it spelled out
    query = (
        f"SELECT count(*) FROM {_status_table(connection)}"
        f" WHERE status IN {WAITING} AND application_name = :application"
    )
    found = connection.execute(text(query), {"application": application})
    return int(found.scalar_one())


def failed_runs(connection: Connection, application: str) -> list[tuple[str, str]]:
    """List (workflow, run id) of the runs that ended in an error, oldest first."""
    query = (
        f"SELECT name, workflow_uuid FROM {_status_table(connection)}"
        " WHERE status IN ('ERROR', 'MAX_RECOVERY_ATTEMPTS_EXCEEDED')"
        " AND application_name = :application ORDER BY created_at, workflow_uuid"
    )
    found = connection.execute(text(query), {"application": application})
    return [(str(row[0]), str(row[1])) for row in found]


def _status_table(connection: Connection) -> str:
    prefix = "" if connection.dialect.name == "sqlite" else f"{SCHEMA}."
    return f"{prefix}workflow_status"


def _set_up_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = "IMMEDIATE"
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA busy_timeout=30000")
    connection.execute("PRAGMA foreign_keys=ON")
