"""Streams of messages with known crises: a pure function of seed and parameters.

Twelve branches, six topics; complaints with day and week rhythm, gamma factors per
branch-day and stream-day, clients who repeat themselves, late messages, channel
outages, a reader that misses some complaints and invents others. The harness keeps
the labels; a detector sees messages only, in order of arrival.
"""

import math
import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import accumulate

from sondir.domain.detection import Complaint

START = datetime(2026, 3, 2, tzinfo=UTC) - timedelta(hours=5)  # a Monday, local 00:00
DAY_MIN = 1440.0
TOPICS = ("heat_air", "water", "power_internet", "hygiene", "waiting", "noise_smell")
HOURS = [0.1] * 8 + [0.6, 1.2, 1.8, 2.0, 2.0, 1.8, 1.6, 1.6, 1.7, 1.9, 2.0, 1.8]
HOURS += [1.2, 0.8, 0.4, 0.2]
WEEK = [0.85, 0.85, 0.9, 1.0, 1.2, 1.3, 0.9]


@dataclass(frozen=True)
class Parameters:
    """What the world is like; rates are per stream and day."""

    days: int = 60
    branches: int = 12
    rate: tuple[float, float] = (0.2, 5.0)
    neutral: tuple[float, float] = (10.0, 300.0)
    branch_shape: float = 8.0
    stream_shape: float = 6.0
    recall: float = 0.85
    false_share: float = 0.01
    crisis_every_days: float = 5.0
    crisis_size: tuple[int, int] = (4, 20)
    crisis_min: tuple[float, float] = (15.0, 90.0)
    first_crisis_day: float = 0.0
    heat_share: float = 0.0  # share of days with a heat wave over all branches
    brigades: str = ""  # "", "copied", "paraphrased": replaces the crises
    bookings: float = 1.0  # share of branches whose visits are known
    late_share: float = 0.03
    outages_per_30d: float = 1.0
    repeats: bool = True


@dataclass(frozen=True)
class Crisis:
    """The truth about one crisis; times in minutes since the start."""

    branch: str
    topic: str
    onset: float
    end: float


@dataclass
class Stream:
    """Messages in order of arrival, and the truth the harness keeps."""

    parameters: Parameters
    messages: list[Complaint] = field(default_factory=list)
    crises: list[Crisis] = field(default_factory=list)
    heat_days: list[int] = field(default_factory=list)
    rates: dict[tuple[str, str], float] = field(default_factory=dict)
    shape: float = 3.0


def _log_uniform(rng: random.Random, bounds: tuple[float, float]) -> float:
    return math.exp(rng.uniform(math.log(bounds[0]), math.log(bounds[1])))


def _poisson(rng: random.Random, mean: float) -> int:
    if mean > 50:
        return max(0, round(rng.gauss(mean, math.sqrt(mean))))
    limit, n, product = math.exp(-mean), 0, rng.random()
    while product > limit:
        n += 1
        product *= rng.random()
    return n


class _Maker:
    """Draws one stream; one random source, so that a seed is the whole story."""

    def __init__(self, seed: int, parameters: Parameters) -> None:
        self.rng = random.Random(seed)
        self.p = parameters
        self.out = Stream(parameters)
        one, other = parameters.branch_shape, parameters.stream_shape
        self.out.shape = 1 / (1 / one + 1 / other + 1 / (one * other))
        self.raw: list[tuple[float, Complaint]] = []
        self.clients = 0
        self.ids = 0
        self.shift = self.rng.randint(-1, 1)  # this city gets up earlier or later
        self.hours = [HOURS[(h - self.shift) % 24] for h in range(24)]
        mean = sum(self.hours) / 24
        self.hours = list(accumulate(h / mean for h in self.hours))

    def make(self) -> Stream:
        p, rng = self.p, self.rng
        waves = [d for d in range(p.days) if rng.random() < p.heat_share]
        self.out.heat_days = waves
        for b in range(p.branches):
            self._branch(f"b{b:02}", set(waves))
        self.raw.sort(key=lambda r: (r[0], r[1].message_id))
        self.out.messages = [c for _, c in self.raw]
        return self.out

    def _branch(self, branch: str, waves: set[int]) -> None:
        p, rng = self.p, self.rng
        known = rng.random() < p.bookings
        neutral = _log_uniform(rng, p.neutral)
        rates = {t: _log_uniform(rng, p.rate) for t in TOPICS}
        for t, r in rates.items():
            self.out.rates[branch, t] = r
        outages = [
            rng.uniform(0, p.days * DAY_MIN)
            for _ in range(_poisson(rng, p.outages_per_30d * p.days / 30))
        ]
        self.where = (branch, known, outages)
        heat = rng.uniform(3, 4)
        for day in range(p.days):
            one = rng.gammavariate(p.branch_shape, 1 / p.branch_shape)
            for _ in range(_poisson(rng, neutral * WEEK[day % 7])):
                self._message(self._time(day), None)
            for topic, rate in rates.items():
                factor = rng.gammavariate(p.stream_shape, 1 / p.stream_shape)
                mean = rate * one * factor * WEEK[day % 7]
                if day in waves and topic == TOPICS[0]:
                    mean *= heat
                for _ in range(_poisson(rng, mean)):
                    self._person(self._time(day), topic)
        self._crises(branch)

    def _crises(self, branch: str) -> None:
        p, rng = self.p, self.rng
        if not p.crisis_every_days:
            return
        at_day = p.first_crisis_day
        while at_day < p.days:
            day = int(at_day + rng.random() * min(p.crisis_every_days, p.days - at_day))
            at_day += p.crisis_every_days
            onset, topic = self._time(day), rng.choice(TOPICS)
            if p.brigades:
                self._brigade(branch, topic, onset)
                continue
            length = rng.uniform(*p.crisis_min)
            times = sorted(
                onset + rng.uniform(0, length)
                for _ in range(rng.randint(*p.crisis_size))
            )
            for at in times:
                self._person(at, topic)
            self.out.crises.append(Crisis(branch, topic, times[0], times[-1]))

    def _brigade(self, branch: str, topic: str, onset: float) -> None:
        """Eight to fifteen fresh accounts within half an hour; rarely a guest."""
        rng = self.rng
        times = sorted(onset + rng.uniform(0, 30) for _ in range(rng.randint(8, 15)))
        words = frozenset(rng.randrange(1 << 32) for _ in range(40))
        for at in times:
            print_ = frozenset(
                w if rng.random() < 0.95 else rng.randrange(1 << 32) for w in words
            )
            copied = print_ if self.p.brigades == "copied" else None
            self._message(at, topic, (self._client(), rng.random() < 0.05, copied))
        self.out.crises.append(Crisis(branch, topic, times[0], times[-1]))

    def _person(self, at: float, topic: str) -> None:
        rng = self.rng
        who = (self._client(), rng.random() < 0.8, None)
        self._message(at, topic, who)
        if not self.p.repeats:
            return
        draw = rng.random()
        more = 10 if draw < 0.02 else rng.randint(1, 4) if draw < 0.17 else 0
        for _ in range(more):
            at += rng.expovariate(1 / 8.0)
            self._message(at, topic, who)

    def _client(self) -> str:
        self.clients += 1
        return f"c{self.clients}"

    def _time(self, day: int) -> float:
        hour = self.rng.choices(range(24), cum_weights=self.hours)[0]
        return day * DAY_MIN + hour * 60 + self.rng.random() * 60

    def _message(self, at: float, topic: str | None, who=None) -> None:
        p, rng = self.p, self.rng
        branch, known, outages = self.where
        client, visited, words = who or (self._client(), rng.random() < 0.6, None)
        seen = at
        if rng.random() < p.late_share:
            seen += rng.expovariate(1 / 20.0)
        for start in outages:
            if start <= seen < start + 120:
                seen = start + 120
        if topic is not None:
            heard, sure = rng.random() < p.recall, rng.uniform(0.6, 0.99)
        else:
            heard, sure = rng.random() < p.false_share, rng.uniform(0.5, 0.9)
            topic = rng.choice(TOPICS)
        self.ids += 1
        written = START + timedelta(minutes=at)
        complaint = Complaint(
            message_id=f"m{self.ids:07}",
            client=client,
            branch=branch,
            at=written,
            seen_at=written if seen == at else START + timedelta(minutes=seen),
            topics={topic: sure} if heard else {},
            about={topic: sure} if heard else {},
            visited=visited if known else None,
            fingerprint=words,
        )
        self.raw.append((seen, complaint))


def make_stream(seed: int, parameters: Parameters | None = None) -> Stream:
    """Return the stream of *seed*; equal arguments give equal streams."""
    return _Maker(seed, parameters or Parameters()).make()
