"""What is around a branch: the weather, announced works, what a sensor reads.

A figure that somebody measured holds for three hours; then nobody knows. A figure
without a moment is part of a story and holds for as long as the story does.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, get_args

HOLDS_FOR = timedelta(hours=3)
"""How long a measured figure is true: weather turns, and a dead sensor repeats itself
by saying nothing."""

Reads = Literal["below", "within", "above"]
"""What a sensor says, set beside its usual range."""
READS: tuple[Reads, ...] = get_args(Reads)

SENSED = ("heat_air", "cold", "water", "power_internet")
"""Topics with a sensor: room temperature for the first two, pressure, voltage."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Announced works: *kind* is water or power; *branch* None means all."""

    kind: str
    branch: str | None
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class SensorReading:
    """What a sensor at *branch* reads of what *topic* is of; *as_of* None: always."""

    branch: str
    topic: str
    reads: Reads
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """All that was told, with its moments; *notices* None means that nobody looks."""

    outdoor_c: int | None = None
    outdoor_as_of: datetime | None = None
    notices: tuple[Notice, ...] | None = None
    sensors: tuple[SensorReading, ...] = ()


def still_holds(as_of: datetime | None, now: datetime) -> bool:
    """Say whether a figure measured at *as_of* is still true.

    >>> from datetime import UTC
    >>> noon = datetime(2026, 7, 14, 12, tzinfo=UTC)
    >>> still_holds(noon, noon + HOLDS_FOR), still_holds(None, noon)
    (True, True)
    >>> still_holds(noon, noon + HOLDS_FOR + timedelta(seconds=1))
    False
    """
    return as_of is None or now - as_of <= HOLDS_FOR
