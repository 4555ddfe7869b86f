"""Turn a finding into an alarm that a person can check."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sondir.domain.detection.alarm import Alarm, Level
from sondir.domain.detection.assessment import Assessment
from sondir.domain.detection.branch import BranchVoice
from sondir.domain.detection.decision import permission_cap
from sondir.domain.detection.network import Network
from sondir.domain.detection.phrases import key_phrases
from sondir.domain.detection.shared import SharedFinding
from sondir.domain.detection.stream import Stream
from sondir.domain.detection.votes import Vote, Witness

_SILENT = BranchVoice()


@dataclass(frozen=True, slots=True)
class _Window:
    """The part of an alarm that is the same for a branch and for the network."""

    first_at: float
    last_at: float
    witnesses: Sequence[Witness]
    votes: Sequence[Vote]
    mentions: int


def alarm_of_branch(
    seen_at: datetime, stream: Stream, assessed: Assessment, voice: BranchVoice | None
) -> Alarm:
    """Describe a finding in one branch."""
    found, cluster = assessed.finding, assessed.finding.cluster
    window = _Window(
        cluster.first_at,
        cluster.last_at,
        assessed.witnesses,
        stream.between(cluster.first_at, cluster.last_at),
        stream.mentions_between(cluster.first_at, cluster.last_at),
    )
    branches = (stream.branch,) if stream.branch else ()
    days = found.recurrence_days
    return _alarm(seen_at, (branches, stream.topic), (found.level, days), window, voice)


def alarm_of_network(
    seen_at: datetime, network: Network, topic: str, found: SharedFinding
) -> Alarm:
    """Describe a rise over several branches; *branch* is None."""
    heard = [w for voices in found.witnesses.values() for w in voices]
    heard.sort(key=lambda w: (w.at, w.client))
    start = heard[0].at
    streams = [network.streams[b, topic] for b in found.witnesses]
    votes = [v for s in streams for v in s.between(start, found.end)]
    votes.sort(key=lambda v: (v.at, v.message_id))
    mentions = sum(s.mentions_between(start, found.end) for s in streams)
    window = _Window(start, found.end, heard, votes, mentions)
    branches = tuple(sorted(b for b in found.witnesses if b))
    level = (found.level, found.recurrence_days)
    return _alarm(seen_at, (branches, topic), level, window, None)


def _alarm(
    seen_at: datetime,
    where: tuple[tuple[str, ...], str],
    level: tuple[Level, float],
    window: _Window,
    voice: BranchVoice | None,
) -> Alarm:
    voice = voice or _SILENT
    deviation, n = voice.deviation(window.first_at, window.last_at)
    visits = [w.visited for w in window.witnesses]
    minutes = (window.last_at - window.first_at) / 60.0
    return Alarm(
        at=seen_at,
        branch=where[0][0] if len(where[0]) == 1 else None,
        branches=where[0],
        topic=where[1],
        level=level[0],
        witnesses=len(visits),
        verified=visits.count(True),
        mentions=max(window.mentions, len(window.votes)),
        unknown=visits.count(None),
        window_min=max(round(minutes), 1),
        recurrence_days=round(level[1], 1),
        first_at=datetime.fromtimestamp(window.first_at, UTC),
        message_ids=tuple(v.message_id for v in window.votes),
        clients=tuple(w.client for w in window.witnesses),
        phrases=key_phrases(window.votes, voice.stems, voice.messages),
        sentiment_deviation=deviation,
        sentiment_n=n,
        permission_cap=permission_cap(level[0], window.witnesses),
    )
