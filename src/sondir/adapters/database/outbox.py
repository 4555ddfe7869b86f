"""The outbox: what is to be said, once, and what became of it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, Select, func, insert, select, update

from sondir.adapters.database.forgotten import WORDLESS
from sondir.adapters.database.lease import worker_lease
from sondir.adapters.database.letters import columns_of, posted_of
from sondir.adapters.database.partition import Partition
from sondir.adapters.database.release import ripe, still_wanted
from sondir.adapters.database.statements import insert_new, put
from sondir.adapters.database.tables.outbox import (
    account_status,
    outbox_change,
    outbox_message,
)
from sondir.domain.outbound import Outbound
from sondir.ports.outbox import Letterhead, Posted

REPORTED = ("delivered", "read", "failed")
"""States that only a channel's report can have told us."""
LEASE_OVER_S = 60
"""Silence after which a worker counts as dead here; longer than the engine's lease."""
_box = outbox_message.c


class DatabaseOutbox:
    """Messages by key; every change of state is kept."""

    def __init__(
        self, connection: Connection, partition: Partition, now: datetime
    ) -> None:
        self._connection = connection
        self._partition = partition
        self._now = now

    def put(self, head: Letterhead, outbound: Outbound, not_before: datetime) -> bool:
        """Queue a message under the key of *outbound*; False where it is known."""
        self._partition.hold(head.org)
        row = columns_of(head, outbound) | {
            "state": "queued",
            "attempts": 0,
            "not_before": not_before,
            "put_at": self._now,
            "changed_at": self._now,
        }
        if not insert_new(self._connection, outbox_message, row):
            return False
        self._remember([outbound.key], "queued")
        return True

    def get(self, key: str) -> Posted | None:
        """Return one message by its key."""
        return self._one(select(outbox_message).where(_box.key == key))

    def by_wamid(self, channel: str, wamid: str) -> Posted | None:
        """Return one message by the channel's id for it."""
        return self._one(
            select(outbox_message).where(_box.channel == channel, _box.wamid == wamid)
        )

    def change(
        self,
        key: str,
        state: str,
        *,
        wamid: str | None = None,
        not_before: datetime | None = None,
    ) -> None:
        """Set the state; raises KeyError for an unknown key."""
        known = self._connection.execute(
            select(_box.org, _box.channel, _box.account, _box.text).where(
                _box.key == key
            )
        ).one_or_none()
        if known is None:
            raise KeyError(key)
        self._partition.hold(known.org)
        # an id names one message: a second claim to it is not worth a lost status
        is_free = wamid is None or self._is_free(known.channel, wamid, key)
        is_free = is_free and known.text != WORDLESS
        given = {"wamid": wamid if is_free else None, "not_before": not_before}
        values = {name: value for name, value in given.items() if value is not None}
        self._set([key], state, values)
        if wamid is not None and state in REPORTED:
            heard = {"account": known.account, "heard_at": self._now}
            put(self._connection, account_status, heard, ("account",))

    def claim(self, now: datetime, worker: str, limit: int) -> list[Posted]:
        """Take what may start; what a veto has stopped meanwhile is cancelled instead.

        Veto and release stand in one line per organisation: whichever commits first
        is seen by the other.
        """
        waiting = self._connection.execute(
            select(_box.org).where(*ripe(now)).distinct()
        ).scalars()
        orgs = self._partition.hold_free(waiting)
        taken: list[Posted] = []
        while orgs and len(taken) < limit:
            wanted, unwanted = still_wanted(
                self._connection, now, orgs, limit - len(taken)
            )
            if not wanted and not unwanted:
                break
            self._set(unwanted, "cancelled", {})
            if wanted:
                counted = {"attempts": _box.attempts + 1, "claimed_by": worker}
                self._set(wanted, "sending", counted, worker)
                taken += self._all(select(outbox_message).where(_box.key.in_(wanted)))
        return taken

    def in_state(self, state: str, org: str | None = None) -> list[Posted]:
        """List the messages in one state, oldest first."""
        query = select(outbox_message).where(_box.state == state)
        return self._all(query if org is None else query.where(_box.org == org))

    def cancel_queued(self, incident: str) -> list[str]:
        """Cancel queued acts of an incident; return their keys."""
        acts = select(outbox_message).where(
            _box.incident == incident, _box.state == "queued", _box.urgency == "act"
        )
        keys = [posted.head.key for posted in self._all(acts)]
        self._set(keys, "cancelled", {})
        return keys

    def last_status_at(self, account: str) -> datetime | None:
        """Return when the channel last reported on any message of an account."""
        heard: datetime | None = self._connection.execute(
            select(account_status.c.heard_at).where(account_status.c.account == account)
        ).scalar_one_or_none()
        return heard

    def orphans(self, worker: str) -> list[Posted]:
        """List what an earlier life of *worker*, or a dead worker, left in `sending`.

        Ask at the start, before the first claim. On SQLite there is one process, so
        everything in `sending` is an orphan; *worker* is the engine's executor id.
        """
        sending = select(outbox_message).where(_box.state == "sending")
        if self._connection.dialect.name != "sqlite":
            fresh = select(worker_lease.c.executor_id).where(
                worker_lease.c.executor_id != worker,
                worker_lease.c.beat
                > func.clock_timestamp()
                - func.make_interval(0, 0, 0, 0, 0, 0, LEASE_OVER_S),
            )
            sending = sending.where(_box.claimed_by.not_in(fresh))
        orgs = {posted.head.org for posted in self._all(sending)}
        for org in sorted(orgs):
            self._partition.hold(org)
        return self._all(sending.with_for_update(skip_locked=True))

    def service_messages(self, account: str, since: datetime) -> int:
        """Count the free-form messages of an account since a moment."""
        count: int = self._connection.execute(
            select(func.count()).where(
                _box.account == account,
                _box.free_form,
                _box.put_at >= since,
                _box.state != "cancelled",
            )
        ).scalar_one()
        return count

    def next_due(self) -> datetime | None:
        """Return when the earliest queued message may start."""
        earliest: datetime | None = self._connection.execute(
            select(func.min(_box.not_before)).where(_box.state == "queued")
        ).scalar_one()
        return earliest

    def ours_since(self, org: str, person: str, since: datetime) -> int:
        """Count our messages to a person since a moment, queued ones too."""
        count: int = self._connection.execute(
            select(func.count()).where(
                _box.org == org,
                _box.recipient == person,
                _box.put_at >= since,
                _box.state != "cancelled",
            )
        ).scalar_one()
        return count

    def last_ours(self, org: str, person: str) -> tuple[str, datetime] | None:
        """Return key and moment of our latest message to a person."""
        row = self._connection.execute(
            select(_box.key, _box.put_at)
            .where(_box.org == org, _box.recipient == person, _box.state != "cancelled")
            .order_by(_box.number.desc())
            .limit(1)
        ).one_or_none()
        return (row.key, row.put_at) if row is not None else None

    def _is_free(self, channel: str, wamid: str, key: str) -> bool:
        owner = self._connection.execute(
            select(_box.key).where(_box.channel == channel, _box.wamid == wamid)
        ).scalar_one_or_none()
        return owner in (None, key)

    def _set(
        self,
        keys: Sequence[str],
        state: str,
        values: Mapping[str, object],
        worker: str | None = None,
    ) -> None:
        if not keys:
            return
        self._connection.execute(
            update(outbox_message)
            .where(_box.key.in_(keys))
            .values(state=state, changed_at=self._now, **values)
        )
        self._remember(keys, state, worker)

    def _remember(
        self, keys: Sequence[str], state: str, worker: str | None = None
    ) -> None:
        at = self._now
        rows = [{"key": k, "state": state, "at": at, "worker": worker} for k in keys]
        self._connection.execute(insert(outbox_change), rows)

    def _one(self, query: Select[tuple[object, ...]]) -> Posted | None:
        found = self._all(query)
        return found[0] if found else None

    def _all(self, query: Select[tuple[object, ...]]) -> list[Posted]:
        rows = self._connection.execute(query.order_by(_box.number))
        return [posted_of(row) for row in rows]
