"""How early, how often, how wrongly: alarms against the truth."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.detection.streams import DAY_MIN, Crisis, Stream

AFTER_MIN = 180.0
REFRACTORY_MIN = 180.0


@dataclass(frozen=True)
class Raised:
    """One alarm of any detector; *at* in minutes since the start, arrival clock."""

    at: float
    branch: str
    topic: str
    witnesses: int


@dataclass
class Score:
    """Delays of all crises (None: missed), false alarms, and the time watched."""

    delays: list[float | None]
    witnesses: list[int]
    false_alarms: list[Raised]
    branch_days: float
    seconds: float = 0.0
    messages: int = 0

    @property
    def w40(self) -> float:
        """Return the share of crises alarmed within 40 minutes of onset."""
        return sum(d is not None and d <= 40 for d in self.delays) / len(self.delays)

    @property
    def delay(self) -> float:
        """Return the median delay in minutes over all crises, censored when missed."""
        return median(270.0 if d is None else d for d in self.delays)

    @property
    def per_branch_30d(self) -> float:
        """Return false alarms per branch and 30 days."""
        return len(self.false_alarms) / self.branch_days * 30

    def __add__(self, other: "Score") -> "Score":
        """Pool two runs."""
        return Score(
            self.delays + other.delays,
            self.witnesses + other.witnesses,
            self.false_alarms + other.false_alarms,
            self.branch_days + other.branch_days,
            self.seconds + other.seconds,
            self.messages + other.messages,
        )


def score(stream: Stream, raised: Sequence[Raised], days: tuple[float, float]) -> Score:
    """Score *raised* against the crises of the *days* [from, until)."""
    start, end = days[0] * DAY_MIN, days[1] * DAY_MIN
    delays: list[float | None] = []
    witnesses: list[int] = []
    for crisis in stream.crises:
        if start <= crisis.onset < end:
            hits = [r for r in raised if _inside(r, crisis)]
            first = min(hits, key=lambda r: r.at, default=None)
            delays.append(None if first is None else first.at - crisis.onset)
            if first is not None:
                witnesses.append(first.witnesses)
    false = [
        r
        for r in _thinned(raised)
        if start <= r.at < end and not any(_inside(r, c) for c in stream.crises)
    ]
    branch_days = (days[1] - days[0]) * stream.parameters.branches
    return Score(delays, witnesses, false, branch_days)


def _inside(raised: Raised, crisis: Crisis) -> bool:
    return (raised.branch, raised.topic) == (
        crisis.branch,
        crisis.topic,
    ) and crisis.onset <= raised.at <= crisis.end + AFTER_MIN


def _thinned(raised: Sequence[Raised]) -> list[Raised]:
    """Drop alarms of the same stream within the refractory time."""
    last: dict[tuple[str, str], float] = {}
    kept = []
    for r in raised:
        if r.at - last.get((r.branch, r.topic), -1e9) > REFRACTORY_MIN:
            kept.append(r)
            last[r.branch, r.topic] = r.at
    return kept
