"""The front door: a webhook body is kept durably before anybody is told "200"."""

from datetime import datetime
from typing import Protocol


class Receiver(Protocol):
    """Keeps bodies and orders their reading, in one commit."""

    async def put(self, channel: str, raw: bytes, received_at: datetime) -> str:
        """Return the body's id once it is committed.

        Raises Unavailable `inbox.full` when too many bodies wait for their commit.
        """
        ...
