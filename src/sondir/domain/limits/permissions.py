"""How far a playbook may go: the owner's permission and the detector's cap."""

from sondir.domain.corridor import Permission
from sondir.domain.limits.answer import Objection
from sondir.domain.limits.case import Case
from sondir.domain.step import OUTWARD


def permission(case: Case) -> Objection | None:
    """Refuse acts of a playbook that only observes; ask for one that asks."""
    granted = case.corridor.permission_for(case.step.playbook)
    return _within(case, granted, "limit.permissions")


def permission_cap(case: Case) -> Objection | None:
    """Keep below what the detector allows: unsure witnesses, an attack, a swell."""
    return _within(case, case.standing.permission_cap, "limit.permission_cap")


def _within(case: Case, granted: Permission, code: str) -> Objection | None:
    if case.act not in OUTWARD or granted is Permission.ACT:
        return None
    playbook = case.step.playbook or ""
    limit = f"permissions.{playbook}" if playbook else "permissions"
    if granted is Permission.ASK:
        if case.is_agreed():
            return None
        return case.ask(limit, f"{code}.ask", playbook=playbook)
    return case.refuse(limit, f"{code}.observe", playbook=playbook)
