"""Find the rarest window among the latest witnesses of a stream."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import exp, log, log1p, sqrt

from sondir.domain.detection.negative_binomial import log_first_term, tail
from sondir.domain.detection.votes import Witness

SHORTEST_S = 120.0
"""Shorter windows count as this: clocks of phones are not better (ties too)."""
_ORDINARY = 1.5
"""Counts within so many Poisson deviations are no cluster at any rate."""
_SLACK = 1e-6  # rounding must never rule a window out
_TESTED = frozenset((*range(2, 17), 20, 25, 32, 40, 50, 64))
MOST = 65
"""Witnesses looked back at; more of them cannot make a cluster rarer for a reader."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What chance would bring, as seen before the tested windows.

    *per_day* complaints on an average day; *factor* of this day and of the network;
    *shape* of the uncertainty; *echo* witnesses that another crisis of the same
    branch is expected to leak into this topic.
    """

    per_day: float
    factor: float
    shape: float
    echo: float = 0.0


@dataclass(frozen=True, slots=True)
class Cluster:
    """A window and how rare it is: *chance* is the tail of this window alone.

    *longest_mean* is what chance brings in the longest window with the same end.
    """

    first_at: float
    last_at: float
    witnesses: int
    chance: float
    longest_mean: float
    shape: float

    def chance_of_any(self) -> float:
        """Return the chance that *some* window with this end is as rare as this one.

        The sum over counts of the tails, each cut at *chance* (Bonferroni): a count
        that the longest window can hardly hold adds hardly anything, which is why
        the correction grows with the rate by itself.
        """
        share = self.longest_mean / (self.shape + self.longest_mean)
        term = exp(self.shape * log1p(-share))
        rest = 1.0 - term
        total = 0.0
        for count in range(1, MOST):
            if count > 1:
                total += min(max(rest, 0.0), self.chance)
            term *= share * (self.shape + count - 1) / count
            rest -= term
            if rest < 0.02 * self.chance:
                break
        return max(total, self.chance)

    @property
    def minutes(self) -> float:
        """Return the window's length."""
        return max(self.last_at - self.first_at, 0.0) / 60.0


class Spans:
    """All windows that end at one witness, counted but not yet judged.

    Given a witness at the end, days with a high rate are over-represented (size
    bias), hence the shape plus one. Fewer than three witnesses make no cluster.
    """

    __slots__ = ("_spans", "end", "longest_mean", "shape")

    def __init__(
        self,
        found: Sequence[Witness],
        last: int,
        longest_s: float,
        expected: Expected,
        operational: Callable[[float], float],
    ) -> None:
        """Take the windows from each earlier witness to witness number *last*."""
        self.shape = expected.shape + 1.0
        rate = expected.per_day * expected.factor * self.shape / expected.shape
        echo = expected.echo
        self.end = end = found[last].at
        heard = found[last].weight - 1.0
        until = operational(end)
        self.longest_mean = rate * (until - operational(end - longest_s)) + echo
        # start, witnesses, heard besides the last one, mean
        self._spans: list[tuple[float, int, float, float]] = []
        ordinary = 0.0  # so many surprise nobody, in this and any longer window
        for first in range(last - 1, max(last - MOST, -1), -1):
            witness = found[first]
            start = witness.at
            if end - start > longest_s:
                break
            heard += witness.weight
            if heard > ordinary and last - first in _TESTED:
                mean = rate * (until - operational(min(start, end - SHORTEST_S)))
                mean += echo
                limit = mean + _ORDINARY * sqrt(mean)
                ordinary = limit - _SLACK * limit
                if heard > limit:
                    self._spans.append((start, last - first + 1, heard, mean))

    def may_reach(self, chance: float) -> bool:
        """Say whether a window may be as rare as *chance*; False is certain.

        Most complaints end here: a tail is never below its first term, and that
        takes no sum.
        """
        limit = log(chance) + _SLACK
        return any(
            log_first_term(heard, mean, self.shape) <= limit
            for _, _, heard, mean in self._spans
        )

    def clusters(self) -> list[Cluster]:
        """Return the windows with their exact chances."""
        return [
            Cluster(
                start,
                self.end,
                n,
                tail(heard, mean, self.shape),
                self.longest_mean,
                self.shape,
            )
            for start, n, heard, mean in self._spans
        ]
