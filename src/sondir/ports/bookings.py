"""Visits: who sits in which chair, and when a chair is free."""

from datetime import datetime
from typing import Protocol

from sondir.domain.people import Booking


class Bookings(Protocol):
    """The book of one organisation (built in, or a booking system behind it)."""

    def of_client(
        self, org: str, client: str, since: datetime, until: datetime
    ) -> list[Booking]:
        """List a client's visits that start in [since, until)."""
        ...

    def at_branch(
        self, org: str, branch: str, since: datetime, until: datetime
    ) -> list[Booking]:
        """List a branch's visits that start in [since, until), oldest first."""
        ...

    def get(self, org: str, booking: str) -> Booking | None:
        """Return one visit."""
        ...

    def move(self, org: str, booking: str, start: datetime) -> None:
        """Move a visit."""
        ...
