"""What one stream is known to bring, as of one moment."""

from collections.abc import Callable
from typing import NamedTuple

from sondir.domain.detection.baseline import exposure, posterior
from sondir.domain.detection.stream import Stream

_EVER_S = 400 * 86400.0


class Standing(NamedTuple):  # made thousands of times an hour: cheaper than a class
    """Complaints *per_day*, the gamma *shape* of that knowledge, *days* behind it.

    Of the stream as it began at *since* (seconds UTC): a new level that was accepted
    begins it again, and an older standing says nothing about it.
    """

    per_day: float
    shape: float
    days: float
    since: float


def standing(
    stream: Stream,
    until: float,
    typical: float,
    operational: Callable[[float], float],
) -> Standing:
    """Return what the messages before *until* (seconds UTC) tell about the stream.

    *typical*: complaints a day of the topic over all branches. Episodes are aside,
    with their votes and their days.
    """
    known = exposure(operational(until) - operational(stream.since))
    days = max(known - stream.set_aside.value(until), 0.0)
    count = stream.count.value(until) - stream.counted_between(until, until + _EVER_S)
    per_day, shape = posterior(count, days, typical)
    return Standing(per_day, shape, days, stream.since)
