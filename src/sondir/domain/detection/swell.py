"""The slow layer: complaints that gather over a day, too slowly for the minutes.

Quiet branches cannot make a cluster within two hours once in half a year; for them
three complaints in a day deserve a *look*. A day far above the usual is a *swell*.
"""

from dataclasses import replace
from math import sqrt

from sondir.domain.detection.alarm import Level
from sondir.domain.detection.cluster import Cluster, Expected, Spans
from sondir.domain.detection.decision import (
    Finding,
    chances_per_day,
    may_last,
    recurrence,
)
from sondir.domain.detection.negative_binomial import combined_shape
from sondir.domain.detection.network import Network
from sondir.domain.detection.settings import DetectorSettings
from sondir.domain.detection.shared import HOURS_24, shared_factor
from sondir.domain.detection.stream import Stream
from sondir.domain.detection.votes import Witness

_BUSY = 8
_STEADIEST = 20.0
_KNOWN_DAYS = 2.0
"""Before this a loud day says nothing: nobody knows what loud is."""


def slow_finding(
    network: Network, stream: Stream, at: float, settings: DetectorSettings
) -> tuple[Finding, tuple[Witness, ...]] | None:
    """Judge the day that ends at *at*; None while it may be chance."""
    # what an incident has already told is not told again
    start = max(at - HOURS_24, stream.told_until)
    fresh = stream.fresh_between(start, at)
    if fresh < settings.fewest_witnesses or _is_ordinary(network, stream, at, fresh):
        return None
    known = network.days_known(stream, start)
    if known < _KNOWN_DAYS:
        return None
    found = [w for w in stream.witnesses(start) if w.at <= at]
    usual = _expected(network, stream, start, known)
    spans = _spans(network, found, usual)
    if spans is None or not may_last(spans, usual.per_day, settings.look_days):
        return None
    best = _rarest(spans)
    if best is None or recurrence(best, usual.per_day) < settings.look_days:
        return None
    factor = shared_factor(network, stream, at, HOURS_24)
    best = _rarest(_spans(network, found, replace(usual, factor=factor))) or best
    inside = tuple(w for w in found if w.at >= best.first_at)
    days = recurrence(best, usual.per_day)
    if days >= settings.swell_days:
        return Finding(best, days, Level.SWELL), inside
    looks = days >= _look_days(best, usual, settings)
    return (Finding(best, days, Level.LOOK), inside) if looks else None


def _is_ordinary(network: Network, stream: Stream, at: float, fresh: int) -> bool:
    """Rule out busy streams with a few comparisons; quiet ones need the exact way."""
    if fresh < _BUSY:
        return False
    clock, per_day = network.profile.operational, network.usual_per_day(stream)
    until = clock(at)
    for span in (HOURS_24, HOURS_24 / 2, HOURS_24 / 4):
        heard = fresh if span == HOURS_24 else stream.fresh_between(at - span, at)
        mean = per_day * (until - clock(at - span))
        if heard > mean + 2.0 * sqrt(mean + mean * mean / _STEADIEST):
            return False
    return True


def _expected(network: Network, stream: Stream, until: float, known: float) -> Expected:
    per_day, knowledge = network.rate(stream, until, known)
    shape = combined_shape(knowledge, network.day_shape(stream.topic))
    return Expected(per_day, 1.0, shape)


def _spans(network: Network, found: list[Witness], expected: Expected) -> Spans | None:
    if len(found) < 3:
        return None
    clock = network.profile.operational
    return Spans(found, len(found) - 1, HOURS_24, expected, clock)


def _rarest(spans: Spans | None) -> Cluster | None:
    windows = [] if spans is None else spans.clusters()
    return min(windows, key=lambda c: (c.chance, -c.witnesses), default=None)


def _look_days(
    cluster: Cluster, expected: Expected, settings: DetectorSettings
) -> float:
    """Return the limit for a slow look: what the minute scan leaves of the budget.

    Looks of both layers together shall come once in *look_days*. A busy stream
    spends all of it on minutes; a quiet one cannot.
    """
    share = settings.longest_window_min * 60.0 / HOURS_24
    mean = cluster.longest_mean * share * 2.0  # two hours of the day, not at night
    spent = chances_per_day(2, mean, cluster.shape, expected.per_day)
    left = 1.0 / settings.look_days - spent
    return 1.0 / left if left > 0 else settings.swell_days
