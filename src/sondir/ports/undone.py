"""What was ordered and never done: its run raised, and the engine repeats nothing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Late:
    """One turn or body that still waits long after it was ordered.

    *workflow* is incident or intake, *args* are those of its run. *org* is None for a
    body: nobody has read yet whose it is. *tries* counts the orders after the first.
    """

    workflow: str
    id: str
    args: tuple[str, ...]
    org: str | None
    tries: int
    due: datetime


class Undone(Protocol):
    """Work that is ordered again, and in the end put before a person."""

    def late(self, now: datetime) -> list[Late]:
        """List what is overdue, oldest first: the oldest turn of each incident."""
        ...

    def next_due(self) -> datetime | None:
        """Return when the next piece of work that waits becomes overdue."""
        ...

    def order(self, late: Late) -> None:
        """Order it once more, under a new run id."""
        ...

    def set_aside(self, late: Late) -> None:
        """Keep it where a person sees it and let what stands behind it go on."""
        ...
