"""How rare a rise over all branches of one topic is, and when nobody need ask."""

from bisect import bisect_left
from math import ceil, inf, log, sqrt
from typing import NamedTuple

from sondir.domain.detection.decision import LONGEST_DAYS
from sondir.domain.detection.negative_binomial import log_first_term, tail
from sondir.domain.detection.network import Network, Usual

HOURS_3 = 3 * 3600.0
HOURS_24 = 24 * 3600.0
_SPANS = HOURS_3, HOURS_24
_UNKNOWN = None, 0.0, 0
FEWEST_BRANCHES = 3
FEWEST_VOICES = 6
_RISEN = 1.5  # less is no news to an owner, however sure
_NOTABLE = 2.5  # deviations; the limits of a recurrence are beyond three
_ONE_CITY = 60.0
"""Shape of what all branches share on an ordinary day (holidays, weather)."""
_SLACK = 1e-6  # rounding must never rule a rise out
_MARGIN, _GENEROUS = 0.97, 1.1  # so that a rhythm that drifts changes nothing


class Window(NamedTuple):
    """The *span_s* before *end* (seconds UTC), for a rise that chance brings in *days*.

    *span* is the same in operational days.
    """

    end: float
    span_s: float
    span: float
    days: float


def window(network: Network, end: float, span_s: float, days: float) -> Window:
    """Return the window that ends at *end*."""
    clock = network.profile.operational
    return Window(end, span_s, clock(end) - clock(end - span_s), days)


def cap(usual: float) -> float:
    """Return how many voices of one branch count, so that one crisis is no city."""
    return 3.0 + 2.0 * usual


def loud_spans(
    network: Network, topic: str, end: float, days: float
) -> tuple[float, ...]:
    """Return the spans before *end* that may hold a rise: 3 hours, 24 hours (seconds).

    *days*: the limit of the longer one. What is left out holds none for certain, and
    nearly every complaint is answered here with a few comparisons.
    """
    times = network.heard.get(topic)
    if not times or end < times[-1]:  # late: the oldest may be forgotten here
        return _SPANS
    usual, profile = network.usual_of_all(topic), network.profile
    known, quietest, needed = network.needed.get(topic, _UNKNOWN)
    if known is not usual or profile.quietest_day < quietest:
        needed = _needed_in_a_day(network, topic, days)
    is_long = (
        len(times) >= needed
        and times[-needed] >= end - HOURS_24
        and _most(network, topic, HOURS_24) >= needed
    )
    voices = len(times) - bisect_left(times, end - HOURS_3)
    if voices >= FEWEST_VOICES:
        clock = profile.operational
        mean = usual.per_day * (clock(end) - clock(end - HOURS_3))
        least = mean + _NOTABLE * sqrt(mean + mean * mean / _ONE_CITY)
        if voices >= least and _most(network, topic, HOURS_3) >= least:
            return _SPANS if is_long else _SPANS[:1]
    return _SPANS[1:] if is_long else ()


def may_rise(network: Network, topic: str, within: Window) -> bool:
    """Say whether *rise_days* may find as many days; False is certain."""
    times, end = network.heard.get(topic), within.end
    if not times or end < times[-1]:
        return True
    voices = len(times) - bisect_left(times, end - within.span_s)
    most = min(voices, _most(network, topic, within.span_s))
    usual = network.usual_of_all(topic)
    return most >= FEWEST_VOICES and _may_be_rare(network, usual, most, within)


def rise_days(network: Network, topic: str, within: Window) -> float:
    """Return the recurrence days of the rise over all branches, 0 for none."""
    heard, most, loud, usual = 0.0, 0.0, 0, network.usual_of_all(topic)
    start, span = within.end - within.span_s, within.span
    busiest = network.profile.most_within(within.span_s) * _GENEROUS
    for stream, rate in usual.rates:
        voices = stream.fresh_between(start, within.end)
        if voices:
            loud += 1
            heard += min(voices, cap(rate * span))
            most += min(voices, cap(rate * busiest))
    times = network.heard.get(topic)
    if times and within.end >= times[-1]:  # not late: nobody is left out
        network.capped[topic, within.span_s] = usual, network.voices.get(topic, 0), most
    mean = usual.per_day * span
    if loud < FEWEST_BRANCHES or heard < max(FEWEST_VOICES, _RISEN * mean):
        return 0.0
    shape, spread = _shape(network, usual)
    chance = tail(heard - 1, mean * shape * spread, shape)
    chances = chance * _looks(usual, within.span_s)
    return min(1 / max(chances, 1e-12), LONGEST_DAYS)


def _most(network: Network, topic: str, span_s: float) -> float:
    """Return how many voices may count at most now, every branch up to its cap.

    What was counted at the last look, and everybody since: after a crisis of one
    branch the others need not be asked at every complaint of the day.
    """
    usual, voices, most = network.capped.get((topic, span_s), (None, 0, inf))
    if usual is not network.usual_of_all(topic):
        return inf
    return most + network.voices.get(topic, 0) - voices


def _needed_in_a_day(network: Network, topic: str, days: float) -> int:
    """Return how many voices a rise within 24 hours needs at least.

    Judged by the quietest day of the week, and kept until a day is quieter still or
    the usual is another.
    """
    usual, least = network.usual_of_all(topic), network.profile.quietest_day * _MARGIN
    _, _, needed = network.needed.get(topic, _UNKNOWN)
    within = Window(0.0, HOURS_24, least, days)
    few = max(FEWEST_VOICES, ceil(usual.per_day * least))
    needed = max(needed, few)  # what was needed before is nearly right
    while needed > few and _may_be_rare(network, usual, needed - 1, within):
        needed -= 1
    while not _may_be_rare(network, usual, needed, within):
        needed += 1
    network.needed[topic] = usual, least, needed
    return needed


def _may_be_rare(network: Network, usual: Usual, voices: float, within: Window) -> bool:
    """Say whether chance may bring *voices* so seldom.

    A tail is never below its first term, and that takes no sum.
    """
    often = within.days * _looks(usual, within.span_s)
    if often <= 1.0:
        return True
    shape, spread = _shape(network, usual)
    mean = usual.per_day * within.span * shape * spread
    return log_first_term(voices - 1, mean, shape) <= _SLACK - log(often)


def _shape(network: Network, usual: Usual) -> tuple[float, float]:
    """Return the shape of the branches' sum and what is left of one over it."""
    spread = usual.square / usual.per_day**2 / network.overall.shape()
    spread += usual.doubt + 1 / _ONE_CITY
    return 1 / spread + 1, spread


def _looks(usual: Usual, span_s: float) -> float:
    # windows of this length overlap: a few independent looks per window and day
    return min(usual.per_day, 3 * HOURS_24 / span_s)
