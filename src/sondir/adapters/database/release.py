"""Which queued messages may go out now, and which a veto has stopped since."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, exists, or_, select

from sondir.adapters.database.forgotten import WORDLESS
from sondir.adapters.database.tables.corridors import standing_cause
from sondir.adapters.database.tables.incidents import incident, turn
from sondir.adapters.database.tables.outbox import outbox_message
from sondir.adapters.database.tables.people import person
from sondir.domain.people import Role
from sondir.domain.step import is_part_of

STOPPED = "owner_stopped"
"""The standing cause that the owner's stop word for the whole house leaves."""
_box = outbox_message.c


def ripe(now: datetime) -> Sequence[ColumnElement[bool]]:
    """Say in SQL which messages may start at *now*.

    An act of an incident whose mailbox holds an owner's stop waits for that turn.
    """
    stop_waits = exists().where(
        turn.c.incident == _box.incident, turn.c.stops, turn.c.done_at.is_(None)
    )
    return (
        _box.state == "queued",
        _box.not_before <= now,
        or_(_box.urgency != "act", ~stop_waits),
    )


def still_wanted(
    connection: Connection, now: datetime, orgs: Iterable[str], limit: int
) -> tuple[list[str], list[str]]:
    """Return the oldest *limit* ripe keys: those to send, and those to cancel."""
    is_stopped = exists().where(
        standing_cause.c.org == _box.org, standing_cause.c.cause == STOPPED
    )
    joined = outbox_message.outerjoin(
        incident, incident.c.id == _box.incident
    ).outerjoin(person, and_(person.c.org == _box.org, person.c.ref == _box.recipient))
    rows = connection.execute(
        select(
            _box.key,
            _box.urgency,
            _box.step,
            _box.text,
            incident.c.stopped,
            incident.c.stopped_steps,
            person.c.role,
            person.c.opted_out,
            person.c.wants_human,
            is_stopped.label("house_stopped"),
        )
        .select_from(joined)
        .where(*ripe(now), _box.org.in_(list(orgs)))
        .order_by(_box.number)
        .limit(limit)
        .with_for_update(of=outbox_message, skip_locked=True)
    ).all()
    wanted = [row.key for row in rows if not _is_vetoed(row)]
    return wanted, [row.key for row in rows if _is_vetoed(row)]


def _is_vetoed(row: Row[Any]) -> bool:
    """Only acts can be stopped: an emergency, an alert or a courtesy goes out.

    Nothing at all goes to somebody who was erased meanwhile.
    """
    if row.text == WORDLESS:
        return True
    if row.urgency != "act":
        return False
    stopped = json.loads(row.stopped_steps or "[]")
    refused = row.role == Role.CLIENT and (row.opted_out or row.wants_human)
    return bool(
        row.house_stopped
        or row.stopped
        or refused
        or any(is_part_of(row.step or "", step) for step in stopped)
    )
