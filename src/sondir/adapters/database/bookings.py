"""The built-in book of visits."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select, update

from sondir.adapters.database.partition import Partition
from sondir.adapters.database.statements import put
from sondir.adapters.database.tables.bookings import booking as table
from sondir.domain.people import Booking


class DatabaseBookings:
    """Visits of one organisation's clients."""

    def __init__(self, connection: Connection, partition: Partition) -> None:
        self._connection = connection
        self._partition = partition

    def of_client(
        self, org: str, client: str, since: datetime, until: datetime
    ) -> list[Booking]:
        """List a client's visits that start in [since, until), oldest first."""
        return self._between(
            (table.c.org == org, table.c.client == client), since, until
        )

    def at_branch(
        self, org: str, branch: str, since: datetime, until: datetime
    ) -> list[Booking]:
        """List a branch's visits that start in [since, until), oldest first."""
        return self._between(
            (table.c.org == org, table.c.branch == branch), since, until
        )

    def between(self, org: str, since: datetime, until: datetime) -> list[Booking]:
        """List all visits that start in [since, until), oldest first."""
        return self._between((table.c.org == org,), since, until)

    def get(self, org: str, booking: str) -> Booking | None:
        """Return one visit."""
        row = self._connection.execute(
            select(table).where(table.c.org == org, table.c.id == booking)
        ).one_or_none()
        return _booking(row) if row is not None else None

    def move(self, org: str, booking: str, start: datetime) -> None:
        """Move a visit; raises KeyError where there is none."""
        self._partition.hold(org)
        moved = self._connection.execute(
            update(table)
            .where(table.c.org == org, table.c.id == booking)
            .values(start=start, state="booked")
        )
        if not moved.rowcount:
            raise KeyError(booking)

    def _between(
        self,
        whose: Iterable[ColumnElement[bool]],
        since: datetime,
        until: datetime,
    ) -> list[Booking]:
        rows = self._connection.execute(
            select(table)
            .where(*whose, table.c.start >= since, table.c.start < until)
            .order_by(table.c.start, table.c.id)
        )
        return [_booking(row) for row in rows]


def keep_booking(connection: Connection, org: str, visit: Booking) -> None:
    """Take a visit into the book, or change it."""
    row = {
        "org": org,
        "id": visit.id,
        "client": visit.client,
        "branch": visit.branch,
        "start": visit.start,
        "service": visit.service,
        "master": visit.master,
        "price_kzt": visit.price_kzt,
        "minutes": visit.minutes,
        "state": visit.state,
    }
    put(connection, table, row, ("org", "id"))


def _booking(row: Row[Any]) -> Booking:
    return Booking(
        id=row.id,
        client=row.client,
        branch=row.branch,
        start=row.start,
        service=row.service,
        master=row.master,
        price_kzt=row.price_kzt,
        minutes=row.minutes,
        state=row.state,
    )
