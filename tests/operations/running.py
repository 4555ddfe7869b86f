"""A running server: `sondir run` as a process of its own, on a free port."""

import hashlib
import hmac
import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from sqlalchemy import Engine, create_engine, text
from tests.contracts.desk.documents import NOON, SALON

from sondir.adapters.database.engine import open_database
from sondir.adapters.database.migrate import migrate
from sondir.adapters.database.seed import seed
from sondir.bootstrap.children import Child, start
from sondir.domain.corridor import PLAYBOOKS
from sondir.domain.founding import founding_of

SECRET = "a secret of the application"
NOWHERE = "http://127.0.0.1:9/v25.0"
PATIENCE_S = 60.0
ENVIRONMENT = {
    f"SONDIR_{channel}__{name}": value
    for channel in ("WHATSAPP", "INSTAGRAM")
    for name, value in (
        ("APP_SECRET", SECRET),
        ("VERIFY_TOKEN", "a word"),
        ("ACCESS_TOKEN", "a token"),
        ("BASE_URL", NOWHERE),
    )
}


def found(url: str, document: dict | None = None) -> None:
    """Make the salon in a fresh database."""
    database = open_database(url)
    migrate(database)
    founding = founding_of(document or SALON, frozenset(PLAYBOOKS))
    with database.begin() as connection:
        seed(connection, founding, NOON)
    database.dispose()


def signed(raw: bytes, secret: str = SECRET) -> dict[str, str]:
    digest = hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest()
    return {"X-Hub-Signature-256": f"sha256={digest}"}


class Running:
    """The server, its database seen from outside, and a client beside it."""

    def __init__(self, child: Child, url: str) -> None:
        self.child = child
        self._clients: list[httpx.Client] = []
        self._mine = threading.local()
        self.database: Engine = create_engine(url)

    @property
    def http(self) -> httpx.Client:
        """Give each thread its own client: a shared pool closes what others read."""
        if not hasattr(self._mine, "client"):
            base = self.child.url
            self._mine.client = httpx.Client(base_url=base, timeout=30, trust_env=False)
            self._clients.append(self._mine.client)
        return self._mine.client

    def post(self, raw: bytes, headers: dict[str, str] | None = None, path: str = ""):
        sent = signed(raw) if headers is None else headers
        return self.http.post(f"/webhooks{path}", content=raw, headers=sent)

    def rows(self, query: str) -> list[tuple]:
        with self.database.connect() as connection:
            return [tuple(row) for row in connection.execute(text(query))]

    def settled(self) -> None:
        """Wait until every body that was kept has been read."""
        self.until("SELECT count(*) FROM inbox_body WHERE settled_at IS NULL", 0)

    def until(self, query: str, wanted: int) -> None:
        deadline = time.monotonic() + PATIENCE_S
        while self.rows(query)[0][0] != wanted:
            assert time.monotonic() < deadline, query
            time.sleep(0.02)

    def kill(self) -> None:
        """Die as a machine dies: the whole process group, at once."""
        os.killpg(self.child.process.pid, signal.SIGKILL)
        self.child.process.wait()

    def close(self) -> None:
        for client in self._clients:
            client.close()
        self.database.dispose()


@contextmanager
def running(folder: Path, url: str, **settings: str) -> Iterator[Running]:
    """Serve until the end of the block; *settings* go without their `SONDIR_`."""
    more = {f"SONDIR_{name.upper()}": value for name, value in settings.items()}
    environment = {**ENVIRONMENT, **more, "SONDIR_DATABASE_URL": url}
    child = start(["run", "--port", "0"], folder / "server.log", environment)
    server = Running(child, url)
    try:
        yield server
    finally:
        server.close()
        child.end()
