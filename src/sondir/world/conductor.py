"""The demo's clock: time jumps to the next event only while nobody has work left.

The rule: the world may jump if the product's idle report carries the current epoch
and nothing of the world's own is in flight. The epoch rises with every notification
the product has taken, every request it has made and every jump, so that a report
from before any of these is ignored. Time stands still in between.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sondir.world.courier import Courier
from sondir.world.faults import Faults
from sondir.world.mailbag import Mailbag
from sondir.world.messages import Event, StatusChange
from sondir.world.network import Network
from sondir.world.wire import WireLog

LONGEST_WAIT_S = 30.0
DUE_WAIT_S = 0.02
"""How long a report of a timer that is already due is held, in wall seconds."""


@dataclass(frozen=True, slots=True)
class ClockState:
    """What the clock tells: aware time, the epoch, whether both sides are done."""

    now: datetime
    epoch: int
    finished: bool

    def as_json(self) -> dict[str, object]:
        """Give the JSON of the answer; *now* is ISO 8601 with offset."""
        return {
            "now": self.now.isoformat(),
            "epoch": self.epoch,
            "finished": self.finished,
        }


class Conductor:
    """Holds time, delivers what is due, and answers idle reports."""

    def __init__(self, network: Network, start: datetime, wire: WireLog) -> None:
        self.network = network
        self.faults = Faults()
        self.courier = Courier(wire, self._moved)
        self._mailbag = Mailbag(network.accounts, network.world.seed)
        self._now = start
        self._epoch = 1
        self._requests = 0
        self._started = False
        self._finished = False
        self._realtime = False
        self._change = asyncio.Event()
        self._runner: asyncio.Task[None] | None = None

    @property
    def now(self) -> datetime:
        """The world's time: virtual, or the system's in real-time mode."""
        return datetime.now(UTC) if self._realtime else self._now

    @property
    def state(self) -> ClockState:
        """What the clock tells now."""
        return ClockState(self.now, self._epoch, self._finished)

    @property
    def _busy(self) -> bool:
        return self.courier.busy or self._requests > 0

    def start(self, realtime: bool = False) -> None:
        """Begin (or go on, after the product was started again)."""
        if realtime and self._runner is None:
            self._realtime = True
            self._runner = asyncio.create_task(self._run())
        self._started = True
        self._moved()

    def pause(self) -> None:
        """Let virtual time stand still until the next `start`; requests go on."""
        self._started = False
        self._moved()

    async def close(self) -> None:
        """Stop everything in flight."""
        if self._runner is not None:
            self._runner.cancel()
        await self.courier.close()

    @contextmanager
    def request(self) -> Iterator[None]:
        """Count a request of the product: its idle reports from before are stale."""
        self._requests += 1
        self._moved()
        try:
            yield
        finally:
            self._requests -= 1
            self._changed()

    async def idle(
        self, epoch: int, next_due: datetime | None, wait_s: float
    ) -> ClockState:
        """Take the product's report that nothing is pending before *next_due*."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + min(max(wait_s, 0), LONGEST_WAIT_S)
        while epoch == self._epoch and loop.time() < deadline:
            if next_due is not None and next_due <= self.now:
                deadline = min(deadline, loop.time() + DUE_WAIT_S)
            elif self._may_move():
                await self._move(next_due, deadline)
                break
            await self._wait(deadline)
        return self.state

    def _may_move(self) -> bool:
        return self._started and not self._realtime and not self._busy

    async def _move(self, next_due: datetime | None, deadline: float) -> None:
        """Jump to what comes next; with nothing on either side the story is over."""
        if next_due is None and self.network.next_due() is None:
            self._finished = True
            return
        self._jump(next_due)
        await self._settled(deadline)

    def _jump(self, next_due: datetime | None) -> None:
        """Go to the earlier of both sides' next events; deliver ours if it is due."""
        moments = [t for t in (next_due, self.network.next_due()) if t is not None]
        self._now = max(self._now, min(moments).astimezone(self._now.tzinfo))
        self._deliver()
        self._moved()

    def _deliver(self) -> None:
        events = [e for e in self.network.due(self.now) if not self._lost(e)]
        for parcel in self._mailbag.pack(events, self.now):
            self.courier.post(parcel, self.now)

    def _lost(self, event: Event) -> bool:
        return isinstance(event, StatusChange) and self.faults.take("drop_status")

    async def _settled(self, deadline: float) -> None:
        """Wait until what was just sent out has been taken, for a shorter dialogue."""
        loop = asyncio.get_running_loop()
        while self.courier.busy and loop.time() < deadline:
            await self._wait(deadline)

    async def _wait(self, deadline: float) -> None:
        left = deadline - asyncio.get_running_loop().time()
        try:
            await asyncio.wait_for(self._change.wait(), max(left, 0))
        except TimeoutError:
            return

    def _moved(self) -> None:
        self._epoch += 1
        self._finished = False
        self._changed()

    def _changed(self) -> None:
        self._change.set()
        self._change = asyncio.Event()

    async def _run(self) -> None:
        """Real time: deliver each event when the system's clock reaches it."""
        while True:
            self._deliver()
            due = self.network.next_due() or self.now + timedelta(seconds=1)
            left = (due - self.now).total_seconds()
            await self._wait(asyncio.get_running_loop().time() + min(left, 1.0))
