"""Takes over the work of dead workers; PostgreSQL only.

The engine recovers only its own work after its own restart. Where several workers
share a database, each renews a lease; whoever holds the round's lock puts back in
line what belongs to executors without a fresh lease. A worker declared dead by
mistake loses its runs at the next step it records: no step is kept twice.
"""

import logging
import threading
from collections.abc import Callable

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError

from sondir.adapters.database.lease import worker_lease
from sondir.adapters.durable.store import SCHEMA

log = logging.getLogger("sondir.engine")

_LOCK = 727_001
"""Advisory lock of one reaping round; any number nobody else of us uses."""
_TABLE = worker_lease.name
_BEAT = text(
    f"INSERT INTO {_TABLE} (executor_id, beat) VALUES (:me, clock_timestamp())"
    " ON CONFLICT (executor_id) DO UPDATE SET beat = clock_timestamp()"
)
_DEAD = text(
    f"SELECT DISTINCT w.executor_id FROM {SCHEMA}.workflow_status w"
    f" LEFT JOIN {_TABLE} l ON l.executor_id = w.executor_id"
    " WHERE w.status = 'PENDING' AND w.executor_id IS NOT NULL"
    " AND w.application_name = :application AND (l.beat IS NULL"
    " OR l.beat < clock_timestamp() - make_interval(secs => :lease_s))"
)
_FORGET = text(
    f"DELETE FROM {_TABLE} l"
    " WHERE l.beat < clock_timestamp() - make_interval(secs => :lease_s * 3)"
    f" AND NOT EXISTS (SELECT 1 FROM {SCHEMA}.workflow_status w"
    " WHERE w.status = 'PENDING' AND w.executor_id = l.executor_id)"
)
"""Once its runs are taken over, a dead worker is forgotten: what it was sending is then
nobody's, and is settled as unknown."""
_LEAVE = text(f"DELETE FROM {_TABLE} WHERE executor_id = :me")


class Reaper:
    """Renews this worker's lease and reaps the others', every third of a lease."""

    def __init__(
        self,
        database: Engine,
        identity: tuple[str, str],
        lease_s: float,
        recover: Callable[[list[str]], int],
    ) -> None:
        self._database = database
        self._application, self._me = identity
        self._lease_s = lease_s
        self._recover = recover
        self._stopping = threading.Event()
        self._thread = threading.Thread(
            target=self._serve, name="sondir-reaper", daemon=True
        )

    def beat(self) -> None:
        """Renew the lease; call it once before this worker takes any work."""
        with self._database.begin() as connection:
            connection.execute(_BEAT, {"me": self._me})

    def start(self) -> None:
        """Begin to beat and reap."""
        self._thread.start()

    def reap(self) -> int:
        """Put the runs of dead workers back in line, one worker at a time; count."""
        with self._database.begin() as connection:
            locked = connection.execute(
                text("SELECT pg_try_advisory_xact_lock(:lock)"), {"lock": _LOCK}
            ).scalar_one()
            dead = self._dead(connection) if locked else []
            # the lock is kept meanwhile, so that two workers do not reap together
            return self._recover(dead) if dead else 0

    def stop(self) -> None:
        """End the thread."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(timeout=10)

    def leave(self) -> None:
        """Give the lease up, so that the others take over what is left at once."""
        with self._database.begin() as connection:
            connection.execute(_LEAVE, {"me": self._me})

    def _dead(self, connection: Connection) -> list[str]:
        terms = {"application": self._application, "lease_s": self._lease_s}
        connection.execute(_FORGET, {"lease_s": self._lease_s})
        found = connection.execute(_DEAD, terms).scalars()
        return [executor for executor in found if executor != self._me]

    def _serve(self) -> None:
        while True:
            try:
                self.beat()
                self.reap()
            except SQLAlchemyError as error:
                log.warning("lease round failed: %s", type(error).__name__)
            if self._stopping.wait(self._lease_s / 3):
                return
