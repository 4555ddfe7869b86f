"""What is known around a branch: the weather and announced works."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Notice:
    """Announced works: *kind* is water or power; *branch* None means all."""

    kind: str
    branch: str | None
    since: datetime
    until: datetime


class Surroundings(Protocol):
    """Facts that nobody of the crisis itself told us; unknown is None."""

    def outdoor_c(self, org: str) -> int | None:
        """Return the temperature outside in degrees Celsius."""
        ...

    def notices(self, org: str) -> list[Notice] | None:
        """List announced works; None where nobody looks for them."""
        ...

    def counts(self, org: str) -> Mapping[str, int]:
        """Return what confirmed incidents have taught (domain/diagnosis)."""
        ...

    def learn(self, org: str, counts: Mapping[str, int]) -> None:
        """Keep the counts after an incident was confirmed."""
        ...
