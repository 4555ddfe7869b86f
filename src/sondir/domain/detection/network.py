"""All branches of one organisation together: what is usual, and what they share."""

from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sondir.domain.detection.baseline import (
    FIRST_DAYS,
    FIRST_PER_DAY,
    exposure,
    posterior,
)
from sondir.domain.detection.cluster import Expected
from sondir.domain.detection.dispersion import Dispersion
from sondir.domain.detection.negative_binomial import combined_shape
from sondir.domain.detection.profile import DAY_S, HOUR_S, Profile
from sondir.domain.detection.stream import Stream

_EVER_S = 400 * DAY_S
_USUAL_EVERY_H = 6
_DAYS_OF_PRIOR = 4.0


@dataclass(frozen=True, slots=True)
class Usual:
    """The usual rates per day of one topic in all branches, and their sums."""

    rates: list[tuple[Stream, float]]
    per_day: float
    square: float


class Network:
    """Everything the detector knows about what is usual.

    Rates are renewed once an hour (*renew*) from what was written at least
    *lag_s* before, so that a growing cluster never raises its own baseline.
    """

    def __init__(self, profile: Profile, lag_s: float) -> None:
        """*lag_s*: the longest tested window, in seconds."""
        self.profile, self.lag_s = profile, lag_s
        self.since: dict[str, float] = {}  # branch -> first message
        self.streams: dict[tuple[str, str], Stream] = {}
        self.by_topic: dict[str, list[Stream]] = {}
        self.overall = Dispersion()
        self.dispersion: dict[str, Dispersion] = {}
        self._day_shapes: dict[str, float] = {}  # until the day is closed
        self.topic_per_day: dict[str, float] = {}
        self.usual: dict[tuple[str, str], float] = {}
        self._rates: dict[str, Usual] = {}  # until renewed
        self.shared: dict[str, tuple[str, float]] = {}  # topic -> level, last heard
        self.heard: dict[str, list[float]] = {}  # topic -> votes of the last day

    def stream(self, branch: str, topic: str) -> Stream:
        """Return the stream, new if need be."""
        stream = self.streams.get((branch, topic))
        if stream is None:
            stream = Stream(branch, topic, self.since[branch])
            self.keep(stream)
        return stream

    def keep(self, stream: Stream) -> None:
        """Take a stream in."""
        self.streams[stream.branch, stream.topic] = stream
        self.by_topic.setdefault(stream.topic, []).append(stream)
        self._rates.pop(stream.topic, None)

    def hear(self, topic: str, at: float) -> None:
        """Count a vote towards what all branches share."""
        times = self.heard.setdefault(topic, [])
        insort(times, at)
        if times[0] < times[-1] - DAY_S:
            del times[: bisect_left(times, times[-1] - DAY_S)]

    def of_branch(self, branch: str) -> Iterator[Stream]:
        """Yield the streams of a branch."""
        return (s for s in self.streams.values() if s.branch == branch)

    def renew(self, now: float) -> None:
        """Estimate the mean rate of every topic over all branches."""
        self._rates.clear()
        clock, until = self.profile.operational, now - self.lag_s
        due = now // HOUR_S % _USUAL_EVERY_H == 0
        days = sum(exposure(clock(until) - clock(s)) for s in self.since.values())
        for topic, streams in self.by_topic.items():
            count = sum(
                s.count.value(until) - s.counted_between(until, now + _EVER_S)
                for s in streams
            )
            prior = FIRST_PER_DAY * FIRST_DAYS
            mean = (prior + max(count, 0.0)) / (FIRST_DAYS + days)
            self.topic_per_day[topic] = mean
            for stream in streams:
                key = (stream.branch, topic)
                if due or key not in self.usual:
                    self.usual[key] = self.rate(stream, now - DAY_S)[0]

    def usual_per_day(self, stream: Stream) -> float:
        """Return a stream's rate as of some hours ago, blind for the day before."""
        typical = self.topic_per_day.get(stream.topic, FIRST_PER_DAY)
        return self.usual.get((stream.branch, stream.topic), typical)

    def usual_of_all(self, topic: str) -> Usual:
        """Return every stream of *topic* with its usual rate per day."""
        usual = self._rates.get(topic)
        if usual is None:
            rates = [(s, self.usual_per_day(s)) for s in self.by_topic[topic]]
            usual = Usual(rates, sum(r for _, r in rates), sum(r * r for _, r in rates))
            self._rates[topic] = usual
        return usual

    def days_known(self, stream: Stream, until: float) -> float:
        """Return operational days of evidence about the stream as of *until*."""
        clock = self.profile.operational
        days = exposure(clock(until) - clock(stream.since))
        return max(days - stream.set_aside.value(until), 0.0)

    def rate(
        self, stream: Stream, until: float, known: float | None = None
    ) -> tuple[float, float]:
        """Return complaints a day and the shape of that knowledge as of *until*.

        *known*: what *days_known* says for this moment, if it is at hand.
        """
        known = self.days_known(stream, until) if known is None else known
        count = stream.count.value(until)
        count -= stream.counted_between(until, until + _EVER_S)
        typical = self.topic_per_day.get(stream.topic, FIRST_PER_DAY)
        return posterior(count, known, typical)

    def day_shape(self, topic: str) -> float:
        """Return the shape of the day factor of *topic*."""
        shape = self._day_shapes.get(topic)
        if shape is None:
            own = self.dispersion.get(topic)
            shape = self.overall.shape() if own is None else own.shape(self.overall)
            self._day_shapes[topic] = shape
        return shape

    def expected(self, stream: Stream, until: float) -> Expected:
        """Return what chance would bring after *until*, judged by what was before.

        The day's factor is learned from the same day's earlier complaints: after a
        loud morning a loud noon is less of a surprise.
        """
        clock = self.profile.operational
        known = self.days_known(stream, until)
        per_day, knowledge = self.rate(stream, until, known)
        shape = self.day_shape(stream.topic)
        morning = max(self.profile.local_midnight(until), stream.since)
        heard = stream.counted_between(morning, until)
        mean = per_day * max(clock(until) - clock(morning), 0.0)
        factor = (shape + heard) / (shape + mean)
        # days that differ teach less about the rate than their complaints suggest
        days = known + _DAYS_OF_PRIOR
        knowledge = 1.0 / (1.0 / knowledge + 1.0 / (shape * days))
        day = combined_shape(knowledge, shape + heard)
        return Expected(per_day, factor, combined_shape(day, self.profile.trust(until)))

    def close_day(self, midnight: float) -> None:
        """Learn the day factor from the day that ended at *midnight* (seconds UTC)."""
        self._day_shapes.clear()
        clock = self.profile.operational
        for stream in self.streams.values():
            start = max(midnight - DAY_S, stream.since)
            if stream.level or start >= midnight:
                continue
            per_day, knowledge = self.rate(stream, start)
            count = stream.counted_between(start, midnight)
            mean = per_day * (clock(midnight) - clock(start))
            own = self.dispersion.setdefault(stream.topic, Dispersion())
            for dispersion in (own, self.overall):
                dispersion.learn(count, mean, knowledge)

    def snapshot(self) -> dict[str, Any]:
        """Return the shared part (without streams and profile), ready for JSON."""
        return {
            "since": dict(self.since),
            "overall": self.overall.snapshot(),
            "dispersion": {t: d.snapshot() for t, d in self.dispersion.items()},
            "topic_per_day": dict(self.topic_per_day),
            "usual": [[*key, rate] for key, rate in self.usual.items()],
            "shared": {t: list(s) for t, s in self.shared.items()},
        }

    def restore(self, saved: dict[str, Any]) -> None:
        """Take the shared part back."""
        self.since = dict(saved["since"])
        self.overall = Dispersion(*saved["overall"])
        self.dispersion = {t: Dispersion(*d) for t, d in saved["dispersion"].items()}
        self._day_shapes.clear()
        self.topic_per_day = dict(saved["topic_per_day"])
        self.usual = {(branch, topic): rate for branch, topic, rate in saved["usual"]}
        self._rates.clear()
        self.shared = {t: (level, at) for t, (level, at) in saved["shared"].items()}
