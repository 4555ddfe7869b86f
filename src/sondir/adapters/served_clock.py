"""The demo's clock: another process keeps the story's time, we follow it.

Time may jump to the next timer only when both sides have nothing left to do. We say
so with the *epoch* that we read before we looked: whatever the other side did since
(a message, a jump) changed the epoch, and it will not jump on our word. Hence our
time is never ahead of the story, and no timer is passed over.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import httpx

log = logging.getLogger("sondir.clock")

LONG_POLL_S = 5.0
"""Seconds the other side may keep our question open."""
BUSY_S = 0.005
"""Seconds between two looks while we have work to do."""
LOST_S = 0.2
"""Seconds before the next try when the clock does not answer."""


@dataclass(frozen=True, slots=True)
class ClockFace:
    """What the clock's server shows: the story's moment, its epoch, whether it ended.

    >>> ClockFace.read({"now": "2026-07-14T05:00:00Z", "epoch": 3, "finished": False})
    ... # doctest: +NORMALIZE_WHITESPACE
    ClockFace(now=datetime.datetime(2026, 7, 14, 5, 0, tzinfo=datetime.timezone.utc),
        epoch=3, finished=False)
    """

    now: datetime
    epoch: int
    finished: bool

    @classmethod
    def read(cls, answer: dict[str, Any]) -> "ClockFace":
        """Read the server's JSON; ValueError or KeyError if it is something else."""
        now = datetime.fromisoformat(answer["now"])
        if now.tzinfo is None:
            raise ValueError("the clock's time has no zone")
        return cls(now.astimezone(UTC), int(answer["epoch"]), bool(answer["finished"]))


@dataclass(frozen=True, slots=True)
class OurSide:
    """What the clock must know of us; all three are called from other threads.

    *pending*: whether anything waits or runs. *next_due*: the earliest timer, asked
    only after *pending* said no. *moved*: told after the time changed.
    """

    pending: Callable[[], bool]
    next_due: Callable[[], datetime | None]
    moved: Callable[[], None] = lambda: None


class ServedClock:
    """A clock for the demo: the story's time from *url*, our own seconds real.

    Call `start` before the first `now`, from the event loop that will carry it.
    """

    def __init__(
        self, url: str, ours: OurSide, long_poll_s: float = LONG_POLL_S
    ) -> None:
        self._ours = ours
        self._long_poll_s = long_poll_s
        self._client = httpx.AsyncClient(
            base_url=url, timeout=long_poll_s + 10, trust_env=False
        )
        self._face: ClockFace | None = None
        self._following: asyncio.Task[None] | None = None

    def now(self) -> datetime:
        """Say the story's moment as last heard; never ahead of it, never back."""
        if self._face is None:
            raise RuntimeError("the served clock was not started")
        return self._face.now

    def monotonic(self) -> float:
        """Count real seconds: our own work takes what it takes."""
        return time.monotonic()

    @property
    def finished(self) -> bool:
        """Say whether the story has ended: time stands still from then on."""
        return self._face is not None and self._face.finished

    async def start(self) -> None:
        """Read the clock once, raising httpx.HTTPError if it is not there; follow."""
        await self._show(await self._client.get("/clock"))
        self._following = asyncio.create_task(self._follow())

    async def refresh(self) -> datetime:
        """Ask what time it is now: before stamping what the other side just sent.

        A message sent after a jump may overtake the news of the jump, on another
        connection; stamped with the time before, its timers would come too soon.
        """
        return (await self._show(await self._client.get("/clock"))).now

    async def stop(self) -> None:
        """Follow no longer; the time stays as it is."""
        if self._following is not None:
            self._following.cancel()
            await asyncio.gather(self._following, return_exceptions=True)
        await self._client.aclose()

    async def _follow(self) -> None:
        while not self.finished:
            try:
                await self._round()
            except (httpx.HTTPError, ValueError, KeyError) as error:
                log.warning("the clock does not answer: %s", type(error).__name__)
                await asyncio.sleep(LOST_S)

    async def _round(self) -> None:
        """Read the epoch, look whether we are idle, and only then say so."""
        face = await self._show(await self._client.get("/clock"))
        if await asyncio.to_thread(self._ours.pending):
            await asyncio.sleep(BUSY_S)
            return
        due = await asyncio.to_thread(self._ours.next_due)
        if due is not None and due <= face.now:  # its turn is about to be ordered
            await asyncio.sleep(BUSY_S)
            return
        idle = {
            "epoch": face.epoch,
            "next_due": None if due is None else due.astimezone(UTC).isoformat(),
            "wait_s": self._long_poll_s,
        }
        await self._show(await self._client.post("/clock/idle", json=idle))

    async def _show(self, response: httpx.Response) -> ClockFace:
        """Take the server's moment over, unless it is behind what we showed."""
        face = ClockFace.read(response.raise_for_status().json())
        before = self._face
        if before is not None and face.now < before.now:
            face = replace(face, now=before.now)
        self._face = face
        if before is not None and before.now < face.now:
            await asyncio.to_thread(self._ours.moved)
        return face
