"""Offer another time to those whose visit would fall into the repair."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sondir.domain.organisation import is_open, next_half_hour
from sondir.domain.people import Booking

STEP = timedelta(minutes=30)


def hit_by(
    visits: Iterable[Booking],
    *,
    now: datetime,
    until: datetime,
    written: Iterable[str],
) -> list[Booking]:
    """List visits to come that start before *until*, one per client.

    *written* are clients who already have a letter of this incident.
    """
    skip = set(written)
    hit = []
    for visit in sorted(visits, key=lambda v: (v.start, v.id)):
        if visit.client in skip or visit.state != "booked":
            continue
        if now < visit.start < until:
            skip.add(visit.client)
            hit.append(visit)
    return hit


def free_slot(
    visit: Booking, taken: Sequence[Booking], hours: str, after: datetime
) -> datetime | None:
    """Find the next time for *visit* with the same master, from *after* on.

    Looks three days ahead in half-hour steps; None where nothing is free.
    """
    length = timedelta(minutes=visit.minutes)
    busy = [
        (v.start, v.start + timedelta(minutes=v.minutes))
        for v in taken
        if v.master == visit.master and v.id != visit.id and v.state != "cancelled"
    ]
    start = next_half_hour(after)
    while start < after + timedelta(days=3):
        end = start + length
        fits = is_open(hours, start) and is_open(hours, end - timedelta(minutes=1))
        if fits and all(end <= s or start >= e for s, e in busy):
            return start
        start += STEP
    return None
