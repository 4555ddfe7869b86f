"""The slow layer: complaints that gather over a day, too slowly for the minutes.

Quiet branches cannot make a cluster within two hours once in half a year; for them
three complaints in a day deserve a *look*. A day far above the usual is a *swell*.
"""

from dataclasses import replace
from math import sqrt

from sondir.domain.detection.alarm import Level
from sondir.domain.detection.cluster import Expected, Spans
from sondir.domain.detection.decision import (
    Finding,
    chances_per_day,
    may_last,
    recurrence,
)
from sondir.domain.detection.negative_binomial import combined_shape
from sondir.domain.detection.network import Network
from sondir.domain.detection.rise import HOURS_24
from sondir.domain.detection.settings import DetectorSettings
from sondir.domain.detection.shared import shared_factor
from sondir.domain.detection.stream import Stream
from sondir.domain.detection.votes import Witness

_BUSY, _NOTABLE = 1.0, 3.0
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
    known = network.standing(stream, start, _KNOWN_DAYS)
    if known.days < _KNOWN_DAYS:
        return None
    found = [w for w in stream.witnesses(start) if w.at <= at]
    shape = combined_shape(known.shape, network.day_shape(stream.topic))
    usual = Expected(known.per_day, 1.0, shape)
    alone = _judge(found, usual, network, settings)
    if alone is None:
        return None
    # only now ask the other branches, for that takes longer
    factor = shared_factor(network, stream, at, HOURS_24)
    found_so = _judge(found, replace(usual, factor=factor), network, settings)
    if found_so is None:
        return None
    return found_so, tuple(w for w in found if w.at >= found_so.cluster.first_at)


def _judge(
    found: list[Witness], usual: Expected, network: Network, settings: DetectorSettings
) -> Finding | None:
    """Return the rarest window of the day, if it deserves a look or is a swell."""
    if len(found) < settings.fewest_witnesses:
        return None
    clock = network.profile.operational
    spans = Spans(found, len(found) - 1, HOURS_24, usual, clock)
    least = _look_days(spans, usual.per_day, settings)
    if not may_last(spans, usual.per_day, least):
        return None
    rarest = min(spans.clusters(), key=lambda c: (c.chance, -c.witnesses))
    days = recurrence(rarest, usual.per_day)
    if days < least:
        return None
    level = Level.SWELL if days >= settings.swell_days else Level.LOOK
    return Finding(rarest, days, level)


def _is_ordinary(network: Network, stream: Stream, at: float, fresh: int) -> bool:
    """Rule out busy streams with a few comparisons; quiet ones need the exact way.

    Where the minute scan spends all looks (*_look_days*) only a swell is of interest,
    and that is more than three deviations away.
    """
    clock, per_day = network.profile.operational, network.usual_per_day(stream)
    if per_day < _BUSY:
        return False
    until, shape = clock(at), network.day_shape(stream.topic)
    for span in (HOURS_24 / 4, HOURS_24 / 2, HOURS_24):
        mean = per_day * (until - clock(at - span))
        most = mean + _NOTABLE * sqrt(mean + mean * mean / shape)
        if fresh <= most:  # then so it is for any longer span
            return True
        if stream.fresh_between(at - span, at) > most:
            return False
    return True


def _look_days(spans: Spans, per_day: float, settings: DetectorSettings) -> float:
    """Return the limit for a slow look: what the minute scan leaves of the budget.

    Looks of both layers together shall come once in *look_days*. A busy stream
    spends all of it on minutes; a quiet one cannot.
    """
    share = settings.longest_window_min * 60.0 / HOURS_24
    mean = spans.longest_mean * share * 2.0  # two hours of the day, not at night
    spent = chances_per_day(2, mean, spans.shape, per_day)
    left = 1.0 / settings.look_days - spent
    most = settings.swell_days
    return min(1.0 / left, most) if left > 0 else most
