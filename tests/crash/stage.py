"""Plays one crisis against a server that is killed again and again.

Run as a program: `python -m tests.crash.stage FOLDER PLAN`. A warm parent has imported
everything and holds the listening socket; each life of the server is a fork of it that
builds the real `Server`, runs until the plan says SIGKILL, and is followed by the next
life on the same database. The world is a process of its own and notices nothing but
refused and repeated requests.
"""

import json
import os
import signal
import socket
import sys
import threading
import time
from datetime import datetime
from pathlib import Path

import httpx
import uvicorn
from sqlalchemy import event
from tests.crash.judge import Story, unfinished

from sondir.bootstrap.demo import Order, _environment, _found, _start_world
from sondir.bootstrap.demo_corridor import with_corridor
from sondir.bootstrap.server import Server
from sondir.languages import templates
from sondir.ports.channel import Channel, SendOutcome
from sondir.settings import Settings

WORLD = Path(__file__).with_name("crash_world.json")
LONGEST_S = 400
LAST_WORK_S = 30
"""At the end the day stands still; so long is waited for what is queued by then."""


class Killer:
    """Counts what the plan counts, in this life, and kills the process group.

    *plan*: {"after_commit": n, "before_commit": n, "before_send": n, "after_send": n};
    each counts from the start of a life; the first to be reached kills.
    """

    def __init__(self, plan: dict[str, int]) -> None:
        self._left = dict(plan)
        self._lock = threading.Lock()

    def reached(self, point: str) -> None:
        with self._lock:
            if point not in self._left:
                return
            self._left[point] -= 1
            if self._left[point] <= 0:
                os.killpg(os.getpid(), signal.SIGKILL)


class KilledChannel:
    """A channel whose process may die right before or right after the request."""

    def __init__(self, channel: Channel, killer: Killer) -> None:
        self._channel = channel
        self._killer = killer

    def __getattr__(self, name: str) -> object:
        return getattr(self._channel, name)

    async def send(self, message: object) -> SendOutcome:
        self._killer.reached("before_send")
        outcome = await self._channel.send(message)  # type: ignore[arg-type]
        self._killer.reached("after_send")
        return outcome


def watch_commits(server: Server, killer: Killer) -> None:
    """Count the commits that changed something."""
    changing = ("INSERT", "UPDATE", "DELETE")

    @event.listens_for(server.database, "before_cursor_execute")
    def _statement(conn, cursor, statement, *_):
        if statement.lstrip()[:6].upper() in changing:
            conn.info["changed"] = True

    @event.listens_for(server.database, "commit")
    def _before(conn):
        if conn.info.get("changed"):
            killer.reached("before_commit")

    @event.listens_for(server.database.pool, "checkin")
    def _after(dbapi_connection, record):
        if record.info.pop("changed", False):
            killer.reached("after_commit")


def live(listener: socket.socket, plan: dict[str, int]) -> None:
    """One life of the server, until it is killed or told to end."""
    os.setsid()
    killer = Killer(plan)
    server = Server(Settings())
    watch_commits(server, killer)
    server.channels.update(
        {n: KilledChannel(c, killer) for n, c in server.channels.items()}
    )
    config = uvicorn.Config(server.app(), log_level="error", access_log=False)
    uvicorn.Server(config).run(sockets=[listener])


def play(folder: Path, told: dict) -> dict[str, int]:
    """Play the story to its end; life number i follows plan number i, the last ones
    none. Returns how many lives there were, how many died, and whether it ended."""
    plans, world_file = told["plans"], Path(told.get("world") or WORLD)
    catalogue = folder / "templates.json"
    catalogue.write_text(json.dumps(templates(), ensure_ascii=False))
    wire = folder / "wire.jsonl"
    order = Order(world=world_file, wire=wire)
    world = _start_world(order, folder, catalogue)
    http = httpx.Client(timeout=30, trust_env=False)
    crm = http.get(f"{world.url}/crm").json()
    url = os.environ.get("CRASH_DATABASE_URL") or f"sqlite:///{folder / 'crash.db'}"
    _found(url, with_corridor(crm))
    os.environ.update(_environment(crm, world.url, url))
    os.environ["SONDIR_LEASE_S"] = "2"
    listener = socket.create_server(("127.0.0.1", 0))
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    lives = Lives(listener, http, world.url, url)
    try:
        lives.fork(plans[0])
        _begin(http, world.url, address)
        if told.get("together"):
            return lives.side_by_side(plans[1:])
        return lives.one_by_one(plans[1:])
    finally:
        http.close()
        world.end()


class Lives:
    """The lives of one story; *died* counts those that did not see its end."""

    def __init__(
        self, listener: socket.socket, http: httpx.Client, world: str, url: str
    ) -> None:
        self._listener = listener
        self._http = http
        self._world = world
        self._url = url
        self._pids: list[int] = []
        self._until = time.monotonic() + LONGEST_S
        self.begun = self.died = 0

    def fork(self, plan: dict[str, int]) -> None:
        self.begun += 1
        self._pids.append(_fork(self._listener, plan))

    def one_by_one(self, plans: list[dict[str, int]]) -> dict[str, int]:
        """Each life follows the death of the one before."""
        while not self._is_over():
            self._next(plans)
        self._finish(plans)
        return self._end()

    def _finish(self, plans: list[dict[str, int]]) -> None:
        """Wait for what the day has left, each death followed by a life as before."""
        last = self._last_work()
        while self._unfinished() and time.monotonic() < last:
            self._next(plans)

    def _last_work(self) -> float:
        """Stop the day, so that no timer orders more; tell until when to wait."""
        self._http.post(f"{self._world}/pause").raise_for_status()
        return time.monotonic() + LAST_WORK_S

    def _next(self, plans: list[dict[str, int]]) -> None:
        if self._bury():
            self.fork(plans.pop(0) if plans else {})
        time.sleep(0.05)

    def _unfinished(self) -> list[str]:
        return unfinished(Story([], self._url))

    def side_by_side(self, plans: list[dict[str, int]]) -> dict[str, int]:
        """All lives begin together, and nobody comes after the dead."""
        for plan in plans:
            self.fork(plan)
        while not self._is_over():
            self._bury()
            if not self._pids:
                return self._end()
            time.sleep(0.05)
        last = self._last_work()
        while self._pids and self._unfinished() and time.monotonic() < last:
            self._bury()
            time.sleep(0.05)
        return self._end()

    def _bury(self) -> int:
        """Take note of the dead; return how many there were."""
        dead = [p for p in self._pids if os.waitpid(p, os.WNOHANG)[0]]
        self._pids = [p for p in self._pids if p not in dead]
        self.died += len(dead)
        return len(dead)

    def _is_over(self) -> bool:
        late = time.monotonic() > self._until
        return late or _is_over(self._http.get(f"{self._world}/clock").json())

    def _end(self) -> dict[str, int]:
        """Ask the living to end; one that does not is killed, which harms nothing."""
        self._bury()
        ended = bool(self._pids) and time.monotonic() < self._until
        for pid in self._pids:
            os.kill(pid, signal.SIGTERM)
        deadline = time.monotonic() + 15
        while self._pids and time.monotonic() < deadline:
            dead = [p for p in self._pids if os.waitpid(p, os.WNOHANG)[0]]
            self._pids = [p for p in self._pids if p not in dead]
            time.sleep(0.05)
        for pid in self._pids:
            os.killpg(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        return {"lives": self.begun, "died": self.died, "ended": int(ended)}


def _fork(listener: socket.socket, plan: dict[str, int]) -> int:
    pid = os.fork()
    if pid == 0:
        try:
            live(listener, plan)
        finally:
            os._exit(0)
    return pid


def _begin(http: httpx.Client, world: str, address: str) -> None:
    hello = {"webhook_url": f"{address}/webhooks", "clock": True}
    http.post(f"{world}/start", json=hello).raise_for_status()


def _is_over(clock: dict[str, object]) -> bool:
    """The story ends by itself, or at five in the afternoon with an open incident."""
    late = datetime.fromisoformat(str(clock["now"])).hour >= 17
    return bool(clock["finished"]) or late


if __name__ == "__main__":
    place = Path(sys.argv[1])
    answer = play(place, json.loads(sys.argv[2]))
    sys.stdout.write(json.dumps(answer) + "\n")
