"""The inbox as its readers see it: bodies that wait, and what was strange in them."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from sondir.adapters.database.tables.inbox import (
    inbox_body,
    inbox_count,
    inbox_quarantine,
    inbox_unknown,
)
from sondir.ports.inbox import Body


class DatabaseInbox:
    """Bodies, each read in one transaction that also settles it."""

    def __init__(self, connection: Connection, now: datetime) -> None:
        self._connection = connection
        self._now = now

    def body(self, body_id: str) -> Body | None:
        """Return a body that still waits, for us alone until the commit."""
        row = self._connection.execute(
            select(inbox_body)
            .where(inbox_body.c.id == body_id, inbox_body.c.settled_at.is_(None))
            .with_for_update()
        ).one_or_none()
        if row is None:
            return None
        return Body(row.id, row.channel, row.raw, row.received_at)

    def settle(self, body_id: str, counts: Mapping[str, int]) -> None:
        """Mark a body as read, with the number of parts of each kind."""
        self._connection.execute(
            update(inbox_body)
            .where(inbox_body.c.id == body_id)
            .values(settled_at=self._now)
        )
        rows = [
            {"body": body_id, "kind": kind, "parts": parts}
            for kind, parts in counts.items()
        ]
        if rows:
            self._connection.execute(insert(inbox_count), rows)

    def keep_unknown(self, body_id: str, kind: str, why: str) -> None:
        """Keep a part that nobody understood where a person sees it."""
        self._connection.execute(
            insert(inbox_unknown).values(body=body_id, kind=kind, why=why, at=self._now)
        )

    def quarantine(self, body_id: str, account: str) -> None:
        """Keep a part that names a number which is not ours."""
        self._connection.execute(
            insert(inbox_quarantine).values(body=body_id, account=account, at=self._now)
        )
