"""Copy one state of a database into an archive, while others go on writing.

The connection is a reader's: on SQLite it sees one state of the write-ahead log, on
PostgreSQL one REPEATABLE READ snapshot. Nobody waits for it.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Table, inspect, select

from sondir.adapters.database.keeping.archive import (
    ArchiveWriter,
    Contents,
    Header,
)
from sondir.adapters.database.keeping.shape import ENGINE, tables_of
from sondir.adapters.database.tables.books import journal_head, journal_record
from sondir.domain.errors import Mistake
from sondir.domain.journal import verify

AT_ONCE = 500
"""Rows held in memory."""


def take(
    connection: Connection, engine_tables: Sequence[Table], path: Path, at: datetime
) -> Contents:
    """Write everything of ours, and the engine's runs, into *path*.

    Raises Mistake `backup.no_tables` where there is nothing to copy.
    """
    schema = MigrationContext.configure(connection).get_current_revision()
    if schema is None:
        raise Mistake("backup.no_tables")
    header = Header(at, schema, connection.dialect.name)
    with ArchiveWriter(path, header) as archive:
        for table in tables_of(connection):
            _copy(connection, table, table.name, archive)
        for table in engine_tables:
            if inspect(connection).has_table(table.name, schema=table.schema):
                _copy(connection, table, f"{ENGINE}{table.name}", archive)
        heads = heads_of(connection)
        archive.finish(heads)
        return Contents(header, archive.rows, heads)


def heads_of(connection: Connection) -> dict[str, tuple[int, str, bool]]:
    """Return each organisation's head, and whether its chain holds up to there."""
    rows = connection.execute(select(journal_head).order_by(journal_head.c.org)).all()
    return {
        row.org: (row.seq, row.hash, _holds(connection, row.org, row.seq, row.hash))
        for row in rows
    }


def _holds(connection: Connection, org: str, seq: int, head: str) -> bool:
    table = journal_record.c
    query = select(table.record).where(table.org == org).order_by(table.seq)
    texts = connection.execute(query.execution_options(yield_per=AT_ONCE)).scalars()
    return verify(texts, head if seq else None) is None


def _copy(
    connection: Connection, table: Table, name: str, archive: ArchiveWriter
) -> None:
    archive.table(name, [column.name for column in table.columns])
    query = select(table).order_by(*table.primary_key.columns)
    for row in connection.execute(query.execution_options(yield_per=AT_ONCE)):
        archive.row(row)
