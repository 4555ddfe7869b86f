"""What the played crises show by themselves, without any assumption."""

from collections.abc import Sequence
from dataclasses import dataclass

from sondir.domain.outcome_model import Interval, Played, interval


@dataclass(frozen=True, slots=True)
class Measured:
    """Counts of crises, and from when to when things came about, in minutes.

    An interval holds nine in ten of the crises in which it came to that; None where
    it never did. *spent_kzt* is what the autopilot promised in a crisis, by the same.
    """

    crises: int
    real: int
    mended: int
    handed: int
    first: Interval | None
    written: Interval | None
    agreed: Interval | None
    repaired: Interval | None
    spent_kzt: Interval | None


def measure(crises: Sequence[Played]) -> Measured:
    """Sum up the facts of *crises*."""
    real = [one for one in crises if one.is_real]
    return Measured(
        crises=len(crises),
        real=len(real),
        mended=sum(one.mended_min is not None for one in real),
        handed=sum(one.handed_min is not None for one in crises),
        first=_of([one.noticed_min for one in crises]),
        written=_of([one.made_up_min for one in crises]),
        agreed=_of([one.agreed_min for one in real]),
        repaired=_of([one.mended_min for one in real]),
        spent_kzt=_of([float(one.vendor_kzt + one.gifts_kzt) for one in crises]),
    )


def _of(found: Sequence[float | None]) -> Interval | None:
    known = [one for one in found if one is not None]
    return interval(known) if known else None
