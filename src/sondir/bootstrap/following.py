"""Follow a running installation from outside: its journal and its incidents."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, func, select

from sondir.adapters.database.tables.books import journal_record
from sondir.adapters.database.tables.incidents import incident
from sondir.adapters.database.tables.outbox import outbox_message
from sondir.domain.journal import Broken, verify


@dataclass
class Follower:
    """Reads what was committed, never writes. *seen* is the last record shown."""

    database: Engine
    org: str
    seen: int = 0

    def fresh(self) -> Iterator[Mapping[str, Any]]:
        """Walk the records that came since the last look."""
        for seq, text in self._texts(self.seen):
            self.seen = seq
            yield json.loads(text)

    def _texts(self, after: int) -> list[tuple[int, str]]:
        table = journal_record
        query = (
            select(table.c.seq, table.c.record)
            .where(table.c.org == self.org, table.c.seq > after)
            .order_by(table.c.seq)
        )
        with self.database.connect() as connection:
            return [(row.seq, row.record) for row in connection.execute(query)]

    def verified(self) -> Broken | None:
        """Verify the whole chain; None when it holds."""
        return verify(text for _, text in self._texts(0))

    def incident_states(self) -> dict[str, str]:
        """Return {incident: open or closed}."""
        query = select(incident.c.id, incident.c.state).where(
            incident.c.org == self.org
        )
        with self.database.connect() as connection:
            return {row.id: row.state for row in connection.execute(query)}

    def documents(self) -> list[dict[str, Any]]:
        """Return the incidents as they are stored, oldest first."""
        query = (
            select(incident.c.document)
            .where(incident.c.org == self.org)
            .order_by(incident.c.opened_at)
        )
        with self.database.connect() as connection:
            return [json.loads(row.document) for row in connection.execute(query)]

    def nothing_to_send(self) -> bool:
        """Say whether every message has left the outbox."""
        waiting = ("queued", "sending", "unknown")
        query = select(func.count()).where(
            outbox_message.c.org == self.org, outbox_message.c.state.in_(waiting)
        )
        with self.database.connect() as connection:
            return connection.execute(query).scalar_one() == 0
