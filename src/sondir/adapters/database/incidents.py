"""Incidents between their turns: one document each, with the columns one asks for."""

import json

from sqlalchemy import Connection, bindparam, select

from sondir.adapters.database.codec import read_incident, write_incident
from sondir.adapters.database.partition import Partition
from sondir.adapters.database.statements import put
from sondir.adapters.database.tables.incidents import incident as table
from sondir.domain.incident import Incident

_LOAD = select(table.c.document).where(table.c.id == bindparam("which"))


class DatabaseIncidents:
    """Load and save; the veto stands in columns, where the sender's claim reads it."""

    def __init__(self, connection: Connection, partition: Partition) -> None:
        self._connection = connection
        self._partition = partition

    def load(self, incident: str) -> Incident:
        """Return the incident; raises KeyError where there is none."""
        document = self._connection.execute(
            _LOAD, {"which": incident}
        ).scalar_one_or_none()
        if document is None:
            raise KeyError(incident)
        return read_incident(document)

    def save(self, incident: Incident) -> None:
        """Keep what a turn changed."""
        self._partition.hold(incident.org)
        row = {
            "id": incident.id,
            "org": incident.org,
            "branch": incident.branch,
            "topic": incident.topic,
            "state": incident.state,
            "opened_at": incident.opened_at,
            "closed_at": incident.closed_at,
            "stopped": incident.is_stopped,
            "stopped_steps": json.dumps(sorted(incident.standing.stopped_steps)),
            "document": write_incident(incident),
        }
        put(self._connection, table, row, ("id",))

    def open_in(self, org: str) -> list[Incident]:
        """List what is open, oldest first."""
        rows = self._connection.execute(
            select(table.c.document)
            .where(table.c.org == org, table.c.state == "open")
            .order_by(table.c.number)
        )
        return [read_incident(document) for document in rows.scalars()]

    def latest(self, org: str, branch: str | None, topic: str) -> Incident | None:
        """Return the newest incident of that branch and topic."""
        document = self._connection.execute(
            select(table.c.document)
            .where(
                table.c.org == org,
                table.c.topic == topic,
                table.c.branch.is_not_distinct_from(branch),
            )
            .order_by(table.c.number.desc())
            .limit(1)
        ).scalar_one_or_none()
        return read_incident(document) if document is not None else None
