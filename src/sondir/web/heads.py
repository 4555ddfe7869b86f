"""One look a moment, shared by all who watch: has anything been written since?

The journal of an organisation is written in order under one lock, so its newest seq
alone says whether there is something new, and nothing can appear behind it.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from starlette.concurrency import run_in_threadpool

from sondir.web.parts import SiteParts

log = logging.getLogger("sondir.web")
AFTER_FAILURE_S = 1.0


class Watch:
    """The head of one organisation's journal, as last seen."""

    def __init__(self) -> None:
        self.head = 0
        self.readers = 0
        self._moved = asyncio.Event()

    def move_to(self, head: int) -> None:
        """Note the newest seq and wake whoever waits for it."""
        if head == self.head:
            return
        self.head = head
        self._moved.set()
        self._moved = asyncio.Event()

    async def beyond(self, seq: int, timeout_s: float) -> bool:
        """Wait until there is a record after *seq*; False when the time is up."""
        try:
            async with asyncio.timeout(timeout_s):
                while self.head <= seq:
                    await self._moved.wait()
        except TimeoutError:
            return False
        return True


class Heads:
    """A watch an organisation, kept up only while somebody watches."""

    def __init__(self, parts: SiteParts) -> None:
        self._parts = parts
        self._watches: dict[str, tuple[Watch, asyncio.Task[None]]] = {}

    @asynccontextmanager
    async def watching(self, org: str) -> AsyncIterator[Watch]:
        """Watch one organisation's journal for the length of the block."""
        if org not in self._watches:
            watch = Watch()
            self._watches[org] = watch, asyncio.create_task(self._follow(org, watch))
        watch, task = self._watches[org]
        watch.readers += 1
        try:
            yield watch
        finally:
            watch.readers -= 1
            if watch.readers == 0:
                del self._watches[org]
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task

    async def _follow(self, org: str, watch: Watch) -> None:
        while True:
            try:
                watch.move_to(await run_in_threadpool(self._look, org))
            except Exception as error:  # noqa: BLE001 - the edge of a loop
                log.error("the journal could not be read: %s", type(error).__name__)
                await asyncio.sleep(AFTER_FAILURE_S)
            await asyncio.sleep(self._parts.poll_s)

    def _look(self, org: str) -> int:
        return self._parts.views.read(lambda view: view.head(org))
