"""The inbox: every webhook body, kept as it came before anything reads it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Body:
    """One webhook body. *raw* is what was signed; nothing of it was parsed yet."""

    id: str
    channel: str
    raw: bytes
    received_at: datetime


class Inbox(Protocol):
    """Bodies wait here, durably, between the 200 and their reading."""

    def body(self, body_id: str) -> Body | None:
        """Return a body that still waits; None once it was settled."""
        ...

    def settle(self, body_id: str, counts: Mapping[str, int]) -> None:
        """Mark a body as read; *counts* says how many parts of each kind it held."""
        ...

    def keep_unknown(self, body_id: str, kind: str, why: str) -> None:
        """Keep a part that nobody understood where a person sees it."""
        ...

    def quarantine(self, body_id: str, account: str) -> None:
        """Keep a part that names a number which is not ours; touch no tenant."""
        ...
