"""The mailboxes of incidents, and the timers that write into them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sondir.domain.turn import Turn


@dataclass(frozen=True, slots=True)
class Waiting:
    """A turn that waits; *put_ms* is the monotonic clock when it was put."""

    id: str
    turn: Turn
    put_ms: int


class Mailbox(Protocol):
    """Turns of incidents in order of arrival."""

    def put(self, incident: str, turn: Turn, turn_id: str) -> None:
        """Put a turn and have it worked through; a known *turn_id* changes nothing."""
        ...

    def next(self, incident: str) -> Waiting | None:
        """Return the oldest turn that waits, holding the incident for us alone."""
        ...

    def done(self, turn_id: str) -> None:
        """Mark a turn as worked through."""
        ...


class Timers(Protocol):
    """Moments in business time; one loop over the clock delivers them."""

    def set(self, incident: str, name: str, due: datetime) -> None:
        """Ask for a `TimerRang(name)` at *due*; the same name moves the timer."""
        ...

    def cancel(self, incident: str, name: str | None = None) -> None:
        """Forget one timer of the incident, or all of them."""
        ...

    def take_due(self, now: datetime) -> list[tuple[str, str, datetime]]:
        """Remove what is due and return (incident, name, due), oldest first."""
        ...

    def next_due(self) -> datetime | None:
        """Return the earliest moment that somebody waits for."""
        ...
