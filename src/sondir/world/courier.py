"""Carrying notifications to the product: again and again until it says 200."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

import httpx

from sondir.world.mailbag import Parcel
from sondir.world.wire import Carried, WireLog, in_line

FIRST_WAIT_S, LONGEST_WAIT_S = 0.02, 0.25
"""Wall seconds between attempts; the platform would take minutes to days."""
TIMEOUT_S = 20.0
AT_ONCE = 8


@dataclass(slots=True)
class Destination:
    """Where the product listens; empty until it has told us."""

    url: str = ""


class Courier:
    """Posts parcels side by side and never loses one."""

    def __init__(self, wire: WireLog, on_delivered: Callable[[], None]) -> None:
        self.destination = Destination()
        self._wire = wire
        self._on_delivered = on_delivered
        self._client = httpx.AsyncClient(timeout=TIMEOUT_S, trust_env=False)
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def busy(self) -> bool:
        """Say whether a parcel is not yet answered with 200."""
        return bool(self._tasks)

    def post(self, parcel: Parcel, at: datetime) -> None:
        """Start carrying one parcel."""
        task = asyncio.create_task(self._carry(parcel, at))
        self._tasks.add(task)
        task.add_done_callback(self._done)

    async def handshake(self, verify_token: str) -> str | None:
        """Do the GET challenge; None if the product answers it, else what is wrong."""
        challenge = "1158201444"
        params = {
            "hub.mode": "subscribe",
            "hub.challenge": challenge,
            "hub.verify_token": verify_token,
        }
        try:
            answer = await self._client.get(self.destination.url, params=params)
        except httpx.HTTPError as failed:
            return f"the webhook does not answer: {failed}"
        if answer.status_code != 200 or answer.text != challenge:
            return f"the webhook's challenge got {answer.status_code}"
        return None

    async def close(self) -> None:
        """Stop carrying."""
        for task in tuple(self._tasks):
            task.cancel()
        await self._client.aclose()

    async def _carry(self, parcel: Parcel, at: datetime) -> None:
        wait = FIRST_WAIT_S
        async with self._turns:
            while not await self._attempt(parcel, at):
                await asyncio.sleep(wait)
                wait = min(wait * 2, LONGEST_WAIT_S)

    async def _attempt(self, parcel: Parcel, at: datetime) -> bool:
        url = self.destination.url
        headers = {
            "Content-Type": "application/json",
            "X-Hub-Signature-256": parcel.signature,
            "User-Agent": "facebookexternalua",
        }
        try:
            answer = await self._client.post(url, content=parcel.body, headers=headers)
        except httpx.HTTPError:
            return False
        by = Carried(
            at=at,
            wall=datetime.now(UTC),
            path=urlsplit(url).path,
            http=answer.status_code,
        )
        for event in parcel.events:
            self._wire.add(in_line(event, by))
        return answer.status_code == 200

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled():
            self._on_delivered()
