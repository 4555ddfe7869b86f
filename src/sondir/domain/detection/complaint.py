"""One reading as the detector sees it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Complaint:
    """Who wrote when about what; an empty *topics* is an ordinary message.

    An ordinary message teaches the detector the branch's usual day and may be a
    mention (*about*); it is never a witness. *at* is when the client wrote, *seen_at*
    when it arrived (both aware). *visited* is None where nobody knows.
    *sentiment* goes into a sum of the branch and is not kept with the person.
    """

    message_id: str
    client: str
    branch: str | None
    at: datetime
    seen_at: datetime
    topics: Mapping[str, float]
    about: Mapping[str, float]
    visited: bool | None
    fingerprint: frozenset[int] | None = None
    sentiment: float | None = None
    stems: tuple[str, ...] = ()
