"""How much days differ beyond chance, learned from the streams themselves.

Some days bring twice the complaints without any crisis. The gamma shape of that
day factor is estimated over the whole network and, with growing evidence, per topic.
"""

from typing import Any

PRIOR_SHAPE = 3.0  # facts/detection: streams of small networks, before any evidence
_PRIOR_WEIGHT = 25.0  # squared expected complaints
_TOPIC_WEIGHT = 150.0
_WIDEST, _NARROWEST = 1 / 0.4, 1 / 50


class Dispersion:
    """Method-of-moments estimate of 1 / shape, with a prior."""

    __slots__ = ("excess", "weight")

    def __init__(self, excess: float = 0.0, weight: float = 0.0) -> None:
        """Start empty or from saved sums."""
        self.excess, self.weight = excess, weight

    def learn(self, count: float, expected: float, knowledge: float) -> None:
        """Take one day of one stream; *knowledge* is the shape of *expected*.

        A count far outside is cut: an unnoticed crisis is no day factor.
        """
        factor = 1 / self.shape() + 1 / knowledge
        spread = (expected + expected**2 * factor) ** 0.5
        count = min(count, expected + 8 * spread + 2)
        square = expected * expected
        self.excess += (count - expected) ** 2 - expected - square / knowledge
        self.weight += square

    def shape(self, within: "Dispersion | None" = None) -> float:
        """Return the shape; *within* is the network's estimate to lean on."""
        if within is None:
            prior, weight = 1 / PRIOR_SHAPE, _PRIOR_WEIGHT
        else:
            prior, weight = 1 / within.shape(), _TOPIC_WEIGHT
        variance = (prior * weight + self.excess) / (weight + self.weight)
        return 1.0 / min(max(variance, _NARROWEST), _WIDEST)

    def snapshot(self) -> list[Any]:
        """Return the sums, ready for JSON."""
        return [self.excess, self.weight]
