"""What is known around a branch: the weather, announced works, what sensors read."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from sondir.domain.surroundings import Known, Notice, Reads, SensorReading


class Surroundings(Protocol):
    """Facts that nobody of the crisis itself told us; unknown is None.

    A measured figure is unknown again after `domain.surroundings.HOLDS_FOR`, by the
    desk's clock.
    """

    def outdoor_c(self, org: str) -> int | None:
        """Return the temperature outside in degrees Celsius."""
        ...

    def notices(self, org: str) -> list[Notice] | None:
        """List announced works; None where nobody looks for them."""
        ...

    def sensor(self, org: str, branch: str, topic: str) -> Reads | None:
        """Say what a sensor at *branch* reads of what *topic* is of."""
        ...

    def known(self, org: str) -> Known:
        """Return all that was last told, with its moments, old figures too."""
        ...

    def keep_weather(
        self, org: str, outdoor_c: int | None, as_of: datetime | None
    ) -> None:
        """Replace the temperature; *as_of* None keeps it true for good."""
        ...

    def keep_notices(self, org: str, notices: Sequence[Notice] | None) -> None:
        """Replace the announced works; None: nobody looks."""
        ...

    def keep_sensors(self, org: str, readings: Sequence[SensorReading]) -> None:
        """Replace what these sensors read, by branch and topic; others stay."""
        ...

    def counts(self, org: str) -> Mapping[str, int]:
        """Return what confirmed incidents have taught (domain/diagnosis)."""
        ...

    def learn(self, org: str, counts: Mapping[str, int]) -> None:
        """Keep the counts after an incident was confirmed."""
        ...
