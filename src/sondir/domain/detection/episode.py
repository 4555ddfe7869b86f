"""An episode: from the first alarm of a stream to three quiet hours."""

from sondir.domain.detection.alarm import Level
from sondir.domain.detection.decision import Finding
from sondir.domain.detection.network import Network
from sondir.domain.detection.profile import DAY_S
from sondir.domain.detection.stream import Stream

RANK: dict[str, int] = {
    Level.LOOK: 1, Level.SWELL: 2, Level.ORGANISED: 3, Level.INCIDENT: 4,
}  # fmt: skip
"""A line is written when this rises; it never falls inside an episode."""
SET_ASIDE = (Level.INCIDENT, Level.ORGANISED)
"""Episodes of these levels teach the baseline nothing."""
_WEEK, _ENOUGH_DAYS = 7, 3


def is_higher(level: str, than: str) -> bool:
    """Say whether *level* is worth a line after *than*."""
    return RANK[level] > RANK.get(than, 0)


def begin(stream: Stream, found: Finding, at: float) -> None:
    """Raise the level at *at*; the episode starts with the cluster's first witness."""
    if not stream.level:
        stream.first_at = found.cluster.first_at
    if stream.level not in SET_ASIDE:
        stream.risen_at = at
    stream.first_at = min(stream.first_at, found.cluster.first_at)
    stream.level = found.level


def close_if_lapsed(
    network: Network, stream: Stream, at: float, lapse_s: float
) -> None:
    """End the episode when nothing was heard for *lapse_s* before *at*."""
    if not stream.level or at - stream.last_at <= lapse_s:
        return
    if stream.level in SET_ASIDE:
        clock = network.profile.operational
        lasted = clock(stream.last_at) - clock(stream.first_at)
        stream.set_aside.add(max(lasted, 0.0), stream.last_at)
        stream.told_until = stream.last_at + 1.0
        count_day(network, stream, stream.last_at)
    stream.level = ""


def count_day(network: Network, stream: Stream, at: float) -> None:
    """Note the day of an episode; after three such days accept a new level.

    What is set aside never enters the baseline, so a stream that has really grown
    would alarm for ever. Three days of a week with an episode are no crisis any
    more: the last days become the usual.
    """
    day = int((at + network.profile.offset) // DAY_S)
    days = {d for d in stream.episode_days if d > day - _WEEK} | {day}
    stream.episode_days = sorted(days)
    if len(days) >= _ENOUGH_DAYS:
        stream.accept_level(at)
