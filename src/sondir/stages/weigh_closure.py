"""Weigh closing a branch against staying open: until when, whom it hits, at what cost.

Facts of the bookings and rules of the salon only; no guess of how guests feel.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sondir.domain.organisation import is_open, next_half_hour
from sondir.domain.people import Booking
from sondir.domain.playbook import Gift

SHORTEST = timedelta(minutes=60)
"""A shorter closing changes nothing for anybody: it is not proposed."""
HALF_HOUR = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Rates:
    """What making one visit good may cost at most, in KZT.

    *client_kzt* and *left_kzt* are the corridor's limits (one client, all of them);
    *message_kzt* is the dearest message of the tariff.
    """

    gifts: Sequence[Gift]
    client_kzt: int
    left_kzt: int
    message_kzt: int


@dataclass(frozen=True, slots=True)
class Weighed:
    """The price of both ways, in KZT, for *bookings* visits."""

    bookings: int
    closing_kzt: int
    staying_kzt: int


def reopening(now: datetime, hours: str, minutes: int) -> datetime | None:
    """Say when a branch with these *hours* would open again, half hours only.

    Never after today's closing time; None where less than an hour would be left.

    >>> from datetime import UTC
    >>> ten = datetime(2026, 7, 14, 5, 10, tzinfo=UTC)
    >>> reopening(ten, "09:00-21:00", 180).isoformat()
    '2026-07-14T08:30:00+00:00'
    >>> reopening(ten, "09:00-11:00", 180) is None
    True
    """
    if not is_open(hours, now):
        return None
    opens = next_half_hour(now + timedelta(minutes=minutes))
    while opens > now and not is_open(hours, opens - timedelta(minutes=1)):
        opens -= HALF_HOUR
    return opens if opens - now >= SHORTEST else None


def visits_within(
    visits: Sequence[Booking], now: datetime, until: datetime
) -> list[Booking]:
    """List the visits that start after *now* and before *until* and still stand."""
    return [v for v in visits if v.state == "booked" and now < v.start < until]


def weigh(visits: Sequence[Booking], rates: Rates) -> Weighed:
    """Say what closing costs and what staying open may cost, for these *visits*.

    Closing: the sum of their prices, which moved visits bring back. Staying: for each
    the gift that this crisis gives for such a visit, up to a client's limit and all
    together up to what compensation has left, and one message.

    >>> bonus = Gift("bonus", "2000", 2_000, from_price_kzt=6_000)
    >>> start = datetime(2026, 7, 14, 12)
    >>> visits = [Booking(str(p), "client:1", "abay", start, price_kzt=p)
    ...           for p in (9_000, 4_000)]
    >>> weigh(visits, Rates([bonus], client_kzt=3_000, left_kzt=20_000, message_kzt=15))
    Weighed(bookings=2, closing_kzt=13000, staying_kzt=2030)
    """
    gifts = sum(min(_gift_kzt(v, rates.gifts), rates.client_kzt) for v in visits)
    return Weighed(
        bookings=len(visits),
        closing_kzt=sum(v.price_kzt for v in visits),
        staying_kzt=min(gifts, rates.left_kzt) + len(visits) * rates.message_kzt,
    )


def _gift_kzt(visit: Booking, gifts: Sequence[Gift]) -> int:
    fitting = (g.costs_kzt for g in gifts if visit.price_kzt >= g.from_price_kzt)
    return next(fitting, 0)
