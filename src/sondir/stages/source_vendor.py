"""Find who can come: near, open now, of the right trade; the best three first.

"Real reviews" means our own jobs first, then a rating shrunk by its count towards an
ordinary one, so that 5.0 from three reviews stands below 4.7 from two hundred.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from math import asin, cos, radians, sin, sqrt

from sondir.domain.organisation import Branch, is_open
from sondir.domain.people import Vendor

SHORTLIST = 3
ORDINARY_RATING = 4.2
"""What a vendor without reviews is taken for; our assumption."""
PRIOR_REVIEWS = 30
"""How many reviews it takes to believe a rating by half; our assumption."""
MINUTES_PER_KM = 3
"""A van in Almaty's daytime traffic, about 20 km/h; our assumption."""
READY_MIN = 25
"""Packing and leaving, before the road; our assumption."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A vendor seen from one branch. *score* orders them, higher first."""

    vendor: Vendor
    distance_km: int
    eta_min: int
    score: float
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Search:
    """What was looked for and what was found."""

    trade: str
    found: int
    shortlist: tuple[Candidate, ...]


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the great-circle distance of two (lat, lon) points (haversine).

    >>> round(distance_km((43.24, 76.90), (43.25, 76.91)), 1)
    1.4
    """
    lat1, lon1, lat2, lon2 = map(radians, (*a, *b))
    h = sin((lat2 - lat1) / 2) ** 2
    h += cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371 * asin(sqrt(h))


def shrunk(rating: str | None, reviews: int) -> float:
    """Shrink a rating towards an ordinary one by how few reviews it rests on.

    >>> shrunk("5.0", 3) < shrunk("4.7", 200)
    True
    """
    if rating is None:
        return ORDINARY_RATING - 0.2
    weight = reviews + PRIOR_REVIEWS
    return (float(rating) * reviews + ORDINARY_RATING * PRIOR_REVIEWS) / weight


def search(
    bench: Iterable[Vendor],
    trade: str,
    branch: Branch,
    now: datetime,
    already: Iterable[str] = (),
) -> Search:
    """Shortlist up to three vendors of *trade* for *branch*, best first.

    *already* are vendors that were asked before in this incident.
    """
    asked = set(already)
    fits = [
        seen_from(vendor, branch)
        for vendor in bench
        if trade in vendor.trades
        and vendor.ref not in asked
        and is_open(vendor.hours, now)
    ]
    ranked = sorted(fits, key=lambda c: (-c.score, c.vendor.ref))
    return Search(trade, len(fits), tuple(ranked[:SHORTLIST]))


def seen_from(vendor: Vendor, branch: Branch) -> Candidate:
    """See one vendor from a branch: how far, how soon, how good."""
    km = 5.0
    if None not in (vendor.lat, vendor.lon, branch.lat, branch.lon):
        here = (branch.lat or 0.0, branch.lon or 0.0)
        km = distance_km((vendor.lat or 0.0, vendor.lon or 0.0), here)
    eta = READY_MIN + round(km * MINUTES_PER_KM)
    score = 10 * shrunk(vendor.rating, vendor.reviews) - eta / 20
    score += 3 if vendor.known else 0
    score += min(vendor.jobs_done, 5) - 3 * vendor.jobs_failed
    return Candidate(vendor, round(km), eta, score, _signs(vendor))


def _signs(vendor: Vendor) -> tuple[str, ...]:
    signs = []
    if not vendor.known:
        signs.append("new_vendor")
    if vendor.jobs_done == 0:
        signs.append("reviews_not_verified")
    if vendor.rating in ("5.0", "5") and vendor.reviews < PRIOR_REVIEWS:
        signs.append("perfect_from_few")
    if not vendor.opt_in:
        signs.append("no_opt_in")
    return tuple(signs)
