"""From a rare cluster to a level: the hybrid rule and the question who is behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log, sqrt

from sondir.domain.detection.alarm import Level, PermissionCap
from sondir.domain.detection.cluster import Cluster, Spans
from sondir.domain.detection.negative_binomial import tail
from sondir.domain.detection.settings import DetectorSettings
from sondir.domain.detection.votes import Witness

LONGEST_DAYS = 1e6
_ALONE, _OVERLAP = 1.0, 0.45
_REAL_VISITED, _CROWD_VISITED = 0.8, 0.05  # facts/detection 6: assumptions
_FOR = log(_REAL_VISITED / _CROWD_VISITED)
_AGAINST = log((1 - _REAL_VISITED) / (1 - _CROWD_VISITED))


@dataclass(frozen=True, slots=True)
class Finding:
    """The cluster that decided, and once in how many days chance brings it."""

    cluster: Cluster
    recurrence_days: float
    level: Level


def recurrence(cluster: Cluster, per_day: float) -> float:
    """Return days between such clusters by chance, at most a million.

    Every complaint ends its own windows, *per_day* of them. Ends that follow each
    other see the same cluster again, the more the fuller the longest window is; how
    much is measured on streams without crises (benchmarks/detection/calibration.py).
    """
    chances = cluster.chance_of_any() * _distinct(cluster.longest_mean) * per_day
    return min(1.0 / max(chances, 1e-12), LONGEST_DAYS)


def may_last(spans: Spans, per_day: float, days: float) -> bool:
    """Say whether *recurrence* of a window may reach *days*; False is certain.

    The correction for many windows only makes a cluster less rare.
    """
    often = days * _distinct(spans.longest_mean) * per_day
    return often <= 1.0 or spans.may_reach(1.0 / often)


def chances_per_day(count: int, mean: float, shape: float, per_day: float) -> float:
    """Return how often a day chance brings *count* more within the longest window."""
    return tail(count, mean, shape) * _distinct(mean) * per_day


def _distinct(longest_mean: float) -> float:
    return _ALONE / (1.0 + _OVERLAP * sqrt(longest_mean))


def finding(
    windows: Sequence[Cluster], per_day: float, settings: DetectorSettings
) -> Finding | None:
    """Apply the hybrid rule; None while it looks like chance."""
    if not windows:
        return None
    rarest = min(windows, key=lambda c: (c.chance, -c.witnesses))
    days = recurrence(rarest, per_day)
    if days >= settings.certain_days:
        return Finding(rarest, days, Level.INCIDENT)
    crowds = [
        c
        for c in windows
        if c.witnesses >= settings.crowd and c.minutes <= settings.crowd_min
    ]
    if crowds and days >= settings.crowd_days:
        crowd = min(crowds, key=lambda c: (c.chance, -c.witnesses))
        return Finding(crowd, recurrence(crowd, per_day), Level.INCIDENT)
    return Finding(rarest, days, Level.LOOK) if days >= settings.look_days else None


def is_organised(found: Sequence[Witness]) -> bool:
    """Say whether known non-visitors outweigh the visitors.

    Unknown visits say nothing. With at least two known non-visitors, two verified
    witnesses must stand against them and the odds must favour real guests.
    """
    verified = sum(w.visited is True for w in found)
    denied = sum(w.visited is False for w in found)
    unknown = len(found) - verified - denied
    if denied < 2 or denied * 2 < unknown:
        return False
    return verified < 2 or verified * _FOR + denied * _AGAINST <= 0


def permission_cap(level: Level, found: Sequence[Witness]) -> PermissionCap:
    """Return the most that these witnesses may justify."""
    if level not in (Level.INCIDENT, Level.SWELL):
        return "observe"
    verified = sum(w.visited is True for w in found)
    unknown = sum(w.visited is None for w in found)
    enough = len(found) >= 3 and verified >= 2 and unknown * 2 <= len(found)
    return "act" if enough and level is Level.INCIDENT else "ask"
