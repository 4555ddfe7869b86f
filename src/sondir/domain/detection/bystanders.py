"""What the detector can tell about a crisis that is open already.

Who only repeats another's words, and which other branches are louder than usual:
nothing here raises an alarm or changes the detector.
"""

from datetime import datetime

from sondir.domain.detection.detector import Detector
from sondir.domain.detection.negative_binomial import tail
from sondir.domain.detection.rise import HOURS_3

_FEWEST_VOICES, _SELDOM = 2, 0.05


def is_copy(
    detector: Detector, branch: str | None, topic: str, message_id: str
) -> bool:
    """Say whether a message only repeats another client's text: no new witness."""
    stream = detector.network.streams.get((branch or "", topic))
    return stream is not None and stream.repeats_words(message_id)


def loud_branches(detector: Detector, topic: str, at: datetime) -> frozenset[str]:
    """Name the branches that complain of *topic* more than usual just before *at*.

    Less than an alarm: two voices within three hours that chance seldom brings. It
    says whether the crisis of one branch is heard elsewhere, too.
    """
    network, end = detector.network, at.timestamp()
    if topic not in network.by_topic:
        return frozenset()
    clock, start = network.profile.operational, end - HOURS_3
    span, shape = clock(end) - clock(start), network.day_shape(topic)
    return frozenset(
        stream.branch
        for stream, rate in network.usual_of_all(topic).rates
        if stream.branch
        and (voices := stream.fresh_between(start, end)) >= _FEWEST_VOICES
        and tail(voices, rate * span, shape) < _SELDOM
    )
