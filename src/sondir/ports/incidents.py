"""The open and closed incidents of an organisation."""

from typing import Protocol

from sondir.domain.incident import Incident


class Incidents(Protocol):
    """Where incidents are kept between their turns."""

    def load(self, incident: str) -> Incident:
        """Return the incident; raises KeyError where there is none."""
        ...

    def save(self, incident: Incident) -> None:
        """Keep what a turn changed."""
        ...

    def open_in(self, org: str) -> list[Incident]:
        """List what is open, oldest first."""
        ...

    def latest(self, org: str, branch: str | None, topic: str) -> Incident | None:
        """Return the newest incident of that branch and topic, open or closed."""
        ...
