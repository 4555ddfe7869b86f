"""What is known around a branch: weather, announced works, sensors, what was taught."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from sondir.adapters.database.partition import Partition
from sondir.adapters.database.statements import insert_new, put
from sondir.adapters.database.tables.corridors import (
    learned_count,
    notice,
    sensor_reading,
)
from sondir.adapters.database.tables.corridors import surroundings as table
from sondir.domain.surroundings import (
    Known,
    Notice,
    Reads,
    SensorReading,
    still_holds,
)


class DatabaseSurroundings:
    """Facts by organisation; unknown, and measured too long ago, is None."""

    def __init__(
        self, connection: Connection, partition: Partition, now: datetime
    ) -> None:
        self._connection = connection
        self._partition = partition
        self._now = now

    def outdoor_c(self, org: str) -> int | None:
        """Return the temperature outside in degrees Celsius."""
        row = self._connection.execute(
            select(table.c.outdoor_c, table.c.as_of).where(table.c.org == org)
        ).one_or_none()
        if row is None or not still_holds(row.as_of, self._now):
            return None
        degrees: int | None = row.outdoor_c
        return degrees

    def notices(self, org: str) -> list[Notice] | None:
        """List announced works; None where nobody looks for them."""
        return notices_of(self._connection, org)

    def sensor(self, org: str, branch: str, topic: str) -> Reads | None:
        """Say what a sensor at *branch* reads of what *topic* is of."""
        c = sensor_reading.c
        row = self._connection.execute(
            select(c.reads, c.as_of).where(
                c.org == org, c.branch == branch, c.topic == topic
            )
        ).one_or_none()
        if row is None or not still_holds(row.as_of, self._now):
            return None
        reads: Reads = row.reads
        return reads

    def known(self, org: str) -> Known:
        """Return all that was last told, with its moments, old figures too."""
        return known_around(self._connection, org)

    def keep_weather(
        self, org: str, outdoor_c: int | None, as_of: datetime | None
    ) -> None:
        """Replace the temperature; *as_of* None keeps it true for good."""
        self._change(org, {"outdoor_c": outdoor_c, "as_of": as_of})

    def keep_notices(self, org: str, notices: Sequence[Notice] | None) -> None:
        """Replace the announced works; None: nobody looks."""
        self._change(org, {"knows_notices": notices is not None})
        self._connection.execute(delete(notice).where(notice.c.org == org))
        rows = [
            {
                "org": org,
                "kind": one.kind,
                "branch": one.branch,
                "since": one.since,
                "until": one.until,
            }
            for one in notices or ()
        ]
        if rows:
            self._connection.execute(insert(notice), rows)

    def keep_sensors(self, org: str, readings: Sequence[SensorReading]) -> None:
        """Replace what these sensors read, by branch and topic; others stay."""
        self._partition.hold(org)
        for one in readings:
            row = {
                "org": org,
                "branch": one.branch,
                "topic": one.topic,
                "reads": one.reads,
                "as_of": one.as_of,
            }
            put(self._connection, sensor_reading, row, ("org", "branch", "topic"))

    def _change(self, org: str, values: Mapping[str, object]) -> None:
        self._partition.hold(org)
        insert_new(self._connection, table, {"org": org, "knows_notices": False})
        self._connection.execute(
            update(table).where(table.c.org == org).values(**values)
        )

    def counts(self, org: str) -> Mapping[str, int]:
        """Return what confirmed incidents have taught."""
        rows = self._connection.execute(
            select(learned_count.c.key, learned_count.c.count)
            .where(learned_count.c.org == org)
            .order_by(learned_count.c.key)
        )
        return {key: count for key, count in rows}

    def learn(self, org: str, counts: Mapping[str, int]) -> None:
        """Keep the counts after an incident was confirmed."""
        self._partition.hold(org)
        before = self.counts(org)
        for key, count in counts.items():
            if before.get(key) != count:
                row = {"org": org, "key": key, "count": count}
                put(self._connection, learned_count, row, ("org", "key"))


def notices_of(connection: Connection, org: str) -> list[Notice] | None:
    """List announced works in the order they were told; None: nobody looks."""
    known = connection.execute(
        select(table.c.knows_notices).where(table.c.org == org)
    ).scalar_one_or_none()
    if not known:
        return None
    rows = connection.execute(
        select(notice).where(notice.c.org == org).order_by(notice.c.number)
    )
    return [Notice(r.kind, r.branch, r.since, r.until) for r in rows]


def known_around(connection: Connection, org: str) -> Known:
    """Return all that was told of an organisation's surroundings; changes nothing."""
    row = connection.execute(
        select(table.c.outdoor_c, table.c.as_of).where(table.c.org == org)
    ).one_or_none()
    notices = notices_of(connection, org)
    c = sensor_reading.c
    readings = connection.execute(
        select(c.branch, c.topic, c.reads, c.as_of).where(c.org == org)
    )
    sensors = (SensorReading(r.branch, r.topic, r.reads, r.as_of) for r in readings)
    return Known(
        outdoor_c=row.outdoor_c if row is not None else None,
        outdoor_as_of=row.as_of if row is not None else None,
        notices=None if notices is None else tuple(notices),
        # sorted here: databases differ in how they order letters
        sensors=tuple(sorted(sensors, key=lambda s: (s.branch, s.topic))),
    )
