"""From where to where a figure lies: the middle, and the ends that hold nine in ten."""

from collections.abc import Sequence
from dataclasses import dataclass

NINE_IN_TEN = (0.05, 0.95)


@dataclass(frozen=True, slots=True)
class Interval:
    """Nine in ten draws fall between *low* and *high*; *middle* is their median."""

    low: float
    middle: float
    high: float


def quantile(ordered: Sequence[float], share: float) -> float:
    """Give the value below which *share* of the *ordered* values lie.

    >>> quantile([0.0, 10.0, 20.0], 0.5), quantile([0.0, 10.0], 0.05)
    (10.0, 0.5)
    """
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def interval(values: Sequence[float]) -> Interval:
    """Sum up draws of one figure.

    >>> interval([float(n) for n in range(101)])
    Interval(low=5.0, middle=50.0, high=95.0)
    """
    ordered = sorted(values)
    low, high = (quantile(ordered, end) for end in NINE_IN_TEN)
    return Interval(low, quantile(ordered, 0.5), high)
