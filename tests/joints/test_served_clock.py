"""The demo's clock: a thousand jumps, never early, nothing passed over."""

import asyncio
import random
import threading
import time
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from tests.joints.toy_clock import ToyWorld, serving

from sondir.adapters.served_clock import OurSide, ServedClock

MORNING = datetime(2026, 7, 14, 4, 0, tzinfo=UTC)


class Product:
    """Our side as a toy: timers, and work that takes real time on other threads."""

    def __init__(self, seed: int) -> None:
        self.clock: ServedClock
        self.loop: asyncio.AbstractEventLoop
        self._chance = random.Random(seed)
        self._lock = threading.RLock()
        self.timers: list[datetime] = []
        self._working = 0
        self.fired: list[tuple[datetime, datetime]] = []
        self.behind: list[str] = []
        self.true_time = lambda: MORNING

    def pending(self) -> bool:
        with self._lock:
            return self._working > 0

    def next_due(self) -> datetime | None:
        with self._lock:
            return min(self.timers, default=None)

    def hear(self, _moment: datetime) -> None:
        """Take a message in: work for a while, then perhaps set a timer."""
        with self._lock:
            self._working += 1
        threading.Thread(target=self._work, daemon=True).start()

    def deliver_due(self) -> None:
        """Order the turns of the timers that are due, as the loop over them does."""
        with self._lock:
            now = self.clock.now()
            if now > self.true_time():
                self.behind.append(f"{now} was shown at {self.true_time()}")
            for due in [due for due in self.timers if due <= now]:
                self.timers.remove(due)
                self.fired.append((due, now))
                self.hear(now)

    def _work(self) -> None:
        asyncio.run_coroutine_threadsafe(self.clock.refresh(), self.loop).result()
        time.sleep(self._chance.uniform(0, 0.002))
        with self._lock:
            if self._chance.random() < 0.5:
                wait = timedelta(seconds=self._chance.randint(1, 3600))
                self.timers.append(self.clock.now() + wait)
            self._working -= 1


async def a_story(product: Product, moments: list[datetime]) -> ToyWorld:
    """Run one story to its end and return the world in which it happened."""
    product.loop = asyncio.get_running_loop()
    world = ToyWorld(MORNING, moments, product.hear)
    product.true_time = lambda: world.now
    async with serving(world) as url:
        ours = OurSide(product.pending, product.next_due, product.deliver_due)
        product.clock = ServedClock(url, ours, long_poll_s=0.2)
        await product.clock.start()
        started = product.clock.monotonic()
        while not product.clock.finished:
            product.deliver_due()
            await asyncio.sleep(0.001)
        assert product.clock.monotonic() > started
        await product.clock.stop()
    return world


@pytest.mark.parametrize(
    ("messages", "jumps"), [(60, 100), pytest.param(600, 1000, marks=pytest.mark.slow)]
)
def test_a_thousand_jumps_are_never_early(messages, jumps):
    """Each timer fires exactly at its moment, and our time is never ahead."""
    product = Product(seed=5)
    chance = random.Random(6)
    day = [chance.randint(1, 86_400) for _ in range(messages)]
    moments = [MORNING + timedelta(seconds=second) for second in day]
    world = asyncio.run(a_story(product, moments))
    assert world.jumps >= jumps
    assert product.behind == []
    assert {due for due, now in product.fired if due != now} == set()
    assert product.timers == []


def test_the_time_is_unknown_before_the_start():
    """Nobody reads a made-up time."""
    clock = ServedClock("http://127.0.0.1:9", OurSide(lambda: False, lambda: None))
    with pytest.raises(RuntimeError, match="not started"):
        clock.now()


def test_a_clock_that_is_not_there_is_said_at_the_start():
    """A demo without its world fails at once, not silently."""

    async def start() -> None:
        clock = ServedClock("http://127.0.0.1:9", OurSide(lambda: False, lambda: None))
        with pytest.raises(httpx.HTTPError):
            await clock.start()
        await clock.stop()

    asyncio.run(start())
