"""When the owner's evening line goes out: at its hour, and never in quiet hours."""

from datetime import datetime

from sondir.domain.corridor import QuietHours
from sondir.domain.organisation import local

BEFORE_QUIET_MIN = 30
"""Where the hour itself is quiet, the line goes out this long before the quiet."""
DAY_MIN = 24 * 60


def minute_of(clock: str) -> int:
    """Read "20:00" as a minute of the day.

    >>> minute_of("20:00")
    1200
    """
    hours, _, minutes = clock.partition(":")
    return int(hours) * 60 + int(minutes)


def is_evening(now: datetime, wanted: int, quiet: QuietHours) -> bool:
    """Say whether the line of this local day may go out at *now*.

    From the minute *wanted* until the quiet hours, or midnight. A day whose evening
    nobody was there for stays without a line: the next one counts it in.

    >>> from datetime import UTC
    >>> at = lambda hour, minute=0: datetime(2026, 7, 14, hour - 5, minute, tzinfo=UTC)
    >>> [is_evening(at(h), 20 * 60, QuietHours()) for h in (19, 20, 21)]
    [False, True, False]
    >>> early = QuietHours(19 * 60, 10 * 60)
    >>> [is_evening(at(18, m), 20 * 60, early) for m in (29, 30)]
    [False, True]
    """
    here = local(now)
    minute = here.hour * 60 + here.minute
    if quiet.left_s(minute):
        return False
    if quiet.left_s(wanted % DAY_MIN):
        wanted = (quiet.start - BEFORE_QUIET_MIN) % DAY_MIN
    return minute >= wanted
