"""A clock that stands still until somebody moves it."""

from datetime import datetime, timedelta


class VirtualClock:
    """Time that jumps: a day of waiting costs nothing.

    >>> from datetime import UTC
    >>> clock = VirtualClock(datetime(2026, 7, 14, 5, 0, tzinfo=UTC))
    >>> clock.advance(timedelta(minutes=7))
    >>> clock.now().isoformat(), clock.monotonic()
    ('2026-07-14T05:07:00+00:00', 420.0)
    """

    def __init__(self, start: datetime) -> None:
        if start.utcoffset() != timedelta(0):
            raise ValueError("the story's time is aware and in UTC")
        self._start = start
        self._now = start

    def now(self) -> datetime:
        """Say the story's moment."""
        return self._now

    def monotonic(self) -> float:
        """Count the story's seconds since the start: our own work takes none."""
        return (self._now - self._start).total_seconds()

    def jump_to(self, moment: datetime) -> None:
        """Move to *moment*; raise ValueError rather than go back."""
        if moment < self._now:
            raise ValueError(f"{moment} is before {self._now}: time never goes back")
        self._now = moment

    def advance(self, step: timedelta) -> None:
        """Move by *step*."""
        self.jump_to(self._now + step)
