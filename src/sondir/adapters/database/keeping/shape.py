"""The tables as they stand in a database, whatever step of the schema it is at."""

from sqlalchemy import Connection, MetaData, Table, inspect

from sondir.adapters.database.lease import worker_lease
from sondir.adapters.database.tables import metadata

VERSIONS = "alembic_version"
ENGINE = "engine."
"""Before the names of the engine's tables in an archive."""


def tables_of(connection: Connection, *, leases: bool = False) -> list[Table]:
    """Read our tables from the database itself, each after those it refers to.

    Without *leases* which workers live is left out: it is true of one moment only.
    """
    here = set(inspect(connection).get_table_names()) & set(metadata.tables)
    if not leases:
        here.discard(worker_lease.name)
    found = MetaData()
    found.reflect(connection, only=sorted(here))
    return [table for table in found.sorted_tables if table.name in here]
