"""The salon network: its branches, its channel accounts, its people on site."""

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

ALMATY = timezone(timedelta(hours=5), "Asia/Almaty")
"""Kazakhstan has one zone since 2024-03-01 (UTC+5) and no summer time."""


@dataclass(frozen=True, slots=True)
class Branch:
    """One salon of the network; *hours* as "09:00-21:00" local time."""

    id: str
    name: str
    lat: float | None = None
    lon: float | None = None
    hours: str = "09:00-21:00"
    rooms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """A number or page of ours; *branch* None means it serves the whole network."""

    channel: str
    account: str
    branch: str | None = None


@dataclass(frozen=True, slots=True)
class Organisation:
    """One customer of the product. Every row belongs to one."""

    id: str
    name: str
    branches: tuple[Branch, ...] = ()

    def branch(self, branch_id: str | None) -> Branch | None:
        """Find a branch by its id; None where it is unknown."""
        return next((b for b in self.branches if b.id == branch_id), None)


def local(at: datetime) -> datetime:
    """Show *at* on the salon's wall clock.

    >>> from datetime import UTC
    >>> local(datetime(2026, 7, 14, 5, 7, tzinfo=UTC)).hour
    10
    """
    return at.astimezone(ALMATY)


def is_open(hours: str, at: datetime) -> bool:
    """Say whether *hours* ("08:00-22:00", local) contain *at*; past midnight too.

    >>> from datetime import UTC
    >>> is_open("08:00-22:00", datetime(2026, 7, 14, 5, 0, tzinfo=UTC))
    True
    >>> is_open("22:00-04:00", datetime(2026, 7, 14, 5, 0, tzinfo=UTC))
    False
    """
    start, _, end = hours.partition("-")
    now = local(at).strftime("%H:%M")
    if start <= end:
        return start <= now < end
    return now >= start or now < end


def next_half_hour(at: datetime) -> datetime:
    """Return the first full or half hour from *at* on.

    >>> next_half_hour(datetime(2026, 7, 14, 10, 7)).isoformat()
    '2026-07-14T10:30:00'
    """
    whole = at.replace(second=0, microsecond=0)
    if whole.minute % 30 or whole < at:
        whole += timedelta(minutes=30 - whole.minute % 30)
    return whole
