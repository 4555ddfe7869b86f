"""HOLD has begun: the owner is told once what waits, why, and which words end it.

The house's causes (a row each) strike every open crisis; they are told of once, not
once a crisis. A program's fault tells the owner by itself (undone.py).
"""

from sondir.domain.incident import Incident
from sondir.domain.mode import MODE_TABLE, Mode, ModeCause
from sondir.ports.phrasebook import Args
from sondir.workflows.case import Case
from sondir.workflows.caution import OWN, standing_causes
from sondir.workflows.owner import tell_owners
from sondir.workflows.speech import Saying

PHRASE = "owner.on_hold"
TOLD_ELSEWHERE = frozenset({ModeCause.WORK_RAISED})
"""Causes whose own message says the same."""


def tell_of_hold(case: Case) -> None:
    """Tell the owners of every cause of HOLD that they have not heard of yet."""
    incident = case.incident
    if incident.standing.mode is not Mode.HOLD:
        return
    if case.playbook is None or case.playbook.human_only:
        return  # nothing of ours waits there: a person handles it anyway
    for cause in sorted(standing_causes(case) - TOLD_ELSEWHERE):
        if MODE_TABLE[cause].mode is not Mode.HOLD or _is_known(case, cause):
            continue
        incident.told.append(_mark(cause))
        again = f"/{incident.reopened}" if incident.reopened else ""
        args: Args = {"branch": case.branch.name, "mode_cause": str(cause)}
        step = f"notify_owner/on_hold/{cause}{again}"
        tell_owners(case, Saying(step, PHRASE, args, "alert"))


def _is_known(case: Case, cause: ModeCause) -> bool:
    """Say whether this crisis has told of *cause*, or another that it strikes too."""
    here = case.incident
    if _mark(cause) in here.told:
        return True
    others = case.desk.incidents.open_in(here.org)
    return cause not in OWN and any(_has_told(o, cause) for o in others)


def _has_told(other: Incident, cause: ModeCause) -> bool:
    return other.standing.mode is Mode.HOLD and _mark(cause) in other.told


def _mark(cause: ModeCause) -> str:
    return f"{PHRASE}/{cause}"
