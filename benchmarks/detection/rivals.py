"""Rivals with a dial: each returns candidates with a statistic, the caller cuts.

All vote once per client and window, look at every complaint when it arrives and get
more than a real installation could know where that is simpler: the rhythm of day and
week (all three) and, for the clairvoyant, the true rates and shape.
"""

from bisect import insort
from collections.abc import Callable
from math import log

from benchmarks.detection.peers import minutes
from benchmarks.detection.score import Raised
from benchmarks.detection.streams import DAY_MIN, HOURS, WEEK, Stream

from sondir.domain.detection import Complaint, Detector, Level
from sondir.domain.detection.negative_binomial import tail

Candidates = list[tuple[float, Raised]]
_LONGEST = 120.0
_MEAN_HOUR = sum(HOURS) / 24
_BEFORE = [0.0]
for _h in HOURS:
    _BEFORE.append(_BEFORE[-1] + _h / _MEAN_HOUR / 24)


def rhythm(at: float) -> float:
    """Return average days' worth of complaints up to minute *at* of the stream."""
    day, rest = divmod(at, DAY_MIN)
    hour = int(rest // 60)
    within = _BEFORE[hour] + (rest / 60 - hour) * HOURS[hour] / _MEAN_HOUR / 24
    week, weekday = divmod(int(day), 7)
    return week * 7.0 + sum(WEEK[:weekday]) + within * WEEK[weekday]


class Windows:
    """The latest distinct clients of every branch and topic, in event time."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], list[tuple[float, str]]] = {}
        self.total: dict[tuple[str, str], int] = {}
        self.first: dict[str, float] = {}

    def add(self, m: Complaint) -> tuple[tuple[str, str], float, list[float]] | None:
        """Return the stream and the times of its witnesses, newest last."""
        at = minutes(m.at)
        self.first.setdefault(m.branch or "", at)
        if not m.topics:
            return None
        key = (m.branch or "", max(m.topics, key=m.topics.__getitem__))
        votes = self.kept.setdefault(key, [])
        if any(c == m.client and abs(t - at) <= 180 for t, c in votes):
            return None
        insort(votes, (at, m.client))
        self.kept[key] = votes = [v for v in votes if v[0] > at - 9.5 * DAY_MIN]
        self.total[key] = self.total.get(key, 0) + 1
        return key, at, [t for t, _ in votes if t <= at]


def glr_poisson(stream: Stream) -> Candidates:
    """Temporal scan with the Poisson likelihood ratio and a plug-in rate."""
    seen, out = Windows(), []
    for m in stream.messages:
        added = seen.add(m)
        if added is None:
            continue
        key, at, times = added
        days = max(rhythm(at) - rhythm(seen.first[key[0]]), 0.0)
        rate = (1.0 + seen.total[key]) / (1.0 + days)
        best = 0.0
        for k, start in enumerate(reversed(times[:-1]), 2):
            if at - start > _LONGEST or k > 16:
                break
            mean = rate * (rhythm(at) - rhythm(min(start, at - 2)))
            if k >= 3 and k > mean:
                best = max(best, k * log(k / mean) - (k - mean))
        out.append((best, Raised(minutes(m.seen_at), *key, len(times))))
    return out


def ears_c2(stream: Stream) -> Candidates:
    """EARS C2 on 40-minute sums: deviations from the same clock time, days -9..-3."""
    seen, out = Windows(), []
    for m in stream.messages:
        added = seen.add(m)
        if added is None:
            continue
        key, at, times = added
        now = sum(at - 40 <= t for t in times)
        past = [
            sum(at - 40 - d * DAY_MIN <= t <= at - d * DAY_MIN for t in times)
            for d in range(3, 10)
        ]
        mean = sum(past) / 7
        spread = (sum((p - mean) ** 2 for p in past) / 6) ** 0.5
        z = (now - mean) / max(spread, 0.2)
        out.append((z, Raised(minutes(m.seen_at), *key, now)))
    return out


def clairvoyant(stream: Stream) -> Candidates:
    """The same scan with the true rates and the true shape: nobody can know them."""
    seen, out = Windows(), []
    false = stream.parameters.false_share * 50 / 6
    shape = stream.shape + 1
    for m in stream.messages:
        added = seen.add(m)
        if added is None:
            continue
        key, at, times = added
        rate = stream.rates[key] * stream.parameters.recall + false
        best = 1.0
        for k, start in enumerate(reversed(times[:-1]), 1):
            if at - start > _LONGEST or k > 16:
                break
            mean = (
                rate * (rhythm(at) - rhythm(min(start, at - 2))) * shape / (shape - 1)
            )
            if k >= 2:
                best = min(best, tail(k, mean, shape))
        days = 1 / max(best * rate, 1e-9)
        out.append((days, Raised(minutes(m.seen_at), *key, len(times))))
    return out


def ours(stream: Stream) -> Candidates:
    """Our detector with its rule; *organised* counts as noticed, *look* does not."""
    detector, out = Detector(), []
    for m in stream.messages:
        for a in detector.update(m):
            if a.branch is not None and a.level is not Level.LOOK:
                raised = Raised(minutes(a.at), a.branch, a.topic, a.witnesses)
                out.append((1.0, raised))
    return out


DIALLED: dict[str, tuple[Callable[[Stream], Candidates], float]] = {
    "GLR-Poisson": (glr_poisson, 6.0),
    "EARS-C2": (ears_c2, 3.0),
    "clairvoyant": (clairvoyant, 1080.0),
}
"""Name -> candidates and the default limit of the statistic."""


def cut(candidates: Candidates, limit: float) -> list[Raised]:
    """Return what reaches *limit*."""
    return [raised for value, raised in candidates if value >= limit]
