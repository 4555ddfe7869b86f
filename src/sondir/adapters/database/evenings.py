"""The days that were told, by organisation and date."""

from datetime import date

from sqlalchemy import Connection, exists, select

from sondir.adapters.database.partition import Partition
from sondir.adapters.database.statements import insert_new
from sondir.adapters.database.tables.evenings import evening
from sondir.adapters.database.tables.house import organisation
from sondir.ports.evenings import Told


class DatabaseEvenings:
    """One row an organisation and day: the primary key is what makes it one."""

    def __init__(self, connection: Connection, partition: Partition) -> None:
        self._connection = connection
        self._partition = partition

    def untold(self, day: date) -> list[str]:
        """List the organisations without a line for *day*."""
        told = exists().where(evening.c.org == organisation.c.id, evening.c.day == day)
        rows = self._connection.execute(
            select(organisation.c.id).where(~told).order_by(organisation.c.id)
        )
        return list(rows.scalars())

    def last(self, org: str) -> Told | None:
        """Return the newest line of an organisation."""
        row = self._connection.execute(
            select(evening)
            .where(evening.c.org == org)
            .order_by(evening.c.day.desc())
            .limit(1)
        ).one_or_none()
        return Told(row.day, row.at, row.seq) if row is not None else None

    def add(self, org: str, told: Told) -> bool:
        """Hold the organisation's line and claim the day: two workers claim it once."""
        self._partition.hold(org)
        row = {"org": org, "day": told.day, "at": told.at, "seq": told.seq}
        return insert_new(self._connection, evening, row)
