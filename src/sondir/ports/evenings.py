"""Which organisations have had their evening line: one row an organisation and day."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Told:
    """The line of one day; *seq* is the journal's head that it was written at."""

    day: date
    at: datetime
    seq: int


class Evenings(Protocol):
    """The days that were told; unique by organisation and local date."""

    def untold(self, day: date) -> list[str]:
        """List the organisations without a line for *day*."""
        ...

    def last(self, org: str) -> Told | None:
        """Return the newest line of an organisation."""
        ...

    def add(self, org: str, told: Told) -> bool:
        """Claim the day for this transaction; False where it was told already."""
        ...
