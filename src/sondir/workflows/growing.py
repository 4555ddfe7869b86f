"""The incident as it grows: complaints that join may give it more freedom."""

from dataclasses import replace
from math import ceil

from sondir.domain.corridor import Permission
from sondir.domain.incident import Incident
from sondir.domain.playbook import first_for
from sondir.domain.turn import Grew
from sondir.stages.detect import cap_of, least
from sondir.workflows.case import Case
from sondir.workflows.caution import refute_attack
from sondir.workflows.diagnosing import rethink
from sondir.workflows.opening import monitor_of
from sondir.workflows.planning import plan_made, want_card


def grow(case: Case, turn: Grew) -> None:
    """More complaints joined: write them down; the witnesses may carry more now."""
    incident = case.incident
    if incident.alarm is not None:
        line = monitor_of(
            incident.alarm,
            len(incident.witnesses),
            incident.verified,
            incident.mentions,
        )
        now_true = {
            "window_min": _window_min(incident),
            "message_ids": list(turn.message_ids),
        }
        case.record("AGENT_MONITOR", {**line, **now_true})
    if incident.level == "incident" and incident.playbook == "organised_attack":
        believe(case)
    _free_more(case)
    rethink(case)


def _window_min(incident: Incident) -> int:
    """Say within how many minutes all its witnesses wrote, not only the first few."""
    window = incident.alarm.window_min if incident.alarm is not None else 0
    if incident.last_complaint_at is None:
        return window
    lasted = incident.last_complaint_at - incident.first_at
    return max(window, ceil(lasted.total_seconds() / 60))


def believe(case: Case) -> None:
    """What looked like an attack is real: the playbook of its topic takes over.

    Somebody on site says so, or verified guests complain too. It still acts no more
    freely than its witnesses can carry.
    """
    incident = case.incident
    books = case.desk.playbooks.values()
    book = first_for(incident.topic, books)
    if book is None or incident.playbook == book.name or book.human_only:
        return
    incident.playbook, incident.level, case.playbook = book.name, "incident", book
    incident.permission = "observe"
    refute_attack(case.desk, incident.org, incident.id)
    plan_made(case)
    _free_more(case)
    case.wake_in("letters", book.letters_wait_min)
    case.wake_in("check", case.desk.patience.check_every_min)


def _free_more(case: Case) -> None:
    """With enough verified witnesses an asking incident may act - after a new card."""
    incident = case.incident
    if incident.playbook is None or incident.level == "organised":
        return
    if case.playbook is not None and case.playbook.human_only:
        return
    allowed = str(case.corridor.permission_for(incident.playbook))
    cap = cap_of(w.visited for w in incident.witnesses.values())
    if incident.level == "swell":
        cap = "ask"
    permission = least(allowed, cap)
    if least(permission, incident.permission) == permission:
        return
    incident.permission = permission
    incident.standing = replace(
        incident.standing, permission_cap=Permission(permission), hold_began={}
    )
    incident.card_at, incident.card_key = None, None
    incident.decided = True
    want_card(case, f"now-{permission}")
