"""Opening the database: durable, and with one writer at a time on SQLite."""

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url

from sondir.domain.errors import Mistake

POOL = 5
"""Connections a pool may hold (DESIGN.md, decision 1)."""
BUSY_MS = 30_000
"""How long SQLite waits for another process's lock before it says busy."""


def open_database(url: str) -> Engine:
    """Open the database at *url*: `sqlite:///path` or `postgresql://user@host/name`.

    On SQLite the engine is the one writer of the process: each transaction begins with
    the write lock, and the next one waits in line for the connection instead of asking
    the file again and again. Never open a second transaction inside one. Values are
    kept out of error messages: they may be personal.
    """
    parsed = _address(url)
    settings: dict[str, Any] = {"hide_parameters": True, "max_overflow": 0}
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed, pool_size=POOL, pool_pre_ping=True, **settings)
    Path(parsed.database or "").parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(parsed, pool_size=1, pool_timeout=60, **settings)
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def _address(url: str) -> URL:
    """Read *url*; raises Mistake `database.unknown_kind` and `database.no_file`.

    >>> _address("postgres://salon@db/sondir").drivername
    'postgresql+psycopg'
    """
    parsed = make_url(url)
    kind = parsed.drivername.partition("+")[0]
    if kind in ("postgres", "postgresql"):
        return parsed.set(drivername="postgresql+psycopg")
    if kind != "sqlite":
        raise Mistake("database.unknown_kind", kind=kind)
    if parsed.database in (None, "", ":memory:"):
        raise Mistake("database.no_file")
    return parsed


def open_reader(writer: Engine) -> Engine:
    """Open connections for pages: they see the last commit and never hold a writer up.

    A transaction sees one state throughout, and a statement that changes something
    fails. On PostgreSQL they share no pool with the writers either, so a full page
    never stops a turn.
    """
    settings: dict[str, Any] = {"hide_parameters": True, "max_overflow": 0}
    if writer.dialect.name != "sqlite":
        engine = create_engine(
            writer.url, pool_size=POOL, pool_pre_ping=True, **settings
        )
        return engine.execution_options(
            postgresql_readonly=True, isolation_level="REPEATABLE READ"
        )
    engine = create_engine(writer.url, pool_size=POOL, **settings)
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "connect", _forbid_writing)
    event.listen(engine, "begin", _begin_reading)
    return engine


def _set_up(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    connection.execute(f"PRAGMA busy_timeout={BUSY_MS}")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
    # without it REPLACE would delete a journal record past its trigger
    connection.execute("PRAGMA recursive_triggers=ON")


def _forbid_writing(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA query_only=ON")


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_reading(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
