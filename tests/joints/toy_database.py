"""The toy's tables and its desk, on SQLite and on PostgreSQL."""

import random
import time
from collections.abc import Callable

from sqlalchemy import (
    Column,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    create_engine,
    event,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.engine import Connection
from tests.joints.toy import STEPS

from sondir.adapters.database.lease import lease_metadata

tables = MetaData()
incident = Table(
    "toy_incident",
    tables,
    Column("id", String, primary_key=True),
    Column("total", Integer, nullable=False),
)
done = Table(
    "toy_done",
    tables,
    Column("turn", String, primary_key=True),
    Column("step", String, primary_key=True),
)
repeats = Table("toy_repeat", tables, Column("turn", String), Column("step", String))

Enqueue = Callable[[Connection, str, str, list[str]], None]


def open_database(url: str) -> Engine:
    """Open *url* the way the product does: on SQLite WAL, FULL, BEGIN IMMEDIATE."""
    if not url.startswith("sqlite"):
        return create_engine(url, pool_size=5, max_overflow=0, hide_parameters=True)
    engine = create_engine(url, pool_size=5, max_overflow=0, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def _set_up(connection, _record) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=5000"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("PRAGMA foreign_keys=ON")

    @event.listens_for(engine, "begin")
    def _begin(connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def open_reader(url: str) -> Engine:
    """Open *url* for looking only: never in the way of a writer."""
    return create_engine(url, hide_parameters=True)


def create_tables(engine: Engine) -> None:
    tables.create_all(engine)
    lease_metadata.create_all(engine)


def turn_id(name: str, number: int) -> str:
    return f"{name}/{number}"


class SqlToyDesk:
    """Every step adds one to its incident's total: repeated, it would show."""

    def __init__(self, connection: Connection, enqueue: Enqueue, last: int) -> None:
        self._connection = connection
        self._enqueue = enqueue
        self._last = last

    def hear(self, turn: str) -> bool:
        self._once(turn, "hear")
        return True

    def count(self, turn: str) -> int:
        self._once(turn, "count")
        name = turn.partition("/")[0]
        query = select(incident.c.total).where(incident.c.id == name)
        return int(self._connection.execute(query).scalar_one())

    def follow(self, turn: str) -> str | None:
        self._once(turn, "follow")
        name, _, number = turn.partition("/")
        if int(number) >= self._last:
            return None
        following = turn_id(name, int(number) + 1)
        self._enqueue(self._connection, "toy_turn", following, [following])
        return following

    def _once(self, turn: str, step: str) -> None:
        """Add one to the incident unless this step of this turn did so already."""
        time.sleep(random.uniform(0, 0.004))
        here = (done.c.turn == turn) & (done.c.step == step)
        if self._connection.execute(select(done.c.turn).where(here)).first():
            self._connection.execute(insert(repeats).values(turn=turn, step=step))
            return
        self._connection.execute(insert(done).values(turn=turn, step=step))
        self._connection.execute(
            update(incident)
            .where(incident.c.id == turn.partition("/")[0])
            .values(total=incident.c.total + 1)
        )


def begin_incident(connection: Connection, name: str, enqueue: Enqueue) -> None:
    """Store an incident and order its first turn, in the caller's transaction."""
    first = turn_id(name, 1)
    connection.execute(insert(incident).values(id=name, total=0))
    enqueue(connection, "toy_turn", first, [first])


def totals(engine: Engine) -> dict[str, int]:
    with engine.connect() as connection:
        rows = connection.execute(select(incident.c.id, incident.c.total))
        return {str(row[0]): int(row[1]) for row in rows}


def expected_total(last: int) -> int:
    return last * len(STEPS)


def repeated(engine: Engine) -> int:
    """Count the steps whose work was asked for again after it had been done."""
    with engine.connect() as connection:
        return len(connection.execute(select(repeats)).all())


def run_states(engine: Engine, executor: str = "%") -> dict[str, int]:
    """Count the engine's runs by state."""
    sqlite = engine.dialect.name == "sqlite"
    table = "workflow_status" if sqlite else "dbos.workflow_status"
    query = (
        f"SELECT status, count(*) FROM {table} WHERE coalesce(executor_id, '') LIKE :e"
        " GROUP BY status"
    )
    with engine.connect() as connection:
        found = connection.execute(text(query), {"e": executor})
        return {str(row[0]): int(row[1]) for row in found}
