"""Let the playbook follow the cause: a topic opens one, its cause may name another.

A queue and a master who did not come begin with the same words. The incident stays
the same; its plan, its freedom and its card become those of the other playbook.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from sondir.domain.corridor import Permission
from sondir.domain.diagnosis.polarity import is_well
from sondir.domain.playbook import Playbook
from sondir.stages.detect import cap_of, least
from sondir.workflows.case import Case
from sondir.workflows.planning import plan_made, want_card

LEADS = Decimal("0.5")


def fit_playbook(case: Case) -> bool:
    """Change over to the playbook that the leading cause names, if the owner has one.

    Never while a vendor is engaged, and never back: a crisis is not led in circles.
    A playbook that the corridor does not name leaves the first one in charge; what
    only a person may handle always takes over. Returns True when it has changed.
    """
    found = next(_candidates(case), None)
    if found is not None:
        _change_over(case, found)
    return found is not None


def follow_cause(case: Case) -> None:
    """As the cause becomes clear: another playbook means a new plan and a new card."""
    if fit_playbook(case):
        plan_made(case)
        want_card(case, f"playbook-{case.incident.playbook}")


def _candidates(case: Case) -> Iterator[Playbook]:
    incident, now = case.incident, case.playbook
    if now is None or now.causes or now.human_only or incident.level == "organised":
        return
    if incident.is_stopped or incident.engaged is not None:
        return
    for book in case.desk.playbooks.values():
        named = book.human_only or book.name in case.corridor.permissions
        if incident.topic in book.topics and named and _is_meant(case, book):
            yield book


def _is_meant(case: Case, book: Playbook) -> bool:
    incident = case.incident
    if incident.cause in book.causes and Decimal(incident.cause_p) >= LEADS:
        return True
    heard = [e for e in incident.evidence if e.finding in book.alarms]
    return any(e.state == "yes" and not is_well(e.finding, "yes") for e in heard)


def _change_over(case: Case, book: Playbook) -> None:
    """A new plan: earlier answers and holds are no yes to it."""
    incident = case.incident
    incident.playbook, case.playbook = book.name, book
    incident.permission = _permission(case, book)
    incident.standing = replace(
        incident.standing,
        permission_cap=Permission(incident.permission),
        agreements=(),
        hold_began={},
        expired_steps=frozenset(),
    )
    incident.card_at, incident.card_key, incident.plan_agreed = None, None, False
    incident.shift_fine, incident.decided = False, True
    for step in incident.steps.values():
        if step.is_open and step.kind not in book.plan:
            step.state = "withdrawn"
    case.wake_in("letters", book.letters_wait_min)


def _permission(case: Case, book: Playbook) -> str:
    if book.human_only:
        return "observe"
    cap = cap_of(w.visited for w in case.incident.witnesses.values())
    if case.incident.level == "swell":
        cap = "ask"
    return least(str(case.corridor.permission_for(book.name)), cap)
