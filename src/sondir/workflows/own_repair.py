"""The shift says that it is being repaired already: nobody else is hired meanwhile.

Two technicians at one machine are one bill too many. The shift is asked later how it
ended; only their word that it is still broken lets the search begin.
"""

from datetime import timedelta

from sondir.domain.diagnosis.polarity import TELLING
from sondir.domain.incident import Question
from sondir.workflows.acts import want
from sondir.workflows.calm import is_somebody_there
from sondir.workflows.case import Case

ASKED = "own-"
AGAIN_MIN = 45
MOST = 4
"""How often the shift is asked how their own repair goes; then the owner looks."""


def is_under_way(case: Case) -> bool:
    """Say whether the shift has somebody of their own at work."""
    return case.incident.own_repair


def hear_own_repair(case: Case, answered: Question) -> None:
    """Take from an answer whether somebody is at work already, or no longer."""
    incident = case.incident
    if answered.answer == "repairing" and incident.engaged is None:
        incident.own_repair = True
        _ask_later(case)
    elif answered.answer in TELLING and incident.own_repair:
        incident.own_repair = False


def ask_how_it_went(case: Case) -> None:
    """Ask the shift whether their repair has helped, until they know."""
    incident, book = case.incident, case.playbook
    if not incident.own_repair or book is None or book.confirm is None:
        return
    shift = case.shift()
    times = sum(1 for key in incident.steps if f"/{ASKED}" in key)
    if shift is None or times >= MOST:
        return
    if is_somebody_there(case):
        want(case, "ask_shift", shift.ref, f"{ASKED}{times + 1}/{book.confirm}")
    _ask_later(case)


def is_about_own_repair(key: str) -> bool:
    """Say whether a question asks how the shift's own repair went."""
    return f"/{ASKED}" in key


def _ask_later(case: Case) -> None:
    at = case.desk.now + timedelta(minutes=AGAIN_MIN)
    case.desk.timers.set(case.incident.id, "own_repair", at)
