"""The hold: time for a veto before an act, unless the owner has said yes."""

from collections.abc import Mapping
from types import MappingProxyType

from sondir.domain.limits.answer import Objection
from sondir.domain.limits.case import Case
from sondir.domain.step import Act

HELD_BY: Mapping[Act, str] = MappingProxyType(
    {Act.VENDOR: "vendor", Act.CLIENT: "clients", Act.COMPENSATION: "compensation"}
)
"""Kind of act -> its key in `hold_s`."""


def veto_window(case: Case) -> Objection | None:
    """Wait out `hold_s` for acts towards vendors and clients; a yes ends it."""
    key = HELD_BY.get(case.act) if case.act is not None else None
    if key is None or case.is_agreed():
        return None
    seconds: int = getattr(case.corridor.hold_s, key)
    left_s = seconds - case.standing.held_s(case.step.key)
    if left_s <= 0:
        return None
    return case.hold("hold", left_s, "limit.hold", seconds=left_s)
