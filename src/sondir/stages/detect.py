"""Say what an alarm of the detector means: look, or open an incident, and how freely.

The permission of an incident is the least of three: what the corridor allows for its
playbook, what its witnesses can carry, and what its kind can carry.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sondir.domain.corridor import Corridor
from sondir.domain.detection import Alarm
from sondir.domain.playbook import Playbook, first_for

FREEDOM = ("observe", "ask", "act")


@dataclass(frozen=True, slots=True)
class Opening:
    """How an incident opens: with which playbook, and how freely it may act."""

    playbook: str | None
    permission: str


def opening_for(
    alarm: Alarm, playbooks: Iterable[Playbook], corridor: Corridor
) -> Opening | None:
    """Return how to open an incident for *alarm*; None for a mere look."""
    if alarm.level == "look":
        return None
    if alarm.level == "organised":
        return Opening("organised_attack", "observe")
    book = first_for(alarm.topic, playbooks)
    if book is None or "emergency_text" in book.plan:
        return Opening(None, "observe")
    if book.human_only:
        return Opening(book.name, "observe")
    allowed = corridor.permission_for(book.name)
    cap = "ask" if alarm.level == "swell" else alarm.permission_cap
    return Opening(book.name, least(str(allowed), str(cap)))


def cap_of(visits: Iterable[bool | None]) -> str:
    """Say how freely an incident with these witnesses may act at most.

    Acting needs three distinct witnesses, two of them with a confirmed visit.

    >>> cap_of([True, True, None]), cap_of([None, None, None, None])
    ('act', 'ask')
    """
    seen = list(visits)
    if len(seen) >= 3 and sum(1 for v in seen if v) >= 2:
        return "act"
    return "ask"


def least(*permissions: str) -> str:
    """Return the least free permission.

    >>> least("act", "ask", "act")
    'ask'
    """
    return min(permissions, key=FREEDOM.index)
