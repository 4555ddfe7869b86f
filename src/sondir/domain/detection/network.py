"""All branches of one organisation together: what is usual, and what they share."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sondir.domain.detection.baseline import (
    FIRST_DAYS,
    FIRST_PER_DAY,
    PRIOR_SHAPE,
    exposure,
    faded,
)
from sondir.domain.detection.cluster import Expected
from sondir.domain.detection.dispersion import Dispersion
from sondir.domain.detection.negative_binomial import combined_shape
from sondir.domain.detection.profile import DAY_S, HOUR_S, Profile
from sondir.domain.detection.standing import Standing, standing
from sondir.domain.detection.stream import Stream

_EVER_S = 400 * DAY_S
_RENEWALS = 20.0
_SETTLED_DAYS = 7.0  # then a day more or less hardly moves a rate
_GONE_S = 14 * DAY_S  # without a complaint of any kind
_DAYS_OF_PRIOR = 4.0
_TOPIC_SHAPE = 5.0
"""Networks differ in what a topic brings by a factor of about one and a half."""
_ROW = 6  # branch, topic and a standing


@dataclass(frozen=True, slots=True)
class Usual:
    """The usual rates per day of one topic, of every stream and of all branches.

    *doubt* is the variance of the sum over its square: what is guessed of the topic
    as a whole, and of each branch.
    """

    rates: list[tuple[Stream, float]]
    per_day: float
    square: float
    doubt: float


class Network:
    """Everything the detector knows about what is usual.

    Rates are renewed with age (*renew*) from what was written at least
    *lag_s* before, so that a growing cluster never raises its own baseline.
    """

    def __init__(self, profile: Profile, lag_s: float) -> None:
        """*lag_s*: the longest tested window, in seconds."""
        self.profile, self.lag_s = profile, lag_s
        self.since: dict[str, float] = {}  # branch -> first message
        self.due = 0.0  # when the rates have to be renewed, seconds UTC
        self.streams: dict[tuple[str, str], Stream] = {}
        self.by_topic: dict[str, list[Stream]] = {}
        self.overall = Dispersion()
        self.dispersion: dict[str, Dispersion] = {}
        self._day_shapes: dict[str, float] = {}  # until the day is closed
        self.topic_per_day: dict[str, float] = {}
        self.heard_of: dict[str, float] = {}  # complaints behind that mean, faded
        # until renewed; blind for a day
        self.usual: dict[tuple[str, str], Standing] = {}
        self._rates: dict[str, Usual] = {}  # until renewed
        # topic -> voices that a rise takes at least, by which usual (rise.py)
        self.needed: dict[str, tuple[Usual, float, int]] = {}
        self.voices: dict[str, int] = {}  # topic -> votes heard since the start
        # topic and span -> by which usual, after how many votes, and how many voices
        # of the span counted at most, every branch up to its cap (rise.py)
        self.capped: dict[tuple[str, float], tuple[Usual, int, float]] = {}
        self.shared: dict[str, tuple[str, float]] = {}  # topic -> level, last heard
        self.heard: dict[str, list[float]] = {}  # topic -> votes of the last day

    def open(self, branch: str, at: float) -> bool:
        """Take the first message of a branch, at *at*; False if it is an old one."""
        if at >= self.since.get(branch, at + 1.0):
            return False
        self.since[branch] = at
        self.due = 0.0
        self._rates.clear()
        return True

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
        self.voices[topic] = self.voices.get(topic, 0) + 1
        if times[0] < times[-1] - DAY_S:
            del times[: bisect_left(times, times[-1] - DAY_S)]

    def of_branch(self, branch: str) -> Iterator[Stream]:
        """Yield the streams of a branch."""
        return (s for s in self.streams.values() if s.branch == branch)

    def renew(self, now: float) -> None:
        """Estimate the rate of every stream, and of every topic over all branches.

        The next time is *due* at a full hour, about a twentieth of the youngest
        branch's age later.
        """
        age = now - max(self.since.values(), default=now)
        later = now + min(max(age / _RENEWALS, HOUR_S), DAY_S)
        self.due = later // HOUR_S * HOUR_S
        self._rates.clear()
        clock, until = self.profile.operational, now - self.lag_s
        days = self._days_watched(until)
        for topic, streams in self.by_topic.items():
            count = sum(
                s.count.value(until) - s.counted_between(until, now + _EVER_S)
                for s in streams
            )
            heard = self.heard_of[topic] = max(count, 0.0)
            mean = (FIRST_PER_DAY * FIRST_DAYS + heard) / (FIRST_DAYS + days)
            self.topic_per_day[topic] = mean
            for stream in streams:
                key = (stream.branch, topic)
                self.usual[key] = standing(stream, now - DAY_S, mean, clock)

    def _days_watched(self, until: float) -> float:
        """Return the branches' days of evidence, fading as the counts do.

        A branch that moved away (a new number, another name) is silent for ever; its
        silence is no evidence that the topic is rare.
        """
        last = dict(self.since)
        for stream in self.streams.values():
            last[stream.branch] = max(last[stream.branch], stream.count.at)
        clock, days = self.profile.operational, 0.0
        for branch, since in self.since.items():
            silent = until - last[branch]
            end = until if silent < _GONE_S else last[branch]
            days += faded(exposure(clock(end) - clock(since)), until - end)
        return days

    def usual_per_day(self, stream: Stream) -> float:
        """Return a stream's rate as of some hours ago, blind for the day before."""
        usual = self.usual.get((stream.branch, stream.topic))
        return self.typical(stream.topic) if usual is None else usual.per_day

    def typical(self, topic: str) -> float:
        """Return the complaints a day that *topic* brings to one branch of many."""
        return self.topic_per_day.get(topic, FIRST_PER_DAY)

    def usual_of_all(self, topic: str) -> Usual:
        """Return every stream of *topic* with its usual rate, and all branches' sum."""
        usual = self._rates.get(topic)
        if usual is None:
            usual = self._rates[topic] = self._usual_of_all(topic)
        return usual

    def _usual_of_all(self, topic: str) -> Usual:
        rates, typical = [], self.typical(topic)
        # a branch that never complained of it is part of what is usual, too
        silent = len(self.since) - len(self.by_topic[topic])
        per_day, square = silent * typical, silent * typical**2
        own = square / PRIOR_SHAPE
        for stream in self.by_topic[topic]:
            rate = self.usual_per_day(stream)
            known = self.usual.get((stream.branch, topic))
            rates.append((stream, rate))
            per_day += rate
            square += rate * rate
            own += rate * rate / (PRIOR_SHAPE if known is None else known.shape)
        known_of_all = _TOPIC_SHAPE + self.heard_of.get(topic, 0.0)
        doubt = own / per_day**2 + 1.0 / known_of_all
        return Usual(rates, per_day, square, doubt)

    def standing(self, stream: Stream, until: float, enough_days: float) -> Standing:
        """Return the stream's usual; of *until* while it rests on fewer than *days*."""
        usual = self.usual.get((stream.branch, stream.topic))
        if (
            usual is not None
            and usual.since == stream.since
            and usual.days >= enough_days
        ):
            return usual
        clock = self.profile.operational
        return standing(stream, until, self.typical(stream.topic), clock)

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
        usual = self.standing(stream, until, _SETTLED_DAYS)
        shape = self.day_shape(stream.topic)
        morning = max(self.profile.local_midnight(until), stream.since)
        heard = stream.counted_between(morning, until)
        mean = usual.per_day * max(clock(until) - clock(morning), 0.0)
        factor = (shape + heard) / (shape + mean)
        # days that differ teach less about the rate than their complaints suggest
        days = usual.days + _DAYS_OF_PRIOR
        knowledge = 1.0 / (1.0 / usual.shape + 1.0 / (shape * days))
        day = combined_shape(knowledge, shape + heard)
        trust = self.profile.trust(until)
        return Expected(usual.per_day, factor, combined_shape(day, trust))

    def close_day(self, midnight: float) -> None:
        """Learn the day factor from the day that ended at *midnight* (seconds UTC)."""
        self._rates.clear()
        self._day_shapes.clear()
        clock = self.profile.operational
        # in one order, whatever a restart made of it: what is learned depends on it
        for _, stream in sorted(self.streams.items()):
            start = max(midnight - DAY_S, stream.since)
            if stream.level or start >= midnight:
                continue
            known = self.standing(stream, start, _SETTLED_DAYS)
            count = stream.counted_between(start, midnight)
            mean = known.per_day * (clock(midnight) - clock(start))
            own = self.dispersion.setdefault(stream.topic, Dispersion())
            for dispersion in (own, self.overall):
                dispersion.learn(count, mean, known.shape)

    def snapshot(self) -> dict[str, Any]:
        """Return the shared part (without streams and profile), ready for JSON."""
        return {
            "since": dict(self.since),
            "due": self.due,
            "overall": self.overall.snapshot(),
            "dispersion": {t: d.snapshot() for t, d in self.dispersion.items()},
            "topic_per_day": dict(self.topic_per_day),
            "heard_of": dict(self.heard_of),
            "usual": [[*key, *s] for key, s in self.usual.items()],
            "shared": {t: list(s) for t, s in self.shared.items()},
        }

    def restore(self, saved: dict[str, Any]) -> None:
        """Take the shared part back."""
        self.since, self.due = dict(saved["since"]), saved.get("due", 0.0)
        self.overall = Dispersion(*saved["overall"])
        self.dispersion = {t: Dispersion(*d) for t, d in saved["dispersion"].items()}
        self._day_shapes.clear()
        self.topic_per_day = dict(saved["topic_per_day"])
        self.heard_of = dict(saved.get("heard_of", {}))
        self.usual = _standings(saved["usual"])
        self._rates.clear()
        self.shared = {t: (level, at) for t, (level, at) in saved["shared"].items()}


def _standings(rows: Iterable[list[Any]]) -> dict[tuple[str, str], Standing]:
    """Return the saved standings; a row of an older state is found anew in hours."""
    return {(r[0], r[1]): Standing(*r[2:]) for r in rows if len(r) == _ROW}
