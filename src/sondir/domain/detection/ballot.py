"""From one reading to its votes: which topics it counts for, and how much."""

from collections.abc import Mapping

from sondir.domain.detection.complaint import Complaint
from sondir.domain.detection.votes import Vote

_SECOND_MEANT = 0.5, 0.8  # at least, and this close to the first
_FULL_WEIGHT = 0.7


def meant(topics: Mapping[str, float]) -> list[tuple[str, float]]:
    """Return the most likely topic, and the second if both are really meant.

    >>> meant({"heat_air": 0.9, "noise_smell": 0.4})
    [('heat_air', 0.9)]
    """
    if len(topics) < 2:
        return list(topics.items())
    first, second, *_ = sorted(topics.items(), key=lambda t: (-t[1], t[0]))
    least, close = _SECOND_MEANT
    meant = second[1] >= least and second[1] >= close * first[1]
    return [first, second] if meant else [first]


def vote_of(complaint: Complaint, at: float, p: float) -> Vote:
    """Return the vote; an uncertain reading is a fraction of a witness."""
    return Vote(
        at,
        complaint.message_id,
        complaint.client,
        min(p / _FULL_WEIGHT, 1.0),
        complaint.visited,
        complaint.fingerprint,
        complaint.message_id,
        0.0,
        False,
        complaint.stems,
    )
