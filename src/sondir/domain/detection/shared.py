"""Causes that reach over branches: a heat wave, a supplier, the whole city."""

from collections.abc import Mapping
from dataclasses import dataclass

from sondir.domain.detection.alarm import Level
from sondir.domain.detection.decision import is_organised
from sondir.domain.detection.episode import is_higher
from sondir.domain.detection.near_copy import are_near_copies
from sondir.domain.detection.network import Network
from sondir.domain.detection.rise import (
    FEWEST_BRANCHES,
    FEWEST_VOICES,
    HOURS_3,
    HOURS_24,
    cap,
    may_rise,
    rise_days,
    window,
)
from sondir.domain.detection.stream import Stream
from sondir.domain.detection.votes import Vote, Witness

_FACTOR_PRIOR = 2.0
_LEVELS = {
    HOURS_3: (Level.INCIDENT, Level.INCIDENT),
    HOURS_24: (Level.SWELL, Level.ORGANISED),
}
"""What a rise within the span is, and the most that it may be."""
_PEOPLE = 0.8  # share of voices that must be different clients


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
    heard, loud, usual = 0.0, 0, network.usual_of_all(stream.topic)
    start, clock = end - span_s, network.profile.operational
    span = clock(end) - clock(start)
    mean = usual.per_day * span
    for other, rate in usual.rates:
        if other is stream:
            mean -= rate * span
            continue
        voices = other.fresh_between(start, end)
        if voices:
            loud += 1
            heard += min(voices, cap(rate * span))
    if loud < FEWEST_BRANCHES - 1:
        return 1.0
    return max((_FACTOR_PRIOR + heard) / (_FACTOR_PRIOR + mean), 1.0)


def shared_finding(
    network: Network,
    topic: str,
    moment: tuple[float, tuple[float, ...]],
    days: Mapping[float, float],
    told: str,
) -> SharedFinding | None:
    """Look at all branches together; *days* is the limit of each span.

    *moment*: the end, and the spans before it that may hold a rise (*loud_spans*).
    A span that cannot say more than the level already *told* is not looked at.
    """
    end, spans = moment
    for span_s in spans:
        level, highest = _LEVELS[span_s]
        within = window(network, end, span_s, days[span_s])
        if is_higher(highest, told) and may_rise(network, topic, within):
            recurrence = rise_days(network, topic, within)
            found = {}
            if recurrence >= within.days:
                found = _voices(network, topic, end - span_s, end)
            if _are_many(found):
                votes = _votes(network, topic, (end - span_s, end))
                kind = Level.ORGANISED if _is_one_crowd(found, votes) else level
                return SharedFinding(kind, recurrence, end, span_s, found)
    return None


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
    return distinct >= FEWEST_VOICES and distinct >= _PEOPLE * len(clients)


def _is_one_crowd(found: dict[str, list[Witness]], votes: list[Vote]) -> bool:
    """Say whether strangers or one copied text stand behind the rise."""
    if is_organised([w for voices in found.values() for w in voices]):
        return True
    texts: list[tuple[frozenset[int], set[str]]] = []
    for vote in votes:
        if vote.fingerprint is not None and vote.visited is not True:
            _join(texts, vote.fingerprint, vote.client)
    largest = max((len(clients) for _, clients in texts), default=0)
    return largest >= FEWEST_VOICES and largest * 2 >= len({v.client for v in votes})


def _join(
    texts: list[tuple[frozenset[int], set[str]]], text: frozenset[int], client: str
) -> None:
    for known, clients in texts:
        if are_near_copies(known, text):
            clients.add(client)
            return
    texts.append((text, {client}))
