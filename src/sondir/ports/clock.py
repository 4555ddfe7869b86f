"""Time: what o'clock it is in the story, and how long our own work took."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """The only source of time; a test or the demo may serve another one."""

    def now(self) -> datetime:
        """Say the story's moment, aware and in UTC; it never goes back."""
        ...

    def monotonic(self) -> float:
        """Count seconds for measuring our own time; only differences mean anything."""
        ...
