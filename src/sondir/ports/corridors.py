"""The owner's corridor, the detector's state and the flight mode: kept per tenant."""

from collections.abc import Mapping
from typing import Protocol

from sondir.domain.corridor import Corridor
from sondir.domain.detection import Detector


class Corridors(Protocol):
    """Versions of the owner's limits."""

    def current(self, org: str, branch: str | None) -> Corridor:
        """Return the newest corridor, a branch's own words over the network's."""
        ...


class Detectors(Protocol):
    """The one serial detector of each organisation."""

    def load(self, org: str) -> Detector:
        """Return the detector, holding the organisation's partition for us alone."""
        ...

    def save(self, org: str, detector: Detector) -> None:
        """Keep its state in the transaction of the reading."""
        ...


class Standings(Protocol):
    """What holds for a whole organisation: causes of caution, and the full stop."""

    def causes(self, org: str) -> Mapping[str, str]:
        """Return the active causes of a stricter mode: {cause: since, ISO}."""
        ...

    def raise_cause(self, org: str, cause: str) -> None:
        """Add a cause."""
        ...

    def clear_cause(self, org: str, cause: str) -> None:
        """Remove a cause."""
        ...
