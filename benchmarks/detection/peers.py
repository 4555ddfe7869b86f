"""Detectors to compare with; all see the same messages in order of arrival."""

from collections.abc import Callable, Iterable

from benchmarks.detection.score import Raised
from benchmarks.detection.streams import START

from sondir.domain.detection import Complaint, Detector, Level
from sondir.domain.detection.settings import DetectorSettings

Run = Callable[[Iterable[Complaint]], list[Raised]]


def minutes(moment) -> float:
    """Return minutes since the start of a stream."""
    return (moment - START).total_seconds() / 60


def counting(k: int, window: float = 40.0, raw: bool = False) -> Run:
    """Return the rule "k clients in so many minutes" (*raw*: messages)."""

    def run(messages: Iterable[Complaint]) -> list[Raised]:
        kept: dict[tuple[str, str], list[tuple[float, str]]] = {}
        quiet: dict[tuple[str, str], float] = {}
        raised = []
        for m in messages:
            for topic in m.topics:
                key, at, seen = (m.branch, topic), minutes(m.at), minutes(m.seen_at)
                who = m.message_id if raw else m.client
                votes = [v for v in kept.get(key, []) if abs(at - v[0]) <= window]
                votes.append((at, who))
                kept[key] = votes
                clients = {w for t, w in votes if at - window <= t <= at}
                if len(clients) >= k and seen - quiet.get(key, -1e9) > 180:
                    quiet[key] = seen
                    raised.append(Raised(seen, m.branch, topic, len(clients)))
        return raised

    return run


def sondir(
    settings: DetectorSettings | None = None,
    levels: tuple[Level, ...] = (Level.INCIDENT,),
) -> Run:
    """Return our detector; only the named levels count as alarms."""

    def run(messages: Iterable[Complaint]) -> list[Raised]:
        detector = Detector(settings=settings)
        alarms = (a for m in messages for a in detector.update(m))
        return [
            Raised(minutes(a.at), a.branch, a.topic, a.witnesses)
            for a in alarms
            if a.level in levels and a.branch is not None
        ]

    return run
