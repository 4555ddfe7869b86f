"""The clock of the source's one case: what we are set beside, never what we claim."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

SOURCE: tuple[tuple[str, str, str | None], ...] = (
    ("AGENT_MONITOR", "10:07:14", None),
    ("AGENT_THOUGHT", "10:09:55", None),
    ("ACTION_INITIATED", "10:10:03", None),
    ("VENDOR_SEARCH", "10:11:17", None),
    ("AGENT_DECISION", "10:12:44", None),
    ("WHATSAPP_OUTREACH", "10:13:09", "agreed"),
    ("CLIENT_COMMUNICATION_INITIATED", "10:18:33", None),
    ("COMPENSATION_FLOW", "10:23:12", None),
    ("INCIDENT_CLOSED", "12:03:00", None),
)
"""The lines of the source's journal, its clock, and the state that is meant."""
LINES = frozenset(line for line, _, _ in SOURCE)


def is_line(fields: Mapping[str, Any], entry: str, state: str | None) -> bool:
    """Say whether a journal record is that line of the source."""
    if fields["entry"] != entry:
        return False
    return state is None or fields["data"].get("state") == state


def line_of(entry: str, state: str | None) -> str | None:
    """Name the source's line that an entry is; None where it is none.

    >>> line_of("WHATSAPP_OUTREACH", "asked"), line_of("AGENT_THOUGHT", None)
    (None, 'AGENT_THOUGHT')
    """
    fields = {"entry": entry, "data": {"state": state}}
    found = (line for line, _, wanted in SOURCE if is_line(fields, line, wanted))
    return next(found, None)


def source_after(clock: str) -> timedelta:
    """Say how long after its first line the source's clock shows *clock*.

    >>> source_after("10:09:55")
    datetime.timedelta(seconds=161)
    """
    return _since_midnight(clock) - _since_midnight(SOURCE[0][1])


def _since_midnight(clock: str) -> timedelta:
    hours, minutes, seconds = (int(part) for part in clock.split(":"))
    return timedelta(hours=hours, minutes=minutes, seconds=seconds)
