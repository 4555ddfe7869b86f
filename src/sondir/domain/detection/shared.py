"""Causes that reach over branches: a heat wave, a supplier, the whole city."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from math import log, sqrt

from sondir.domain.detection.alarm import Level
from sondir.domain.detection.baseline import FIRST_PER_DAY
from sondir.domain.detection.decision import LONGEST_DAYS, is_organised
from sondir.domain.detection.episode import is_higher
from sondir.domain.detection.near_copy import are_near_copies
from sondir.domain.detection.negative_binomial import log_first_term, tail
from sondir.domain.detection.network import Network
from sondir.domain.detection.stream import Stream
from sondir.domain.detection.votes import Vote, Witness

HOURS_3 = 3 * 3600.0
HOURS_24 = 24 * 3600.0
FEWEST_BRANCHES = 3
_FACTOR_PRIOR = 2.0
_FEWEST = 6
_PEOPLE = 0.8  # share of voices that must be different clients
_RISEN = 1.5  # less is no news to an owner, however sure
_NOTABLE = 2.5  # deviations; the limits below are beyond three
_ONE_CITY = 60.0
"""Shape of what all branches share on an ordinary day (holidays, weather)."""
_SLACK = 1e-6  # rounding must never rule a rise out


@dataclass(frozen=True, slots=True)
class SharedFinding:
    """A rise over several branches within *span_s* before *end*."""

    level: Level
    recurrence_days: float
    end: float
    span_s: float
    witnesses: dict[str, list[Witness]]


def shared_factor(network: Network, stream: Stream, end: float, span_s: float) -> float:
    """Say how much more than usual the *other* branches complain (1 or more).

    Leave-one-out: the branch itself does not excuse itself; a branch in a crisis of
    its own counts up to a cap, so that it does not look like a city in crisis.
    """
    if len(network.since) <= FEWEST_BRANCHES:
        return 1.0
    heard = mean = 0.0
    loud = 0
    start, clock = end - span_s, network.profile.operational
    span = clock(end) - clock(start)
    for other, rate in network.usual_of_all(stream.topic).rates:
        if other is not stream:
            usual = rate * span
            mean += usual
            voices = other.fresh_between(start, end)
            if voices:
                loud += 1
                heard += min(voices, _cap(usual))
    if loud < FEWEST_BRANCHES - 1:
        return 1.0
    return max((_FACTOR_PRIOR + heard) / (_FACTOR_PRIOR + mean), 1.0)


def shared_finding(
    network: Network,
    loudest: Stream,
    end: float,
    days: tuple[float, float],
    told: str,
) -> SharedFinding | None:
    """Look at all branches together; *days* are the limits of incident and swell.

    *loudest* is the stream that has just been heard: if it alone is loud, the
    others need not be asked. Nor is a span looked at that cannot say more than the
    level already *told*.
    """
    topic = loudest.topic
    for span, level, highest, limit in (
        (HOURS_3, Level.INCIDENT, Level.INCIDENT, days[0]),
        (HOURS_24, Level.SWELL, Level.ORGANISED, days[1]),
    ):
        if is_higher(highest, told) and _may_recur(
            network, loudest, (end, span), limit
        ):
            recurrence = _rise(network, topic, end, span)
            found = {}
            if recurrence >= limit:
                found = _voices(network, topic, end - span, end)
            if _are_many(found):
                votes = _votes(network, topic, (end - span, end))
                kind = Level.ORGANISED if _is_one_crowd(found, votes) else level
                return SharedFinding(kind, recurrence, end, span, found)
    return None


def _may_recur(
    network: Network, loudest: Stream, window: tuple[float, float], days: float
) -> bool:
    """Say whether *_rise* may find *days*; False is certain and takes no loop."""
    (end, span_s), topic = window, loudest.topic
    clock = network.profile.operational
    times = network.heard.get(topic, [])
    heard = bisect_right(times, end) - bisect_left(times, end - span_s)
    if heard < _FEWEST:
        return False
    per_day = network.topic_per_day.get(topic, FIRST_PER_DAY) * len(network.since)
    span = clock(end) - clock(end - span_s)
    mean = per_day * span
    if heard < mean + _NOTABLE * sqrt(mean + mean * mean / _ONE_CITY):
        return False
    if end < times[-1]:  # late: what is older than a day may be missing here
        return True
    own = loudest.fresh_between(end - span_s, end)
    cap = _cap(network.usual_per_day(loudest) * span)
    voices = heard - own + min(own, cap)
    if voices < _FEWEST:
        return False
    usual = network.usual_of_all(topic)
    shape, spread = _shape(network, usual.per_day, usual.square)
    often = days * _looks(usual.per_day, span_s)
    if often <= 1.0:
        return True
    least = log_first_term(voices - 1, usual.per_day * span * shape * spread, shape)
    return least <= _SLACK - log(often)


def _rise(network: Network, topic: str, end: float, span_s: float) -> float:
    """Return the recurrence days of the rise over all branches, 0 for none."""
    heard = mean = square = per_day = 0.0
    loud = 0
    start, clock = end - span_s, network.profile.operational
    span = clock(end) - clock(start)
    for stream, rate in network.usual_of_all(topic).rates:
        usual = rate * span
        mean, square, per_day = mean + usual, square + rate * rate, per_day + rate
        voices = stream.fresh_between(start, end)
        if voices:
            loud += 1
            heard += min(voices, _cap(usual))
    if loud < FEWEST_BRANCHES or heard < _FEWEST or heard < _RISEN * mean:
        return 0.0
    shape, spread = _shape(network, per_day, square)
    chance = tail(heard - 1, mean * shape * spread, shape)
    chances = chance * _looks(per_day, span_s)
    return min(1 / max(chances, 1e-12), LONGEST_DAYS)


def _shape(network: Network, per_day: float, square: float) -> tuple[float, float]:
    """Return the shape of the branches' sum and what is left of one over it."""
    spread = square / per_day**2 / network.overall.shape() + 1 / _ONE_CITY
    return 1 / spread + 1, spread


def _looks(per_day: float, span_s: float) -> float:
    # windows of this length overlap: a few independent looks per window and day
    return min(per_day, 3 * HOURS_24 / span_s)


def _voices(
    network: Network, topic: str, start: float, end: float
) -> dict[str, list[Witness]]:
    found = {}
    for stream in network.by_topic[topic]:
        voices = [w for w in stream.witnesses(start) if w.at <= end]
        if voices:
            found[stream.branch] = voices
    return found


def _votes(network: Network, topic: str, window: tuple[float, float]) -> list[Vote]:
    return [v for s in network.by_topic[topic] for v in s.between(*window)]


def _are_many(found: dict[str, list[Witness]]) -> bool:
    """Say whether the voices are people: one client may write to many branches."""
    clients = [w.client for voices in found.values() for w in voices]
    distinct = len(set(clients))
    return distinct >= _FEWEST and distinct >= _PEOPLE * len(clients)


def _is_one_crowd(found: dict[str, list[Witness]], votes: list[Vote]) -> bool:
    """Say whether strangers or one copied text stand behind the rise."""
    if is_organised([w for voices in found.values() for w in voices]):
        return True
    texts: list[tuple[frozenset[int], set[str]]] = []
    for vote in votes:
        if vote.fingerprint is not None and vote.visited is not True:
            _join(texts, vote.fingerprint, vote.client)
    largest = max((len(clients) for _, clients in texts), default=0)
    return largest >= _FEWEST and largest * 2 >= len({v.client for v in votes})


def _join(
    texts: list[tuple[frozenset[int], set[str]]], text: frozenset[int], client: str
) -> None:
    for known, clients in texts:
        if are_near_copies(known, text):
            clients.add(client)
            return
    texts.append((text, {client}))


def _cap(usual: float) -> float:
    return 3.0 + 2.0 * usual
