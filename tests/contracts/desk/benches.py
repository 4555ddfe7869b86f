"""Three desks behind one bench: memory, a SQLite file, a database on PostgreSQL."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import create_engine, insert, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from sondir.adapters.database.desk import DatabaseDesk, House
from sondir.adapters.database.engine import open_database
from sondir.adapters.database.migrate import migrate
from sondir.adapters.database.seed import seed as seed_database
from sondir.adapters.database.tables import metadata
from sondir.adapters.database.tables.inbox import inbox_body
from sondir.adapters.memory.clock import VirtualClock
from sondir.adapters.memory.desk import Equipment, MemoryDesk
from sondir.adapters.memory.seed import seed as seed_memory
from sondir.adapters.system import SystemIds
from sondir.domain.corridor import PLAYBOOKS
from sondir.domain.founding import founding_of
from sondir.domain.patience import Patience
from sondir.domain.tariff import Tariff
from sondir.ports.desk import Desk
from sondir.ports.inbox import Body

NOON = datetime(2026, 7, 14, 7, 0, tzinfo=UTC)
SERVER = os.environ.get(
    "SONDIR_TEST_POSTGRES_URL", "postgresql+psycopg://root@127.0.0.1:5432/postgres"
)


@dataclass
class Bench:
    """A desk and what stands around it; *orders* are the runs that were asked for."""

    clock: VirtualClock = field(default_factory=lambda: VirtualClock(NOON))
    orders: list[tuple[str, str, list[str]]] = field(default_factory=list)

    def step(self):
        raise NotImplementedError

    def found(self, document):
        raise NotImplementedError

    def receive(self, body: Body):
        raise NotImplementedError


class MemoryBench(Bench):
    def __init__(self) -> None:
        super().__init__()
        equipment = Equipment(self.clock, cast(Any, None), cast(Any, None), {}, {})
        self.desk = MemoryDesk(equipment, lambda *order: self.orders.append(order))

    @contextmanager
    def step(self) -> Iterator[Desk]:
        yield cast(Desk, self.desk)

    def found(self, document):
        seed_memory(self.desk, founding_of(document, frozenset(PLAYBOOKS)))

    def receive(self, body: Body):
        self.desk.inbox.waiting[body.id] = body


class DatabaseBench(Bench):
    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url
        self.engine = open_database(url)
        self.house = House(
            clock=self.clock,
            ids=SystemIds(),
            reader=cast(Any, None),
            phrasebook=cast(Any, None),
            channels={},
            playbooks={},
            patience=Patience(),
            tariff=Tariff(),
            enqueue=lambda _, *order: self.orders.append(order),
        )

    @contextmanager
    def step(self) -> Iterator[Desk]:
        with self.engine.begin() as connection:
            yield cast(Desk, DatabaseDesk(connection, self.house))

    def found(self, document):
        founding = founding_of(document, frozenset(PLAYBOOKS))
        with self.engine.begin() as connection:
            seed_database(connection, founding, self.clock.now())

    def receive(self, body: Body):
        row = {
            "id": body.id,
            "channel": body.channel,
            "raw": body.raw,
            "received_at": body.received_at,
        }
        with self.engine.begin() as connection:
            connection.execute(insert(inbox_body).values(**row))

    def close(self):
        self.engine.dispose()


class PostgresServer:
    """Makes one database, empties it for each test and drops it at the end.

    *why_not* says why there is none.
    """

    def __init__(self) -> None:
        self.name = f"sondir_desk_{SystemIds().unguessable()[:12]}"
        self.url = make_url(SERVER).set(database=self.name).render_as_string(False)
        self.why_not = ""
        self.server = create_engine(
            SERVER, isolation_level="AUTOCOMMIT", connect_args={"connect_timeout": 3}
        )
        try:
            self._command(f"CREATE DATABASE {self.name}")
        except OperationalError:
            if "SONDIR_TEST_POSTGRES_URL" in os.environ:
                raise  # asked for by name: its absence is a failure
            self.why_not = "no PostgreSQL answers: set SONDIR_TEST_POSTGRES_URL"
            return
        engine = open_database(self.url)
        migrate(engine)
        engine.dispose()

    def fresh(self) -> str:
        """Empty the database; only its owner may, past the journal's triggers."""
        own = create_engine(self.url)
        with own.begin() as connection:
            journal = "ALTER TABLE journal_record {} TRIGGER USER"
            connection.execute(text(journal.format("DISABLE")))
            for table in reversed(metadata.sorted_tables):
                connection.execute(table.delete())
            connection.execute(text(journal.format("ENABLE")))
        own.dispose()
        return self.url

    def close(self) -> None:
        if not self.why_not:
            self._command(f"DROP DATABASE {self.name} WITH (FORCE)")
        self.server.dispose()

    def _command(self, command: str) -> None:
        with self.server.connect() as connection:
            connection.execute(text(command))


class SqliteFolder:
    """Copies one migrated file a test."""

    def __init__(self, folder) -> None:
        self.folder = folder
        self.template = folder / "template.sqlite"
        engine = open_database(f"sqlite:///{self.template}")
        migrate(engine)
        engine.dispose()

    def fresh(self) -> str:
        path = self.folder / f"{SystemIds().unguessable()}.sqlite"
        shutil.copy(self.template, path)
        return f"sqlite:///{path}"
