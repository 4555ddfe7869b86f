"""Turns and bodies that wait although their run is over: it raised."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, Row, and_, func, insert, select, update
from sqlalchemy.sql.selectable import Select

from sondir.adapters.database.mailbox import Enqueue
from sondir.adapters.database.statements import put
from sondir.adapters.database.tables.inbox import inbox_body, inbox_count, inbox_unknown
from sondir.adapters.database.tables.incidents import incident, turn
from sondir.adapters.database.tables.undone import work_undone
from sondir.ports.undone import Late

FIRST_WAIT_S = 60
"""Seconds until work counts as overdue; each try waits twice as long."""
_tried = work_undone.c


class DatabaseUndone:
    """Work that is overdue, by the moment it was ordered last."""

    def __init__(self, connection: Connection, now: datetime, enqueue: Enqueue) -> None:
        self._connection = connection
        self._now = now
        self._enqueue = enqueue

    def late(self, now: datetime) -> list[Late]:
        """List what is overdue, oldest first."""
        return [one for one in self._waiting() if one.due <= now]

    def next_due(self) -> datetime | None:
        """Return when the next piece of work becomes overdue."""
        return min((one.due for one in self._waiting()), default=None)

    def order(self, late: Late) -> None:
        """Order it once more; two workers who do so at once order one run."""
        tries = late.tries + 1
        self._remember(late, tries, set_aside=False)
        run_id = f"again/{tries}/{late.workflow}/{late.id}"
        self._enqueue(self._connection, late.workflow, run_id, list(late.args))

    def set_aside(self, late: Late) -> None:
        """Let what stands behind it go on; the row itself stays as it is."""
        self._remember(late, late.tries, set_aside=True)
        if late.workflow == "incident":
            self._connection.execute(
                update(turn).where(turn.c.id == late.id).values(done_at=self._now)
            )
            self._go_on(late)
            return
        self._connection.execute(
            update(inbox_body)
            .where(inbox_body.c.id == late.id)
            .values(settled_at=self._now)
        )
        count = {"body": late.id, "kind": "raised", "parts": 1}
        self._connection.execute(insert(inbox_count).values(**count))
        strange = {"body": late.id, "kind": "body", "why": "raised", "at": self._now}
        self._connection.execute(insert(inbox_unknown).values(**strange))

    def _go_on(self, late: Late) -> None:
        """The turns behind it were stopped by it too."""
        run_id = f"behind/{late.workflow}/{late.id}"
        self._enqueue(self._connection, late.workflow, run_id, list(late.args))

    def _remember(self, late: Late, tries: int, *, set_aside: bool) -> None:
        row = {
            "workflow": late.workflow,
            "id": late.id,
            "tries": tries,
            "tried_at": self._now,
            "set_aside": set_aside,
        }
        put(self._connection, work_undone, row, ("workflow", "id"))

    def _waiting(self) -> list[Late]:
        turns = self._connection.execute(_turns())
        bodies = self._connection.execute(_bodies())
        found = [_late("incident", row, (row.incident,), row.org) for row in turns]
        found += [_late("intake", row, (row.id, "parts"), None) for row in bodies]
        return sorted(found, key=lambda one: one.due)


def _late(
    workflow: str, row: Row[tuple[object, ...]], args: tuple[str, ...], org: str | None
) -> Late:
    tries = row.tries or 0
    since = row.tried_at or row.began
    due = since + timedelta(seconds=FIRST_WAIT_S * 2**tries)
    return Late(workflow, row.id, args, org, tries, due)


def _turns() -> Select[tuple[object, ...]]:
    """Read the oldest turn that waits, of each incident."""
    oldest = (
        select(func.min(turn.c.number))
        .where(turn.c.done_at.is_(None))
        .group_by(turn.c.incident)
    )
    tried = and_(_tried.workflow == "incident", _tried.id == turn.c.id)
    return (
        select(
            turn.c.id,
            turn.c.incident,
            incident.c.org,
            turn.c.put_at.label("began"),
            _tried.tries,
            _tried.tried_at,
        )
        .select_from(
            turn.join(incident, incident.c.id == turn.c.incident).outerjoin(
                work_undone, tried
            )
        )
        .where(turn.c.number.in_(oldest))
    )


def _bodies() -> Select[tuple[object, ...]]:
    tried = and_(_tried.workflow == "intake", _tried.id == inbox_body.c.id)
    return (
        select(
            inbox_body.c.id,
            inbox_body.c.received_at.label("began"),
            _tried.tries,
            _tried.tried_at,
        )
        .select_from(inbox_body.outerjoin(work_undone, tried))
        .where(inbox_body.c.settled_at.is_(None))
    )
