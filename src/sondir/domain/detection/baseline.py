"""What a stream usually brings: a Gamma-Poisson estimate that starts at once."""

from math import exp

from sondir.domain.detection.profile import DAY_S

MEMORY_DAYS = 90.0
"""Weight of the past falls by e in this time: seasons and staff change."""
PRIOR_SHAPE = 2.0
"""Branches of one network differ by a factor of about two in a topic's rate."""
FIRST_PER_DAY = 0.7
FIRST_DAYS = 2.0
"""Before anything is known a topic brings two complaints in three days (worth two
days): so a slow trouble of a new branch is noticed, at false alarms that it bears."""


RECENT_DAYS = 2.0
"""Memory of the quick count from which a new level is taken over."""


def exposure(operational_days: float, memory_days: float = MEMORY_DAYS) -> float:
    """Return days of evidence, fading as the counts do; zero before the start.

    >>> round(exposure(0.5), 2), round(exposure(10_000))
    (0.5, 90)
    """
    if operational_days <= 0:
        return 0.0
    return memory_days * (1.0 - exp(-operational_days / memory_days))


def faded(amount: float, after_s: float) -> float:
    """Return what is left of *amount* after some time, in seconds.

    >>> round(faded(10.0, MEMORY_DAYS * DAY_S), 2)
    3.68
    """
    return amount * exp(-after_s / (MEMORY_DAYS * DAY_S))


class FadingSum:
    """A count that forgets; additions of the past count as faded."""

    __slots__ = ("at", "memory_s", "total")

    def __init__(
        self, total: float = 0.0, at: float = 0.0, memory_days: float = MEMORY_DAYS
    ) -> None:
        """*at*: the moment to which *total* belongs, seconds UTC."""
        self.total, self.at = total, at
        self.memory_s = memory_days * DAY_S

    def add(self, amount: float, at: float) -> None:
        """Add what happened at *at*, earlier or later than the last addition."""
        if at >= self.at:
            self.total = self.total * exp((self.at - at) / self.memory_s) + amount
            self.at = at
        else:
            self.total += amount * exp((at - self.at) / self.memory_s)

    def value(self, at: float) -> float:
        """Return the sum as of *at*."""
        if not self.total or at <= self.at:
            return self.total
        return self.total * exp((self.at - at) / self.memory_s)


def posterior(count: float, days: float, topic_per_day: float) -> tuple[float, float]:
    """Return complaints per day and the gamma shape of that knowledge.

    >>> posterior(count=0, days=0, topic_per_day=1.0)
    (1.0, 2.0)
    """
    shape = PRIOR_SHAPE + max(count, 0.0)
    return shape / (PRIOR_SHAPE / topic_per_day + days), shape
