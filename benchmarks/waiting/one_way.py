"""One way of waiting on one database, measured in this process: see run.py."""

import json
import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from dbos import DBOS, SetWorkflowID  # noqa: E402
from sqlalchemy import Column, Engine, MetaData, String, Table, insert  # noqa: E402
from sqlalchemy.engine import Connection  # noqa: E402
from tests.joints.toy_database import open_database  # noqa: E402

from sondir.adapters.database.lease import lease_metadata  # noqa: E402
from sondir.adapters.durable import DurableEngine, EngineOptions  # noqa: E402
from sondir.adapters.durable.store import connect_like  # noqa: E402

POLL_S = 0.25
BURST = 100
tables = MetaData()
incidents = Table("incident", tables, Column("id", String, primary_key=True))
mailbox = Table("mailbox", tables, Column("turn", String, primary_key=True))
turns = Table("done_turn", tables, Column("turn", String, primary_key=True))


class Arrivals:
    """When each turn's transaction began, told to the thread that waits for it."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._at: dict[str, float] = {}

    def note(self, turn: str) -> None:
        with self._changed:
            self._at.setdefault(turn, time.perf_counter())
            self._changed.notify_all()

    def wait(self, turn: str) -> float:
        with self._changed:
            self._changed.wait_for(lambda: turn in self._at, timeout=60)
            return self._at[turn]


class ShortRuns:
    """Saved state, a mailbox row and one short run per turn."""

    def __init__(self, database: Engine, arrivals: Arrivals) -> None:
        self._database = database

        def take_turn(connection: Connection, turn: str) -> None:
            arrivals.note(turn)
            connection.execute(insert(turns).values(turn=turn))

        async def run(steps: Any, turn: str) -> None:
            await steps.transact("turn", lambda desk: take_turn(desk, turn))

        options = EngineOptions(application="waiting", poll_s=POLL_S)
        self._engine = DurableEngine(database, lambda desk: desk, options)
        self._engine.register("turn", run)
        self._engine.launch()

    def open(self, names: list[str]) -> None:
        with self._database.begin() as connection:
            connection.execute(insert(incidents), [{"id": name} for name in names])

    def wake(self, _name: str, turn: str) -> None:
        with self._database.begin() as connection:
            connection.execute(insert(mailbox).values(turn=turn))
            self._engine.enqueue(connection, "turn", turn, [turn])
        self._engine.wake()


class Coroutines:
    """One workflow per incident that waits in the engine's mailbox."""

    def __init__(self, database: Engine, arrivals: Arrivals) -> None:
        def take_turn(turn: str) -> None:
            arrivals.note(turn)
            with database.begin() as connection:
                connection.execute(insert(turns).values(turn=turn))

        async def incident(_name: str) -> None:
            while True:
                turn = await DBOS.recv_async(timeout_seconds=86_400)
                await DBOS.run_step_async({"name": "turn"}, take_turn, turn)

        DBOS(
            config={
                "name": "waiting",
                "system_database_engine": connect_like(database),
                "application_version": "1",
                "log_level": "ERROR",
                "notification_listener_polling_interval_sec": POLL_S,
            }
        )
        self._incident: Callable[[str], Any] = DBOS.workflow(name="incident")(incident)
        DBOS.launch()
        # through a queue, as after a restart: started directly, each holds a thread
        self._queue = DBOS.register_queue("incidents", polling_interval_sec=POLL_S)

    def open(self, names: list[str]) -> None:
        for name in names:
            with SetWorkflowID(name):
                self._queue.enqueue(self._incident, name)

    def wake(self, name: str, turn: str) -> None:
        DBOS.send(name, turn, idempotency_key=turn)


def resident_mb() -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def idle_percent(seconds: float) -> float:
    before = time.process_time()
    time.sleep(seconds)
    return 100 * (time.process_time() - before) / seconds


def wake_one(way: Any, arrivals: Arrivals, name: str, turn: str) -> float:
    started = time.perf_counter()
    way.wake(name, turn)
    return 1000 * (arrivals.wait(turn) - started)


def wake_many(way: Any, arrivals: Arrivals, names: list[str]) -> float:
    started = time.perf_counter()
    for name in names:
        way.wake(name, f"{name}/burst")
    return max(arrivals.wait(f"{name}/burst") for name in names) - started


def main(way_name: str, url: str, count: int, wakes: int, idle_s: float) -> None:
    database = open_database(url)
    tables.create_all(database)
    lease_metadata.create_all(database)
    arrivals = Arrivals()
    kind = {"short_run": ShortRuns, "coroutine": Coroutines}[way_name]
    way = kind(database, arrivals)
    names = [f"incident-{number}" for number in range(count)]
    way.open(names)
    time.sleep(5)  # let everything come to rest
    found = {"idle_cpu_percent": idle_percent(idle_s)}
    waits = []
    for number in range(wakes):
        name = names[number * 7 % count]
        waits.append(wake_one(way, arrivals, name, f"{name}/{number}"))
        time.sleep(0.05)
    waits.sort()
    found["wake_p50_ms"] = waits[len(waits) // 2]
    found["wake_p95_ms"] = waits[int(len(waits) * 0.95)]
    found["burst_s"] = wake_many(way, arrivals, names[:BURST])
    found["threads"] = threading.active_count()
    found["rss_mb"] = resident_mb()
    print(json.dumps({key: round(value, 2) for key, value in found.items()}))


if __name__ == "__main__":
    main(*sys.argv[1:3], int(sys.argv[3]), int(sys.argv[4]), float(sys.argv[5]))
    sys.stdout.flush()
    # the waiters never end: leave without asking them
    os._exit(0)
