"""Mailboxes of incidents, and the timers that write into them."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, func, select, tuple_, update

from sondir.adapters.database.codec import read_turn, write_turn
from sondir.adapters.database.partition import Partition
from sondir.adapters.database.statements import insert_new, put
from sondir.adapters.database.tables.incidents import incident as incidents
from sondir.adapters.database.tables.incidents import timer, turn
from sondir.domain.turn import OwnerDecided, Turn
from sondir.ports.clock import Clock
from sondir.ports.mailbox import Waiting

Enqueue = Callable[[Connection, str, str, list[str]], None]
"""Orders a run inside the transaction: (connection, workflow, run id, arguments)."""
_WHOSE = select(incidents.c.org).where(incidents.c.id == bindparam("here"))
_NEXT = (
    select(turn)
    .where(turn.c.incident == bindparam("here"), turn.c.done_at.is_(None))
    .order_by(turn.c.number)
    .limit(1)
)
_DONE = (
    update(turn)
    .where(turn.c.id == bindparam("which"), turn.c.done_at.is_(None))
    .values(done_at=bindparam("at"))
)
STOPS = ("stop_step", "stop_all", "take_over")


class DatabaseMailbox:
    """Turns in order of arrival, each once."""

    def __init__(
        self,
        connection: Connection,
        partition: Partition,
        clock: Clock,
        enqueue: Enqueue,
    ) -> None:
        self._connection = connection
        self._partition = partition
        self._clock = clock
        self._enqueue = enqueue

    def put(self, incident: str, turn: Turn, turn_id: str) -> None:
        """Put a turn and order a run for it, in this transaction."""
        if self._insert(incident, turn, turn_id):
            self._enqueue(self._connection, "incident", f"turn/{turn_id}", [incident])

    def next(self, incident: str) -> Waiting | None:
        """Hold the organisation's line, then return the oldest turn that waits."""
        here = {"here": incident}
        org = self._connection.execute(_WHOSE, here).scalar_one_or_none()
        if org is None:
            return None
        self._partition.hold(org)
        row = self._connection.execute(_NEXT, here).one_or_none()
        if row is None:
            return None
        return Waiting(row.id, read_turn(row.kind, row.document), row.put_ms)

    def done(self, turn_id: str) -> None:
        """Mark a turn as worked through; its id stays known for ever."""
        self._connection.execute(_DONE, {"which": turn_id, "at": self._clock.now()})

    def _insert(self, incident: str, said: Turn, turn_id: str) -> bool:
        kind, document = write_turn(said)
        row = {
            "id": turn_id,
            "incident": incident,
            "kind": kind,
            "stops": isinstance(said, OwnerDecided) and said.decision in STOPS,
            "document": document,
            "put_ms": int(self._clock.monotonic() * 1000),
            "put_at": self._clock.now(),
        }
        return insert_new(self._connection, turn, row)


class DatabaseTimers:
    """Moments by (incident, name)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def set(self, incident: str, name: str, due: datetime) -> None:
        """Set or move a timer."""
        row = {"incident": incident, "name": name, "due": due}
        put(self._connection, timer, row, ("incident", "name"))

    def cancel(self, incident: str, name: str | None = None) -> None:
        """Forget one timer of the incident, or all."""
        forget = delete(timer).where(timer.c.incident == incident)
        if name is not None:
            forget = forget.where(timer.c.name == name)
        self._connection.execute(forget)

    def take_due(self, now: datetime) -> list[tuple[str, str, datetime]]:
        """Remove what is due; a timer that a turn is just moving waits for the next."""
        rows = self._connection.execute(
            select(timer)
            .where(timer.c.due <= now)
            .order_by(timer.c.due, timer.c.incident, timer.c.name)
            .with_for_update(skip_locked=True)
        )
        due = [(str(row.incident), str(row.name), row.due) for row in rows]
        if due:
            keys = [(incident, name) for incident, name, _ in due]
            here = tuple_(timer.c.incident, timer.c.name)
            self._connection.execute(delete(timer).where(here.in_(keys)))
        return due

    def next_due(self) -> datetime | None:
        """Return the earliest moment anybody waits for."""
        earliest: datetime | None = self._connection.execute(
            select(func.min(timer.c.due))
        ).scalar_one()
        return earliest
