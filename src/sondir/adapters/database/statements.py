"""Two statements that both databases know under different names.

Each is built once and run with its values as parameters: building costs more than
running.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_new(connection: Connection, table: Table, row: Mapping[str, Any]) -> bool:
    """Insert *row* unless it is there already; say whether it was inserted."""
    # the database's answer, not its row count: drivers count inserts differently
    found = connection.execute(_insert_new(connection.dialect.name, table), dict(row))
    return found.first() is not None


def put(
    connection: Connection, table: Table, row: Mapping[str, Any], keys: Sequence[str]
) -> None:
    """Insert *row*, or change the row with the same *keys* to it."""
    shape = (tuple(row), tuple(keys))
    connection.execute(_put(connection.dialect.name, table, shape), dict(row))


@cache
def _insert_new(dialect: str, table: Table) -> Any:
    statement = _insert(dialect, table).on_conflict_do_nothing()
    return statement.returning(*table.primary_key)


@cache
def _put(
    dialect: str, table: Table, shape: tuple[tuple[str, ...], tuple[str, ...]]
) -> Any:
    names, keys = shape
    statement = _insert(dialect, table)
    changed = {name: statement.excluded[name] for name in names if name not in keys}
    return statement.on_conflict_do_update(index_elements=list(keys), set_=changed)


def _insert(dialect: str, table: Table) -> Any:
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
