"""Durable runs on DBOS, in the same database and the same transactions as our rows."""

import logging
import os
import socket
import threading
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Generic, TypeVar

from dbos import DBOS, DBOSClient, DBOSConfig, DBOSPortableJSONSerializer, Queue
from sqlalchemy import Connection, Engine

from sondir.adapters.durable import internals
from sondir.adapters.durable.options import ONLY_PROCESS, EngineOptions
from sondir.adapters.durable.pruning import Pruner
from sondir.adapters.durable.reaper import Reaper
from sondir.adapters.durable.store import (
    SCHEMA,
    connect_like,
    count_waiting,
    end_frozen_sessions,
    failed_runs,
)
from sondir.adapters.durable.transactions import Transactions
from sondir.adapters.durable.waker import Waker
from sondir.adapters.system import SystemClock, SystemIds
from sondir.ports.steps import Json, Steps

DeskT = TypeVar("DeskT")
Workflow = Callable[..., Awaitable[None]]

VERSION = "1"
"""Constant, so that a deploy finishes what its predecessor began: workflows change
only by addition, or under a new name."""
ATTEMPTS = 1_000_000
"""Recoveries before a run is given up: a machine may restart often in a month."""
THREADS = 8
"""Steps at once; more would only wait for a connection."""


class _DurableSteps(Generic[DeskT]):
    def __init__(
        self, transactions: Transactions[DeskT], committed: Callable[[], None]
    ) -> None:
        self._transactions = transactions
        self._committed = committed

    async def transact(self, name: str, work: Callable[[DeskT], Json]) -> Json:
        return await DBOS.run_step_async({"name": name}, self._once, name, work)

    def _once(self, name: str, work: Callable[[DeskT], Json]) -> Json:
        answer = self._transactions.run(name, work)
        self._committed()
        return answer


class DurableEngine(Generic[DeskT]):
    """Runs workflows so that a crash at any point loses nothing.

    *database* is ours (a SQLite file, or PostgreSQL through psycopg); the engine
    opens at most five connections more. *open_desk* makes a step's desk from the
    step's connection, which is inside the step's transaction. One engine a process.
    """

    def __init__(
        self,
        database: Engine,
        open_desk: Callable[[Connection], DeskT],
        options: EngineOptions | None = None,
    ) -> None:
        self._database = database
        self._options = options or EngineOptions()
        self._shared = database.dialect.name != "sqlite"
        self.executor_id = self._options.executor_id or self._make_executor_id()
        self._store = connect_like(database)
        if self._shared:
            for engine in (database, self._store):
                end_frozen_sessions(engine, self._options.lease_s)
        self._transactions = Transactions(database, open_desk)
        self._steps: Steps[DeskT] = _DurableSteps(self._transactions, self._committed)
        self._workflows: dict[str, Workflow] = {}
        self._queues: list[Queue] = []
        self._waker = Waker(self._claim, self._sweep, self._options.sweep_s)
        self._suspects: set[str] = set()
        self._pruner = Pruner(
            (database, self._store),
            self._options.application,
            self._options.keep_runs_days,
        )
        self._reaper = Reaper(
            database,
            (self._options.application, self.executor_id),
            self._options.lease_s,
            self._recover,
        )
        self._ordered = threading.local()
        self._running = 0
        self._counting = threading.Lock()
        self._client = self._make_client()

    def register(self, name: str, workflow: Workflow) -> None:
        """Make *workflow* known by *name*, before `launch`; ValueError if taken."""
        if name in self._workflows:
            raise ValueError(f"workflow {name} is registered already")
        self._workflows[name] = workflow

    def launch(self) -> None:
        """Create the engine's tables where missing and begin to run what waits."""
        if self._shared:
            self._reaper.beat()
        # in a thread without a loop: the runs get a loop of their own, not the web's
        with ThreadPoolExecutor(1) as aside:
            aside.submit(self._launch).result()
        self._waker.start()
        if self._shared:
            self._reaper.start()

    def stop(self) -> None:
        """Wait up to *drain_s* for the runs; the rest goes on in the next process."""
        self._reaper.stop()
        self._waker.stop()
        deadline = time.monotonic() + self._options.drain_s
        while self._running and time.monotonic() < deadline:
            time.sleep(0.01)
        self._transactions.stop()
        with ThreadPoolExecutor(1) as aside:
            aside.submit(DBOS.destroy, destroy_registry=True).result()
        if self._shared:
            self._reaper.leave()
        self._store.dispose()

    def enqueue(
        self,
        connection: Connection,
        name: str,
        run_id: str,
        args: list[str],
        queue: str = "turns",
    ) -> None:
        """Order a run inside the caller's open transaction: both commit, or neither.

        A *run_id* seen before has no effect. *args* are ids, never personal data.
        After the commit call `wake`, unless this happens inside a step.
        """
        if queue not in self._options.queues:
            raise ValueError(f"no queue {queue}: its runs would wait for ever")
        if self._workflows and name not in self._workflows:
            raise ValueError(f"no workflow {name} is registered")
        self._client.enqueue_in_transaction(
            connection,
            {
                "workflow_name": name,
                "workflow_id": run_id,
                "queue_name": queue,
                "app_version": VERSION,
            },
            *args,
        )
        self._ordered.waits = True

    def wake(self) -> None:
        """Start what was just committed now, not at the next poll; cheap."""
        self._waker.wake()

    def pending_count(self, connection: Connection | None = None) -> int:
        """Count the runs that wait or are under way, in all processes.

        With a *connection* of the caller, as that transaction sees them.
        """
        if connection is not None:
            return count_waiting(connection, self._options.application)
        with self._store.connect() as own:
            return count_waiting(own, self._options.application)

    def failed(self) -> list[tuple[str, str]]:
        """List (workflow, run id) of runs that raised: nothing repeats them."""
        with self._store.connect() as connection:
            return failed_runs(connection, self._options.application)

    def _launch(self) -> None:
        _quieten()
        config: DBOSConfig = {
            "name": self._options.application,
            "system_database_engine": self._store,
            "dbos_system_schema": SCHEMA,
            "application_version": VERSION,
            "executor_id": self.executor_id,
            "serializer": DBOSPortableJSONSerializer(),
            "log_level": "WARNING",
            "max_executor_threads": THREADS,
            # no run waits for the engine's messages, so nobody need listen for them
            "use_listen_notify": False,
            "notification_listener_polling_interval_sec": 1.0,
            "scheduler_polling_interval_sec": 3600.0,
        }
        DBOS(config=config)
        for name, workflow in self._workflows.items():
            self._adopt(name, workflow)
        DBOS.launch()
        _quieten()
        self._queues = [
            DBOS.register_queue(
                queue,
                worker_concurrency=at_once,
                polling_interval_sec=self._options.poll_s,
                on_conflict="always_update",
            )
            for queue, at_once in self._options.queues.items()
        ]

    def _adopt(self, name: str, workflow: Workflow) -> None:
        async def run(*args: str) -> None:
            with self._counting:
                self._running += 1
            try:
                await workflow(self._steps, *args)
            finally:
                with self._counting:
                    self._running -= 1

        run.__qualname__ = name
        DBOS.workflow(name=name, max_recovery_attempts=ATTEMPTS)(run)

    def _committed(self) -> None:
        """Wake only if the step that this thread just committed ordered a run."""
        if getattr(self._ordered, "waits", False):
            self._ordered.waits = False
            self.wake()

    def _claim(self) -> None:
        internals.claim(internals.recovery_queue())
        for queue in self._queues:
            internals.claim(queue, self._options.queues[queue.name])

    def _sweep(self) -> None:
        """Put back in line what was not running at two looks; forget what is over."""
        stranded = internals.stranded()
        internals.requeue(stranded & self._suspects)
        self._suspects = stranded
        self._pruner.prune(SystemClock().now())

    def _recover(self, executor_ids: list[str]) -> int:
        count = internals.recover(executor_ids)
        self.wake()
        return count

    def _make_client(self) -> DBOSClient:
        _quieten()
        return DBOSClient(
            system_database_engine=self._store,
            dbos_system_schema=SCHEMA,
            serializer=DBOSPortableJSONSerializer(),
            application_name=self._options.application,
            lazy=True,
        )

    def _make_executor_id(self) -> str:
        if not self._shared:
            return ONLY_PROCESS
        unique = SystemIds().unguessable()[:12]
        return f"{socket.gethostname()}-{os.getpid()}-{unique}"


def _quieten() -> None:
    """Let warnings through to our own log, and nothing else anywhere."""
    log = logging.getLogger("dbos")
    log.setLevel(logging.WARNING)
    log.handlers.clear()
    log.propagate = True
    logging.getLogger("asyncio").setLevel(logging.WARNING)
