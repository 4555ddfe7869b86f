"""Play a part of the simulated crises again on databases, and compare what is left."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from sondir.adapters.database.engine import open_database
from sondir.adapters.database.migrate import migrate
from sondir.adapters.database.tables import metadata
from sondir.adapters.system import SystemIds
from sondir.bootstrap.database_story import DatabaseStory, message_names, without_ids
from sondir.bootstrap.memory import Story
from sondir.bootstrap.replaying import journal_texts
from sondir.bootstrap.simulating import LONGEST, Order, equip, evidence_of
from sondir.stages.audit import audit

SERVER = "postgresql://127.0.0.1:5432/postgres"
ONE_IN = 100
"""Of a hundred crises one is played on every database too; of fewer, one."""


@dataclass
class Proof:
    """What the databases said. *why_not* names one that did not answer, and why."""

    crises: dict[str, int] = field(default_factory=dict)
    why_not: dict[str, str] = field(default_factory=dict)
    violations: list[tuple[int, str, str]] = field(default_factory=list)


def prove(order: Order, shown: Callable[[int], None]) -> Proof:
    """Play every hundredth crisis on SQLite and on a PostgreSQL server.

    The server is SONDIR_TEST_POSTGRES_URL, else the one of this machine.

    A journal that differs from memory's in an entry or a sum is a violation, and so
    is everything that the audit finds there.
    """
    proof = Proof()
    postgres = os.environ.get("SONDIR_TEST_POSTGRES_URL", SERVER)
    numbers = range(0, order.crises, ONE_IN)
    with ExitStack() as open_ones:
        for name, database in _databases(postgres, proof, open_ones):
            for number in numbers:
                found = _compare(order.seed, number, database())
                proof.violations += [
                    (number, f"{name}:{what}", where) for what, where in found
                ]
                proof.crises[name] = proof.crises.get(name, 0) + 1
                shown(sum(proof.crises.values()))
    return proof


def _databases(
    postgres: str, proof: Proof, open_ones: ExitStack
) -> Iterator[tuple[str, Callable[[], Engine]]]:
    """Offer ways to an empty database each, as far as there are servers."""
    yield "sqlite", open_ones.enter_context(_sqlite())
    try:
        server = open_ones.enter_context(_postgres(postgres))
    except (SQLAlchemyError, ValueError) as error:
        proof.why_not["postgresql"] = type(error).__name__
        return
    yield "postgresql", server


@contextmanager
def _sqlite() -> Iterator[Callable[[], Engine]]:
    """Copy one migrated file for every crisis."""
    with TemporaryDirectory() as folder, ExitStack() as opened:
        template = Path(folder) / "template.sqlite"
        first = open_database(f"sqlite:///{template}")
        migrate(first)
        first.dispose()

        def fresh() -> Engine:
            opened.close()
            copy = Path(folder) / "crisis.sqlite"
            for left in Path(folder).glob("crisis.sqlite*"):
                left.unlink()
            shutil.copy(template, copy)
            engine = open_database(f"sqlite:///{copy}")
            opened.callback(engine.dispose)
            return engine

        yield fresh


@contextmanager
def _postgres(server: str) -> Iterator[Callable[[], Engine]]:
    """Make a database on the server, empty it for every crisis, drop it at the end."""
    name = f"sondir_simulate_{SystemIds().unguessable()[:12]}"
    url = make_url(server).set(drivername="postgresql+psycopg")
    command = create_engine(
        url, isolation_level="AUTOCOMMIT", connect_args={"connect_timeout": 3}
    )
    with command.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    own = open_database(url.set(database=name).render_as_string(hide_password=False))
    try:
        migrate(own)
        yield lambda: _emptied(own)
    finally:
        own.dispose()
        with command.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        command.dispose()


def _emptied(own: Engine) -> Engine:
    """Empty every table; only the database's owner may, past the journal's triggers."""
    with own.begin() as connection:
        journal = "ALTER TABLE journal_record {} TRIGGER USER"
        connection.execute(text(journal.format("DISABLE")))
        for table in reversed(metadata.sorted_tables):
            connection.execute(table.delete())
        connection.execute(text(journal.format("ENABLE")))
    return own


def _compare(seed: int, number: int, database: Engine) -> list[tuple[str, str]]:
    """Play one crisis in memory and on *database*; list what is wrong there."""
    hostile, play = equip().play(seed, number)
    memory = Story(play, equip().reading)
    memory.run(until=hostile.start + LONGEST)
    _, again = equip().play(seed, number)
    kept = DatabaseStory(again, equip().reading, database)
    kept.run(until=hostile.start + LONGEST)
    texts = kept.texts()
    here = without_ids(list(journal_texts(memory)), message_names(memory))
    there = without_ids(texts, {})
    differs = next(
        (n for n, (a, b) in enumerate(zip_longest(here, there), 1) if a != b), None
    )
    wrong = [] if differs is None else [("differs_from_memory", f"#{differs}")]
    evidence = evidence_of(memory, hostile, texts, wire=kept.world.wire_lines)
    return wrong + [(v.what, v.where) for v in audit(evidence)]
