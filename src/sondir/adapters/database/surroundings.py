"""What is known around a branch: weather, announced works, what incidents taught."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, delete, insert, select

from sondir.adapters.database.partition import Partition
from sondir.adapters.database.statements import put
from sondir.adapters.database.tables.corridors import learned_count, notice
from sondir.adapters.database.tables.corridors import surroundings as table
from sondir.ports.surroundings import Notice


class DatabaseSurroundings:
    """Facts by organisation; unknown is None."""

    def __init__(self, connection: Connection, partition: Partition) -> None:
        self._connection = connection
        self._partition = partition

    def outdoor_c(self, org: str) -> int | None:
        """Return the temperature outside in degrees Celsius."""
        degrees: int | None = self._connection.execute(
            select(table.c.outdoor_c).where(table.c.org == org)
        ).scalar_one_or_none()
        return degrees

    def notices(self, org: str) -> list[Notice] | None:
        """List announced works; None where nobody looks for them."""
        known = self._connection.execute(
            select(table.c.knows_notices).where(table.c.org == org)
        ).scalar_one_or_none()
        if not known:
            return None
        rows = self._connection.execute(
            select(notice).where(notice.c.org == org).order_by(notice.c.number)
        )
        return [Notice(r.kind, r.branch, r.since, r.until) for r in rows]

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


def keep_surroundings(
    connection: Connection,
    org: str,
    outdoor_c: int | None,
    notices: Sequence[Notice] | None,
) -> None:
    """Replace what is known around an organisation; *notices* None: nobody looks."""
    Partition(connection).hold(org)
    facts = {"org": org, "outdoor_c": outdoor_c, "knows_notices": notices is not None}
    put(connection, table, facts, ("org",))
    connection.execute(delete(notice).where(notice.c.org == org))
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
        connection.execute(insert(notice), rows)
