"""Real worker processes, forked from a warm parent so that a kill costs little."""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from multiprocessing.context import ForkServerProcess

from sqlalchemy import select
from tests.joints.toy import toy_turn
from tests.joints.toy_database import (
    SqlToyDesk,
    begin_incident,
    incident,
    open_database,
)

from sondir.adapters.durable import DurableEngine, EngineOptions

APPLICATION = "toy"
PATIENCE_S = 90.0


def serve(url: str, incidents: int, last: int, lease_s: float) -> None:
    """Begin the incidents that are missing and run turns until killed."""
    database = open_database(url)
    engine: DurableEngine[SqlToyDesk]
    engine = DurableEngine(
        database,
        lambda connection: SqlToyDesk(connection, engine.enqueue, last),
        EngineOptions(application=APPLICATION, poll_s=0.1, lease_s=lease_s),
    )
    engine.register("toy_turn", toy_turn)
    engine.launch()
    for number in range(incidents):
        name = f"incident{number}"
        with database.begin() as connection:
            query = select(incident.c.id).where(incident.c.id == name)
            if connection.execute(query).first() is None:
                begin_incident(connection, name, engine.enqueue)
        engine.wake()
    while True:
        time.sleep(60)


class Workers:
    """Starts workers and remembers them, so that none outlives its test."""

    def __init__(self) -> None:
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload([__name__])
        self._started: list[ForkServerProcess] = []

    def start(self, url: str, incidents: int, last: int, lease_s: float = 45.0):
        process = self._context.Process(
            target=serve, args=(url, incidents, last, lease_s), daemon=True
        )
        process.start()
        self._started.append(process)
        return process

    def kill(self, process: ForkServerProcess) -> None:
        process.kill()
        process.join()

    def freeze(self, process: ForkServerProcess) -> None:
        os.kill(process.pid or 0, signal.SIGSTOP)

    def thaw(self, process: ForkServerProcess) -> None:
        os.kill(process.pid or 0, signal.SIGCONT)

    def kill_all(self) -> None:
        for process in self._started:
            if process.is_alive():
                self.kill(process)


def wait_until(true: Callable[[], bool], what: str) -> None:
    """Wait patiently: how long it took is nobody's business here."""
    deadline = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < deadline, f"still waiting: {what}"
        time.sleep(0.01)
