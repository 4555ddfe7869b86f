"""Forget runs that ended well, some days later; a little at a time.

That a run happened is no guard of ours: a turn is ordered only when its row is new,
and is worked through only while it is not done; a body is read only until it is
settled. Those rows stay. So an id that comes again after its run was forgotten runs,
finds nothing to do and ends. Runs that raised are kept: a person looks at them.
"""

from datetime import datetime

from sqlalchemy import Engine, Select, delete, select

from sondir.adapters.database.line import line_of
from sondir.adapters.durable.keeping import run_tables

AT_ONCE = 200
"""Runs forgotten in one transaction: a few milliseconds of the writer's time."""
DAY_MS = 86_400_000
ENDED = "SUCCESS"


class Pruner:
    """Forgets the oldest runs of *application* that ended *keep_days* ago or earlier.

    *keep_days* 0 keeps all of them. A look that finds nothing takes no lock.
    """

    def __init__(
        self, engines: tuple[Engine, Engine], application: str, keep_days: float
    ) -> None:
        """*engines* are the database's writer and the engine's store."""
        self._database, self._store = engines
        self._application = application
        self._keep_ms = int(keep_days * DAY_MS)
        self._runs, *self._beside = run_tables(self._database)

    def prune(self, now: datetime) -> int:
        """Forget one batch, as of *now* by the machine's clock; return its size."""
        if not self._keep_ms:
            return 0
        old = self._old(int(now.timestamp() * 1000) - self._keep_ms)
        with self._store.connect() as connection:
            if connection.execute(old.limit(1)).first() is None:
                return 0
        with line_of(self._database).turn(), self._database.begin() as connection:
            mine = old.limit(AT_ONCE).with_for_update(skip_locked=True)
            ids = list(connection.execute(mine).scalars())
            for table in (*self._beside, self._runs):
                # no foreign key leads from a run's inputs, outputs and steps to it
                gone = delete(table).where(table.c.workflow_uuid.in_(ids))
                connection.execute(gone)
        return len(ids)

    def _old(self, before_ms: int) -> Select[tuple[str]]:
        runs = self._runs.c
        return (
            select(runs.workflow_uuid)
            .where(
                runs.created_at < before_ms,
                runs.status == ENDED,
                runs.application_name == self._application,
            )
            .order_by(runs.created_at)
        )
