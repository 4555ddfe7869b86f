"""A soak: mixed webhooks at a steady rate, pages and sends beside them, on SQLite.

One `sondir run` on a fresh file. Clients write single messages, batches, repeats and
states; somebody looks at pages all the while; what has to be answered is sent to a
stand-in. Counts every answer that is no 200 (503 only says "over capacity"), and
compares the time to a 200 with a bare loop that makes the same durable insert.

    python benchmarks/inbox/soak.py [--minutes 1] [--rate 40]

Exit 1 if anything but 200 and 503 was answered, or a kept body was not read.
"""

import argparse
import asyncio
import json
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.operations.running import Running, found, running, signed  # noqa: E402
from tests.web.webhook_bodies import (  # noqa: E402
    INSTAGRAM_MESSAGES,
    QUIET,
    escaped,
    instagram,
    text,
    whatsapp,
)

RESULTS = ROOT / "benchmarks" / "results" / "soak.json"
WORDS = (
    "Здравствуйте, можно записаться на завтра?",
    "рахмет",
    "это бот или человек?",
    "Соедините с человеком, пожалуйста",
    "Сколько стоит окрашивание?",
    "В зале очень душно, кондиционер не работает",
    "Сәлеметсіз бе, бүгін орын бар ма?",
)
WAITING = """
SELECT count(*) FROM workflow_status WHERE status IN ('ENQUEUED', 'PENDING')
"""
PAGES = ("/", "/sign-in", "/healthz", "/metrics", "/static/sondir.css")


class Crowd:
    """Writes to the server; *took* are the seconds to each answer."""

    def __init__(self, url: str, seed: int) -> None:
        self.chance = random.Random(seed)
        self.codes: Counter[str] = Counter()
        self.took: list[float] = []
        self.sent = 0
        limits = httpx.Limits(max_connections=64)
        self.http = httpx.AsyncClient(
            base_url=url, timeout=60, limits=limits, trust_env=False
        )
        self._earlier: list[bytes] = []

    def body(self) -> bytes:
        draw = self.chance.random()
        if draw < 0.15 and self._earlier:
            return self.chance.choice(self._earlier)
        if draw < 0.35:
            return escaped(QUIET[self.chance.choice(list(QUIET))])
        if draw < 0.45:
            one = self.chance.choice(list(INSTAGRAM_MESSAGES))
            return escaped(instagram(INSTAGRAM_MESSAGES[one]))
        many = 1 if draw < 0.85 else self.chance.randint(2, 8)
        return escaped(whatsapp(*(self._words() for _ in range(many))))

    def _words(self) -> dict:
        sender = f"7701{self.chance.randrange(1_000_000):07d}"
        return text(self.chance.choice(WORDS), sender=sender)

    async def write(self) -> None:
        raw = self.body()
        self._earlier = [*self._earlier[-200:], raw]
        began = time.perf_counter()
        try:
            answer = await self.http.post("/webhooks", content=raw, headers=signed(raw))
        except httpx.HTTPError as error:
            self.codes[f"webhook {type(error).__name__}"] += 1
            return
        self.took.append(time.perf_counter() - began)
        self.codes[f"webhook {answer.status_code}"] += 1

    async def look(self) -> None:
        page = self.chance.choice(PAGES)
        answer = await self.http.get(page)
        self.codes[f"page {answer.status_code}"] += 1

    async def soak(self, seconds: float, rate: float) -> None:
        """Begin *rate* requests a second, whether or not the earlier are answered."""
        under_way: set[asyncio.Task[None]] = set()
        began = time.monotonic()
        while (now := time.monotonic() - began) < seconds:
            while self.sent < now * rate:
                self.sent += 1
                ask = self.look if self.sent % 10 == 0 else self.write
                task = asyncio.create_task(ask())
                under_way.add(task)
                task.add_done_callback(under_way.discard)
            await asyncio.sleep(0.005)
        await asyncio.gather(*under_way)
        await self.http.aclose()


def bare_loop(folder: Path, times: int = 300) -> list[float]:
    """Measure the durable insert of a body, and nothing else."""
    database = sqlite3.connect(folder / "bare.db", isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute("CREATE TABLE body (id INTEGER PRIMARY KEY, raw BLOB)")
    raw, took = escaped(whatsapp(text(WORDS[0]))), []
    for _ in range(times):
        began = time.perf_counter()
        database.execute("INSERT INTO body (raw) VALUES (?)", (raw,))
        took.append(time.perf_counter() - began)
    database.close()
    return took


def quantiles(took: list[float]) -> tuple[float, float]:
    """Return p50 and p99 in milliseconds."""
    cuts = statistics.quantiles(took, n=100)
    return round(cuts[49] * 1000, 2), round(cuts[98] * 1000, 2)


def judge(server: Running, crowd: Crowd, bare: list[float]) -> dict:
    server.settled()
    server.until(WAITING, 0)
    ours, theirs = quantiles(crowd.took), quantiles(bare)
    kept = server.rows("SELECT count(*) FROM inbox_body")[0][0]
    schema = "SELECT count(*) FROM workflow_status WHERE status <> 'SUCCESS'"
    strange = {
        code: times
        for code, times in crowd.codes.items()
        if code not in ("webhook 200", "webhook 503") and not code.startswith("page")
    }
    failed = {c: n for c, n in crowd.codes.items() if c.startswith("page 5")}
    return {
        "codes": dict(sorted(crowd.codes.items())),
        "not_kept": crowd.codes["webhook 200"] - kept,
        "runs_that_failed": server.rows(schema)[0][0],
        "strange": strange | failed,
        "p50_ms": ours[0],
        "p99_ms": ours[1],
        "p50_to_bare_loop": round(ours[0] / theirs[0], 1),
        "p99_to_bare_loop": round(ours[1] / theirs[1], 1),
    }


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--rate", type=float, default=40.0, help="requests a second")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bare = bare_loop(folder)
        url = f"sqlite:///{folder / 'soak.db'}"
        found(url)
        with running(folder, url) as server:
            crowd = Crowd(server.child.url, seed=1)
            asyncio.run(crowd.soak(told.minutes * 60, told.rate))
            found_out = judge(server, crowd, bare)
        log = (folder / "server.log").read_text("utf-8").splitlines()
    found_out |= {"minutes": told.minutes, "rate": told.rate, "log_lines": len(log)}
    RESULTS.write_text(json.dumps(found_out, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(found_out, indent=1))
    print("\n".join(log[-5:]))
    wrong = (found_out["strange"], found_out["not_kept"], found_out["runs_that_failed"])
    return 1 if any(wrong) else 0


if __name__ == "__main__":
    sys.exit(main())
