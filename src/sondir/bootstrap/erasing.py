"""Forget a client of an installation, and keep forgetting them after a restore."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, inspect, select
from sqlalchemy.exc import SQLAlchemyError

from sondir.adapters.database.engine import open_database, open_reader
from sondir.adapters.database.keeping.erasing import Erasing, erase
from sondir.adapters.database.keeping.finding import (
    Obligations,
    find_client,
    obligations_of,
)
from sondir.adapters.database.keeping.sweeping import overwrite, overwrite_later
from sondir.adapters.database.keeping.taking import heads_of
from sondir.adapters.database.migrate import is_current
from sondir.adapters.database.tables.books import journal_record
from sondir.adapters.database.tables.erasures import erasure
from sondir.adapters.database.tables.people import person
from sondir.adapters.system import SystemClock
from sondir.bootstrap.house import reader
from sondir.domain.errors import Mistake, Unavailable
from sondir.domain.journal import GENESIS
from sondir.domain.untrusted import UntrustedText

BY = "command"
"""Who erased: somebody at this machine. Their name is not ours to know."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom an erasure will be about, and what they are still owed."""

    org: str
    ref: str
    owed: Obligations


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure did: how much of each kind was found, and what is still owed."""

    org: str
    ref: str
    found: dict[str, int]
    owed: Obligations
    chain_holds: bool


def wanted(url: str, who: str, org: str) -> Wanted:
    """Find the client; raises Mistake, or Unavailable without a database."""
    database = open_database(url)
    try:
        if not is_current(database):
            raise Mistake("erase.old_tables")
        with database.begin() as connection:
            here, ref = find_client(connection, who, org)
            owed = obligations_of(connection, here, ref, SystemClock().now())
        return Wanted(here, ref, owed)
    except SQLAlchemyError as error:
        raise Unavailable("database.unreachable", why=type(error).__name__) from None
    finally:
        database.dispose()


def forget(url: str, client: Wanted) -> Erased:
    """Erase the client in one transaction; say how much was found.

    A server may go on meanwhile. Afterwards the room that the words took on the disk
    is written over, as far as the database allows it now.
    """
    database = open_database(url)
    try:
        with database.begin() as connection:
            overwrite_later(connection)
            found = erase(connection, client.org, client.ref, _order())
        overwrite(database)
        holds = _chain_holds(database, client.org)
        return Erased(client.org, client.ref, found, client.owed, holds)
    except SQLAlchemyError as error:
        raise Unavailable("database.unreachable", why=type(error).__name__) from None
    finally:
        database.dispose()


def erased_since(
    connection: Connection, heads: Mapping[str, tuple[int, str, bool]]
) -> list[tuple[str, str]]:
    """List who was erased here, where an archive is of this database's own past.

    *heads* are the archive's. Its journal's end stands in our journal, or it is
    somebody else's history, in which `client:17` is another person.
    """
    if not inspect(connection).has_table(erasure.name):
        return []
    own = [org for org, (_, digest, _) in heads.items() if _is_past(connection, digest)]
    rows = connection.execute(
        select(erasure.c.org, erasure.c.person)
        .where(erasure.c.org.in_(own))
        .distinct()
        .order_by(erasure.c.org, erasure.c.person)
    )
    return [(row.org, row.person) for row in rows]


def erase_again(
    connection: Connection, before: list[tuple[str, str]]
) -> tuple[str, ...]:
    """Erase those of *before* whom the restored tables know again."""
    known = {
        (row.org, row.person)
        for row in connection.execute(select(erasure.c.org, erasure.c.person))
    }
    there = {
        (row.org, row.ref)
        for row in connection.execute(select(person.c.org, person.c.ref))
    }
    again = [one for one in before if one in there and one not in known]
    for org, ref in again:
        erase(connection, org, ref, _order())
    return tuple(f"{org}: {ref}" for org, ref in again)


def _is_past(connection: Connection, digest: str) -> bool:
    table = journal_record.c
    found = connection.execute(select(table.seq).where(table.hash == digest))
    return digest == GENESIS or found.first() is not None


def _chain_holds(database: Engine, org: str) -> bool:
    beside = open_reader(database)
    try:
        with beside.begin() as connection:
            head = heads_of(connection).get(org)
    finally:
        beside.dispose()
    return head is None or head[2]


def _order() -> Erasing:
    read = reader().read
    return Erasing(
        SystemClock().now(), BY, lambda text: read(UntrustedText(text)).stems
    )
