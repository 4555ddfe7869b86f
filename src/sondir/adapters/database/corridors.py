"""The owner's corridor by version, the detector's memory, and causes of caution."""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache

from sqlalchemy import Connection, delete, select
from sqlalchemy import func as sql

from sondir.adapters.database.partition import Partition
from sondir.adapters.database.statements import insert_new, put
from sondir.adapters.database.tables.corridors import (
    corridor_version,
    detector_part,
    standing_cause,
)
from sondir.domain.corridor import Corridor, corridor_at
from sondir.domain.corridor_document import corridor_document, parse_corridor
from sondir.domain.detection import Detector
from sondir.domain.journal import moment


class DatabaseCorridors:
    """Every version that ever held; the newest of each branch counts."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def current(self, org: str, branch: str | None) -> Corridor:
        """Return the newest corridor, a branch's own words over the network's."""
        table = corridor_version.c
        rows = self._connection.execute(
            select(table.branch, table.document)
            .where(table.org == org, table.branch.in_({"", branch or ""}))
            .order_by(table.version)
        )
        newest = {row.branch: row.document for row in rows}
        corridors = [_read(document) for document in newest.values()]
        return corridor_at(corridors, branch)


@lru_cache(maxsize=256)
def _read(document: str) -> Corridor:
    """Read a version; it never changes, and every turn asks for it."""
    return parse_corridor(json.loads(document))


def keep_corridor(
    connection: Connection, org: str, corridor: Corridor, at: datetime, by: str
) -> int:
    """Make *corridor* the newest of its branch (or network); return its version.

    *by* is who decided: `owner:1`. Older versions stay.
    """
    Partition(connection).hold(org)
    table = corridor_version.c
    here = corridor.branch or ""
    latest: int | None = connection.execute(
        select(sql.max(table.version)).where(table.org == org, table.branch == here)
    ).scalar_one()
    version = max(corridor.version, (latest or 0) + 1)
    document = corridor_document(corridor) | {"version": version}
    row = {
        "org": org,
        "branch": here,
        "version": version,
        "document": json.dumps(document, ensure_ascii=False),
        "at": at,
        "by": by,
    }
    insert_new(connection, corridor_version, row)
    return version


class DatabaseDetectors:
    """The detector's parts, one row each: a reading writes only what it changed."""

    def __init__(self, connection: Connection, partition: Partition) -> None:
        self._connection = connection
        self._partition = partition

    def load(self, org: str) -> Detector:
        """Return the detector, holding the organisation's line."""
        self._partition.hold(org)
        rows = self._connection.execute(
            select(detector_part.c.key, detector_part.c.document).where(
                detector_part.c.org == org
            )
        )
        return Detector.restore({row.key: json.loads(row.document) for row in rows})

    def save(self, org: str, detector: Detector) -> None:
        """Keep the parts that changed since it was loaded."""
        self._partition.hold(org)
        for key, part in detector.dirty().items():
            if part is None:
                gone = (detector_part.c.org == org, detector_part.c.key == key)
                self._connection.execute(delete(detector_part).where(*gone))
                continue
            row = {"org": org, "key": key, "document": json.dumps(part)}
            put(self._connection, detector_part, row, ("org", "key"))


def causes_of(connection: Connection, org: str) -> dict[str, str]:
    """Read the active causes of a stricter mode: {cause: since, ISO}."""
    rows = connection.execute(
        select(standing_cause.c.cause, standing_cause.c.since)
        .where(standing_cause.c.org == org)
        .order_by(standing_cause.c.since, standing_cause.c.cause)
    )
    return {row.cause: moment(row.since) for row in rows}


class DatabaseStandings:
    """Causes of a stricter mode, with the moment each began."""

    def __init__(
        self, connection: Connection, partition: Partition, now: datetime
    ) -> None:
        self._connection = connection
        self._partition = partition
        self._now = now

    def causes(self, org: str) -> Mapping[str, str]:
        """Return the active causes: {cause: since, ISO}."""
        return causes_of(self._connection, org)

    def raise_cause(self, org: str, cause: str) -> None:
        """Add a cause; one that holds already keeps its beginning."""
        self._partition.hold(org)
        row = {"org": org, "cause": cause, "since": self._now}
        insert_new(self._connection, standing_cause, row)

    def clear_cause(self, org: str, cause: str) -> None:
        """Remove a cause."""
        self._partition.hold(org)
        here = (standing_cause.c.org == org, standing_cause.c.cause == cause)
        self._connection.execute(delete(standing_cause).where(*here))
