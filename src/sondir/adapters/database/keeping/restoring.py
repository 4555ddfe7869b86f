"""Make a database of an archive, in one transaction: all of it, or nothing changes.

The tables are made anew at the step of the schema the archive was taken at, filled,
and then brought up to date by the same migrations as any other database.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    MetaData,
    Table,
    func,
    insert,
    inspect,
    select,
    text,
)

from sondir.adapters.database.keeping.archive import Contents, rows_of
from sondir.adapters.database.keeping.shape import ENGINE, VERSIONS, tables_of
from sondir.adapters.database.keeping.taking import heads_of
from sondir.adapters.database.lease import worker_lease
from sondir.adapters.database.migrate import upgrade_to
from sondir.domain.errors import Mistake

AT_ONCE = 500
"""Rows of one insert."""
STILL_ALIVE_S = 60
"""A worker that was heard of this recently may still be at work."""


def refuse_in_use(database: Engine) -> None:
    """Raise Mistake `restore.in_use` while a server works on the database.

    It would go on with what it remembers, over rows that are no longer there.
    """
    if database.dialect.name == "sqlite":
        path = Path(database.url.database or "")
        used = path.exists() and _is_open_elsewhere(path)
    else:
        used = _has_workers(database)
    if used:
        raise Mistake("restore.in_use")


def is_empty(connection: Connection, engine_tables: Sequence[Table]) -> bool:
    """Say whether there is no row that a restore would take away."""
    tables = tables_of(connection) + [
        table
        for table in engine_tables
        if inspect(connection).has_table(table.name, schema=table.schema)
    ]
    return all(
        connection.execute(select(table).limit(1)).first() is None for table in tables
    )


def fill(
    connection: Connection,
    engine_tables: Sequence[Table],
    path: Path,
    contents: Contents,
) -> None:
    """Replace everything by the checked archive at *path*.

    Raises Mistake: `restore.newer`, `restore.other_engine`, and `restore.not_whole`
    where what was written is not what the archive says, or a chain that held then
    holds no longer. The caller's transaction must then be rolled back.
    """
    _clear(connection, engine_tables)
    upgrade_to(connection, contents.header.schema)
    tables = {table.name: table for table in tables_of(connection)}
    tables |= {f"{ENGINE}{table.name}": table for table in engine_tables}
    for table in tables.values():
        connection.execute(table.delete())  # what a migration has put there
    for name, columns, rows in _in_parts(path):
        _insert(connection, _known(tables, name, columns), columns, rows)
    _check(connection, tables, contents)
    _count_on(connection, tables.values())
    upgrade_to(connection, "head")


def _clear(connection: Connection, engine_tables: Sequence[Table]) -> None:
    ours = MetaData()
    here = set(inspect(connection).get_table_names())
    names = [t.name for t in tables_of(connection, leases=True)]
    ours.reflect(connection, only=[*names, *({VERSIONS} & here)])
    ours.drop_all(connection)
    if connection.dialect.name != "sqlite":  # its triggers went with their table
        connection.execute(text("DROP FUNCTION IF EXISTS refuse_journal_change()"))
    for table in engine_tables:
        connection.execute(table.delete())


def _in_parts(path: Path) -> Iterator[tuple[str, list[str], list[list[Any]]]]:
    for (name, columns), rows in groupby(
        rows_of(path), key=lambda row: (row[0], row[1])
    ):
        part: list[list[Any]] = []
        for _, _, values in rows:
            part.append(values)
            if len(part) == AT_ONCE:
                yield name, columns, part
                part = []
        if part:
            yield name, columns, part


def _known(tables: Mapping[str, Table], name: str, columns: Sequence[str]) -> Table:
    table = tables.get(name)
    if table is None or set(columns) - set(table.columns.keys()):
        raise Mistake("restore.other_engine", table=name)
    return table


def _insert(
    connection: Connection, table: Table, columns: Sequence[str], rows: list[list[Any]]
) -> None:
    is_sqlite = connection.dialect.name == "sqlite"
    written = [
        {
            name: _naive(value) if is_sqlite else value
            for name, value in zip(columns, values, strict=True)
        }
        for values in rows
    ]
    connection.execute(insert(table), written)


def _naive(value: Any) -> Any:
    """SQLite keeps UTC without saying so."""
    return value.replace(tzinfo=None) if hasattr(value, "tzinfo") else value


def _check(
    connection: Connection, tables: Mapping[str, Table], contents: Contents
) -> None:
    """Compare what stands there now with what the archive says."""
    for name, rows in contents.rows.items():
        count = select(func.count()).select_from(tables[name])
        if connection.execute(count).scalar_one() != rows:
            raise Mistake("restore.not_whole", what=name)
    heads = heads_of(connection)
    if heads != dict(contents.heads):
        raise Mistake("restore.not_whole", what="journal")


def _count_on(connection: Connection, tables: Iterable[Table]) -> None:
    """Let PostgreSQL's counters go on behind the largest number there is."""
    if connection.dialect.name == "sqlite":
        return
    for table in tables:
        column = table.autoincrement_column
        if column is None or table.schema is not None:
            continue
        latest = connection.execute(select(func.max(column))).scalar_one()
        connection.execute(
            text("SELECT setval(pg_get_serial_sequence(:t, :c), :next, false)"),
            {"t": table.name, "c": column.name, "next": (latest or 0) + 1},
        )


def _is_open_elsewhere(path: Path) -> bool:
    """Leave the write-ahead log for a moment: SQLite allows that only to the last."""
    connection = sqlite3.connect(path, timeout=0.2)
    try:
        found = connection.execute("PRAGMA journal_mode=DELETE").fetchone()
        return bool(found[0] != "delete")
    except sqlite3.OperationalError:
        return True
    except sqlite3.DatabaseError:  # no database at all: whoever opens it says so
        return False
    finally:
        connection.close()


def _has_workers(database: Engine) -> bool:
    with database.connect() as connection:
        if not inspect(connection).has_table(worker_lease.name):
            return False
        query = text(
            f"SELECT count(*) FROM {worker_lease.name} WHERE beat >"
            " clock_timestamp() - make_interval(secs => :s)"
        )
        found = connection.execute(query, {"s": STILL_ALIVE_S}).scalar_one()
        return bool(found)
