"""Turn a reading into what the detector counts and what may be kept."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sondir.domain.detection import Complaint
from sondir.domain.detection.near_copy import fingerprint
from sondir.domain.reading import Reading
from sondir.domain.untrusted import UntrustedText


def complaint_from(
    reading: Reading,
    text: UntrustedText,
    origin: tuple[str, str, str | None],
    moments: tuple[datetime, datetime],
    visited: bool | None,
) -> Complaint:
    """Show one message to the detector, complaint or not.

    *origin* is (our message id, client, branch), *moments* (written, seen). The
    sentiment goes into the branch's sums there and is kept nowhere else.
    """
    message_id, client, branch = origin
    return Complaint(
        message_id=message_id,
        client=client,
        branch=branch,
        at=moments[0],
        seen_at=moments[1],
        topics=reading.topics if reading.complaint else {},
        about=reading.about,
        visited=visited,
        fingerprint=fingerprint(text.written) if reading.complaint else None,
        sentiment=reading.sentiment,
        stems=reading.stems,
    )


def as_given(reading: Reading, topics: Mapping[str, float]) -> Reading:
    """Take a record's own topics for understood; an empty mapping is no complaint."""
    return replace(
        reading,
        complaint=bool(topics),
        complaint_p=max(topics.values(), default=0.0),
        topics=dict(topics),
        about={**reading.about, **topics} if topics else reading.about,
        abstain=False,
    )


def top_topic(reading: Reading) -> str | None:
    """Return the most likely topic of a complaint."""
    if not reading.complaint or not reading.topics:
        return None
    return max(reading.topics, key=lambda t: (reading.topics[t], t))
