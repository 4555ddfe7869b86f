"""Where nobody was hired, somebody on site says when it is over."""

from sondir.domain.organisation import is_open
from sondir.stages.verify import Proof
from sondir.workflows.acts import want
from sondir.workflows.case import Case
from sondir.workflows.planned_works import explaining_notice

CALM = "calm-"
EVERY_MIN = 45
MOST = 8
"""After as many questions, six hours, the clients' word has to do."""


def is_calm_question(key: str) -> bool:
    """Say whether a question asks if it is over, rather than what it is."""
    return f"/{CALM}" in key


def is_somebody_there(case: Case) -> bool:
    """Say whether the branch is open now: at night nobody on site can look."""
    return is_open(case.branch.hours, case.desk.now)


def needs_word_of_shift(case: Case) -> bool:
    """Say whether only somebody on site can tell that it is over.

    A thank-you for a letter is no sign that the water runs again.
    """
    incident, book = case.incident, case.playbook
    if book is None or incident.shift_fine or incident.repaired_at is not None:
        return False
    if explaining_notice(case) is not None:
        return True
    return incident.cause in book.relief_causes and not _asked_enough(case)


def _asked_enough(case: Case) -> bool:
    asked = [key for key in case.incident.steps if is_calm_question(key)]
    return len(asked) >= MOST * max(len(case.shifts()), 1) or not case.shifts()


def ask_if_over(case: Case, proof: Proof) -> None:
    """Ask the shift once more when only its word is missing, each half hour at most."""
    incident, book = case.incident, case.playbook
    if book is None or book.confirm is None or incident.repaired_at is not None:
        return
    if proof.missing != ("confirmation",) or explaining_notice(case) is not None:
        return
    if _asked_enough(case) or not is_somebody_there(case):
        return
    since = int((case.desk.now - incident.opened_at).total_seconds() // 60)
    for shift in case.shifts():
        tag = f"{CALM}{since // EVERY_MIN}/{book.confirm}"
        want(case, "ask_shift", shift.ref, tag)
