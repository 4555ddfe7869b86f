"""The loops of a process: send what waits, ring what is due, settle what is unknown.

Each round looks first, without a lock, and opens a transaction only where there is
something to do. A commit anywhere in the process wakes both loops at once; what other
processes commit is noticed a little later. Nothing here decides: the words are in the
outbox, the moments are rows, the rules are in workflows/.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Protocol, TypeVar

from sondir.ports.channel import Channel, SendOutcome, Unknown
from sondir.ports.desk import Desk
from sondir.ports.outbox import Posted
from sondir.workflows.evening import tell_day, to_tell
from sondir.workflows.looking import has_to_send, has_undone, has_unknown, is_ringing
from sondir.workflows.ringing import next_due, ring_due
from sondir.workflows.sending import (
    adopt_orphans,
    lose,
    release,
    settle,
    settle_unknown,
    still_wanted,
)
from sondir.workflows.undone import order_undone

log = logging.getLogger("sondir.loops")
Answer = TypeVar("Answer")

LONGEST_SLEEP_S = 0.5
"""A commit of another process is noticed after this; our own wakes us at once."""
RING_EVERY_S = 0.1
"""The clock is looked at this often."""
EVENING_S = 20.0
"""Seconds between two looks for an owner whose evening line is due."""
PATROL_S = 2.0
"""Seconds between two looks for what a dead worker, or an error, has left behind."""


class Ground(Protocol):
    """What the loops stand on: transactions, and looks that change nothing."""

    @property
    def is_shared(self) -> bool:
        """Say whether other processes work on the same database."""
        ...

    def change(self, name: str, work: Callable[[Desk], object]) -> object:
        """Run *work* in one transaction."""
        ...

    def look(self, work: Callable[[Desk], Answer]) -> Answer:
        """Run *work* on the last commit; a change fails."""
        ...


@dataclass
class Loops:
    """Sender, ringer and patrol of one process; *worker* is its name in the outbox.

    *evening_at* is the local time of the owners' evening line; empty = never.
    """

    ground: Ground
    channels: Mapping[str, Channel]
    worker: str
    evening_at: str = ""
    in_flight: int = 0
    _wake: asyncio.Event = field(default_factory=asyncio.Event)
    _bell: asyncio.Event = field(default_factory=asyncio.Event)
    _end: asyncio.Event = field(default_factory=asyncio.Event)
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)

    async def start(self) -> None:
        """Adopt what an earlier life left behind, then begin."""
        await self._do("adopt", lambda desk: adopt_orphans(desk, self.worker))
        rounds = {
            "sender": self._send_round,
            "ringer": self._ring_round,
            "patrol": self._patrol_round,
            "evening": self._evening_round,
        }
        self._tasks = [
            asyncio.create_task(self._forever(round_), name=name)
            for name, round_ in rounds.items()
        ]

    async def stop(self) -> None:
        """Let what is being sent end; take nothing new."""
        self._end.set()
        self.kick()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def kick(self) -> None:
        """Something was committed, or it is later now. Called on the loop's thread."""
        self._wake.set()
        self._bell.set()

    def next_due(self, desk: Desk) -> datetime | None:
        """Return the next moment at which a row of ours has to move."""
        return next_due(desk)

    async def _forever(self, round_: Callable[[], Awaitable[None]]) -> None:
        while not self._end.is_set():
            try:
                await round_()
            except Exception as error:  # noqa: BLE001 - the edge of a loop
                log.error("a round failed: %s", type(error).__name__)
                await asyncio.sleep(LONGEST_SLEEP_S)

    async def _send_round(self) -> None:
        self._wake.clear()
        if not await asyncio.to_thread(self.ground.look, has_to_send):
            await _wait(self._wake, LONGEST_SLEEP_S)
            return
        posted = await self._claim()
        if not posted:  # another process was faster
            await asyncio.sleep(RING_EVERY_S)
        await asyncio.gather(*(self._hand_over(message) for message in posted))

    async def _claim(self) -> list[Posted]:
        claimed: list[Posted] = []

        def work(desk: Desk) -> int:
            claimed[:] = release(desk, self.worker)
            return len(claimed)

        self.in_flight += 1
        try:
            await self._do("claim", work)
            self.in_flight += len(claimed)
        finally:
            self.in_flight -= 1
        return claimed

    async def _hand_over(self, message: Posted) -> None:
        """Send one message and write down what became of it."""
        try:
            if await self._do("wanted", lambda desk: still_wanted(desk, message)):
                outcome = await self._send(message)
                await self._do("sent", lambda desk: settle(desk, message, outcome))
        except Exception as error:  # noqa: BLE001 - one message, not the others
            log.error("a message raised %s", type(error).__name__)
            await self._do("lost", lambda desk: lose(desk, message))
        finally:
            self.in_flight -= 1

    async def _send(self, message: Posted) -> SendOutcome:
        """Send; a channel that raises has told us nothing: unknown, but not lost."""
        channel = self.channels.get(message.outbound.channel)
        if channel is None:
            return Unknown("no_channel")
        try:
            return await channel.send(message.outbound)
        except Exception as error:  # noqa: BLE001 - the edge of an adapter
            log.error("a channel raised %s", type(error).__name__)
            return Unknown("raised")

    async def _ring_round(self) -> None:
        self._bell.clear()
        rung, unknown = await asyncio.to_thread(self.ground.look, _what_rings)
        if rung:
            await self._do("ring", ring_due)
        if unknown:
            await self._do("unknown", settle_unknown)
        if not rung:
            await _wait(self._bell, RING_EVERY_S)

    async def _patrol_round(self) -> None:
        """See to what nobody else does: dead workers' messages, turns that raised."""
        began = time.monotonic()
        if self.ground.is_shared:
            # nobody's name: our own messages are under way, not orphaned
            await self._do("adopt", lambda desk: adopt_orphans(desk, ""))
        if await asyncio.to_thread(self.ground.look, has_undone):
            await self._do("undone", order_undone)
        await _wait(self._end, max(0.0, PATROL_S - (time.monotonic() - began)))

    async def _evening_round(self) -> None:
        """Write the owners' evening lines; each in a transaction of its own."""
        clock = self.evening_at
        due = await asyncio.to_thread(self.ground.look, partial(to_tell, clock=clock))
        for org in due:
            try:
                await self._do("evening", partial(tell_day, org=org))
            except Exception as error:  # noqa: BLE001 - one organisation, not the others
                log.error("an evening line raised %s", type(error).__name__)
        await _wait(self._end, EVENING_S)

    async def _do(self, name: str, work: Callable[[Desk], object]) -> object:
        return await asyncio.to_thread(self.ground.change, name, work)


def _what_rings(desk: Desk) -> tuple[bool, bool]:
    return is_ringing(desk), has_unknown(desk)


async def _wait(event: asyncio.Event, longest_s: float) -> None:
    try:
        async with asyncio.timeout(longest_s):
            await event.wait()
    except TimeoutError:
        return
