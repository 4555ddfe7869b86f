"""The demo: a real server, a simulated city beside it, one crisis between them.

Two processes on free ports of the loopback interface. The world writes signed
webhooks and serves the clock; everything the autopilot says goes out by HTTP. This
file starts both, follows the journal, and ends them.
"""

import json
import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import httpx

from sondir.adapters.database.accounts import Accounts, User
from sondir.adapters.database.engine import open_database, open_reader
from sondir.adapters.database.migrate import migrate
from sondir.adapters.database.seed import seed
from sondir.adapters.system import SystemClock
from sondir.bootstrap.children import Child, start
from sondir.bootstrap.demo_corridor import with_corridor
from sondir.bootstrap.following import Follower
from sondir.domain.corridor import PLAYBOOKS
from sondir.domain.errors import Mistake
from sondir.domain.founding import founding_of
from sondir.languages import templates
from sondir.playbooks import PLAYBOOKS as SHIPPED
from sondir.web.passwords import Passwords
from sondir.world.cases import CASES, case_document

LONGEST_STORY = timedelta(hours=14)
"""Of the story's time; an incident still open by then is told as such."""
LONGEST_WALL_S = 300.0
"""Of real time; a demo that takes longer has hung."""
LOOK_S = 0.1
HUMAN = frozenset(book.name for book in SHIPPED if book.human_only)
"""Playbooks whose crises only a person closes."""
LOGIN = "owner"
"""Who signs in to the demo's pages; the password is new every time."""


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for on the command line."""

    seed: int | None = None
    world: Path | None = None
    wire: Path | None = None
    keep: bool = False
    database_url: str = ""
    case: str = ""


@dataclass(frozen=True, slots=True)
class Demo:
    """A demo under way: where everything is, and what follows the journal."""

    folder: Path
    server: Child
    world: Child
    follower: Follower
    crm: Mapping[str, Any]
    http: httpx.Client
    password: str = field(repr=False)

    def clock(self) -> tuple[datetime, bool]:
        """Ask the world what time it is, and whether the story has ended."""
        face = self.http.get(f"{self.world.url}/clock").json()
        return datetime.fromisoformat(face["now"]), bool(face["finished"])


@contextmanager
def staged(order: Order) -> Iterator[Demo]:
    """Start the world and the server; end both on the way out.

    Raises Unavailable where one of them does not come up.
    """
    folder = Path(mkdtemp(prefix="sondir-demo-"))
    catalogue = folder / "templates.json"
    catalogue.write_text(json.dumps(templates(), ensure_ascii=False), encoding="utf-8")
    with ExitStack() as stack:
        http = stack.enter_context(httpx.Client(timeout=30, trust_env=False))
        world = _start_world(order, folder, catalogue)
        stack.callback(world.end)
        crm = http.get(f"{world.url}/crm").json()
        url = order.database_url or f"sqlite:///{folder / 'demo.db'}"
        password = _found(url, with_corridor(crm))
        server = start(
            ["run", "--port", "0"],
            folder / "server.log",
            _environment(crm, world.url, url),
        )
        stack.callback(server.end)
        database = open_reader(open_database(url))
        follower = Follower(database, str(crm.get("org") or "demo"))
        stack.callback(database.dispose)
        hello = {"webhook_url": f"{server.url}/webhooks", "clock": True}
        http.post(f"{world.url}/start", json=hello).raise_for_status()
        yield Demo(folder, server, world, follower, crm, http, password)


def _start_world(order: Order, folder: Path, catalogue: Path) -> Child:
    wire = order.wire or folder / "wire.jsonl"
    arguments = ["world", "--templates", str(catalogue), "--wire", str(wire)]
    document = _case_file(order, folder) if order.case else order.world
    if document is not None:
        arguments += ["--world", str(document)]
    if order.seed is not None:
        arguments += ["--seed", str(order.seed)]
    return start(arguments, folder / "world.log")


def _case_file(order: Order, folder: Path) -> Path:
    """Write the city of the case that was asked for; raises Mistake for no case."""
    if order.case not in CASES:
        raise Mistake("demo.no_such_case", case=order.case, known=" ".join(CASES))
    document = case_document(order.case, order.seed)
    file = folder / "case.json"
    file.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return file


def _found(url: str, crm: Mapping[str, Any]) -> str:
    """Make the demo's organisation and its owner's login; return a fresh password."""
    database = open_database(url)
    migrate(database)
    founding, now = founding_of(crm, PLAYBOOKS), SystemClock().now()
    password = secrets.token_urlsafe(9)
    owner = User("user-demo", founding.organisation.id, LOGIN, "owner", "owner:1")
    with database.begin() as connection:
        seed(connection, founding, now)
        Accounts(connection).create(owner, Passwords().hash(password), now)
    database.dispose()
    return password


def _environment(
    crm: Mapping[str, Any], clock_url: str, database_url: str
) -> dict[str, str]:
    """Hand the settings over the way an installation does: by the environment."""
    accounts = crm["accounts"]
    base = accounts.get("api_base") or clock_url
    graph = f"{base}/{accounts.get('api_version', 'v25.0')}"
    names = {
        "DATABASE_URL": database_url,
        "CLOCK_URL": clock_url,
        "POLL_S": "0.05",
        "DAY_LINE_AT": "",  # the story is one crisis; its clock jumps over evenings
        "APPROVED_LANGUAGES": '["ru","kk","en"]',
    }
    for channel in ("whatsapp", "instagram"):
        here = channel.upper()
        for secret in ("app_secret", "verify_token", "access_token"):
            names[f"{here}__{secret.upper()}"] = accounts[channel][secret]
        names[f"{here}__BASE_URL"] = graph
    return {f"SONDIR_{name}": value for name, value in names.items()}


def play(demo: Demo, show: Callable[[Mapping[str, Any]], None]) -> str:
    """Follow the story to its end, showing each record; say how it ended.

    Returns closed, handed_over (what is still open is a person's), open (the story is
    over, an incident is not), quiet (nothing was opened), died (a process ended) or
    hung.
    """
    began = time.monotonic()
    first, _ = demo.clock()
    while True:
        for fields in demo.follower.fresh():
            show(fields)
        if not (demo.server.is_alive and demo.world.is_alive):
            return "died"
        now, finished = demo.clock()
        states = demo.follower.incident_states()
        if finished or now - first > LONGEST_STORY or _all_closed(states, demo):
            for fields in demo.follower.fresh():
                show(fields)
            return _outcome(demo.follower.documents())
        if time.monotonic() - began > LONGEST_WALL_S:
            return "hung"
        time.sleep(LOOK_S)


def _all_closed(states: Mapping[str, str], demo: Demo) -> bool:
    """The crisis is over and everything said about it has gone out."""
    over = bool(states) and all(state == "closed" for state in states.values())
    return over and demo.follower.nothing_to_send()


def _outcome(incidents: list[dict[str, Any]]) -> str:
    """Say how it ended; what only a person may handle ends with a person."""
    if not incidents:
        return "quiet"
    still = [each.get("playbook") for each in incidents if each["state"] != "closed"]
    if not still:
        return "closed"
    return "handed_over" if HUMAN.issuperset(still) else "open"
