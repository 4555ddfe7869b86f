"""Look at one stream after a new vote: is it still chance?"""

from dataclasses import dataclass, replace

from sondir.domain.detection.alarm import Level
from sondir.domain.detection.cluster import Cluster, Expected, Spans
from sondir.domain.detection.decision import (
    Finding,
    finding,
    is_organised,
    may_last,
)
from sondir.domain.detection.episode import SET_ASIDE
from sondir.domain.detection.network import Network
from sondir.domain.detection.rise import HOURS_3
from sondir.domain.detection.settings import DetectorSettings
from sondir.domain.detection.shared import shared_factor
from sondir.domain.detection.stream import Stream
from sondir.domain.detection.swell import slow_finding
from sondir.domain.detection.votes import Witness, witnesses_of

_LEAK = 0.12
"""Share of a crisis' witnesses that a reader may misfile under another topic."""
_FEWEST_COPIES = 2


@dataclass(frozen=True, slots=True)
class Assessment:
    """What was found, and the witnesses of its window."""

    finding: Finding
    witnesses: tuple[Witness, ...]


def assess(
    network: Network, stream: Stream, at: float, settings: DetectorSettings
) -> Assessment | None:
    """Judge all windows that contain the moment *at*; None while it may be chance."""
    quick = _in_minutes(network, stream, at, settings)
    if quick is not None and quick.finding.level is not Level.LOOK:
        return quick
    slow = slow_finding(network, stream, at, settings)
    return quick if slow is None else Assessment(*slow)


def _in_minutes(
    network: Network, stream: Stream, at: float, settings: DetectorSettings
) -> Assessment | None:
    longest = settings.longest_window_min * 60.0
    if stream.heard_since(at - longest) < settings.fewest_witnesses:
        return None
    found = stream.witnesses(at - longest)
    crowd = found
    if stream.has_copies(at - longest):
        crowd = stream.crowd().since(at - longest)
    best = None
    if len(found) >= settings.fewest_witnesses:
        best = _judge(network, stream, found, (at, settings))
        if best is not None and best.level is Level.INCIDENT:
            return _with_kind(best, found, crowd)
    if len(crowd) >= len(found) + _FEWEST_COPIES:
        copied = _judge(network, stream, crowd, (at, settings))
        if copied is not None and copied.level is Level.INCIDENT:
            return _copied(stream, copied)
    return None if best is None else Assessment(best, _inside(best.cluster, found))


def _with_kind(best: Finding, found: list[Witness], crowd: list[Witness]) -> Assessment:
    # all clients of two hours: a lucky moment must not whitewash a crowd
    before = [w for w in crowd if w.at <= best.cluster.last_at]
    if _is_copied(before) or is_organised(before):
        best = replace(best, level=Level.ORGANISED)
    return Assessment(best, _inside(best.cluster, found))


def _is_copied(crowd: list[Witness]) -> bool:
    """Say whether one text makes up half of a crowd, not only from known guests."""
    texts: dict[str, list[bool | None]] = {}
    for witness in crowd:
        texts.setdefault(witness.text_group, []).append(witness.visited)
    largest = max(texts.values(), key=len)
    return (
        len(largest) > _FEWEST_COPIES
        and len(largest) * 2 >= len(crowd)
        and (largest.count(True) < len(largest))
    )


def _copied(stream: Stream, copied: Finding) -> Assessment:
    votes = stream.between(copied.cluster.first_at, copied.cluster.last_at)
    independent = tuple(witnesses_of(votes))
    return Assessment(replace(copied, level=Level.ORGANISED), independent)


def _inside(cluster: Cluster, found: list[Witness]) -> tuple[Witness, ...]:
    return tuple(w for w in found if cluster.first_at <= w.at <= cluster.last_at)


def _judge(
    network: Network,
    stream: Stream,
    found: list[Witness],
    moment: tuple[float, DetectorSettings],
) -> Finding | None:
    """Apply the rule as if the branch stood alone; only then ask the others."""
    at, settings = moment
    alone = _scan(network, stream, found, (at, settings, 1.0, 0.0))
    if alone is None:
        return None
    factor = shared_factor(network, stream, at, HOURS_3)
    longest = settings.longest_window_min * 60.0
    echo = _echo(network, stream, at, longest)
    if factor <= 1.0 and echo <= 0.0:
        return alone
    return _scan(network, stream, found, (at, settings, factor, echo))


def _scan(
    network: Network,
    stream: Stream,
    found: list[Witness],
    moment: tuple[float, DetectorSettings, float, float],
) -> Finding | None:
    at, settings, factor, echo = moment
    longest = settings.longest_window_min * 60.0
    ends: list[Spans] = []
    per_day = 0.0
    for last in range(len(found) - 1, settings.fewest_witnesses - 2, -1):
        end = found[last].at
        if end < at:
            break
        expected = network.expected(stream, end - longest)
        per_day = expected.per_day
        adjusted = Expected(per_day, expected.factor * factor, expected.shape, echo)
        clock = network.profile.operational
        ends.append(Spans(found, last, longest, adjusted, clock))
    if not any(may_last(e, per_day, settings.look_days) for e in ends):
        return None
    return finding([c for e in ends for c in e.clusters()], per_day, settings)


def _echo(network: Network, stream: Stream, at: float, longest_s: float) -> float:
    """Return witnesses that running crises of the branch may leak into this topic.

    Only of those that were told before *at*: of two that rise in the same moment
    neither is the other's echo, in whatever order their messages come.
    """
    return _LEAK * sum(
        len(other.witnesses(at - longest_s))
        for other in network.of_branch(stream.branch)
        if other is not stream and other.level in SET_ASIDE and other.risen_at < at
    )
