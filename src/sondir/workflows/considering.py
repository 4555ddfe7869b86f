"""May closing a branch be considered at all? Facts of the crisis say so, or nobody.

A crowd that nobody saw at the salon never leads here: whoever wants a rival closed
writes complaints. Somebody on site has to bear it out, or guests with a visit.
"""

from datetime import timedelta
from decimal import Decimal

from sondir.domain.incident import Incident
from sondir.domain.playbook import Playbook
from sondir.workflows.case import Case
from sondir.workflows.fitting import LEADS
from sondir.workflows.planned_works import was_explained
from sondir.workflows.repair import needs_vendor

NO_END_AFTER = timedelta(minutes=60)
"""An outage that nobody mends and nobody announced has no end in sight after this."""
WITNESSES = 3
"""Guests with a verified visit who stand in for a shift that does not answer."""


def reason_to_close(case: Case) -> str | None:
    """Say why a person may be asked to close the branch; None while nothing does."""
    incident, book = case.incident, case.playbook
    if book is None or not book.closure_causes or incident.branch is None:
        return None  # a network is closed branch by branch
    if incident.level == "organised" or incident.shift_fine:
        return None
    if book.human_only:
        return "danger" if _shift_confirms(incident, book) else None
    if not _is_certain(case) or was_explained(case):
        return None
    return _repair_failing(case) if needs_vendor(case) else _without_end(case)


def _shift_confirms(incident: Incident, book: Playbook) -> bool:
    """Somebody on site, asked to lead people out first, says that it is so."""
    asked = incident.question
    return asked is not None and asked.code in book.alarms and asked.answer == "yes"


def _is_certain(case: Case) -> bool:
    """The cause leads, and more than words from outside speak for it."""
    incident, book = case.incident, case.playbook
    causes = book.closure_causes if book else ()
    leads = Decimal(incident.cause_p) >= LEADS and incident.cause in causes
    seen = incident.confirmed_by is not None or incident.verified >= WITNESSES
    return leads and (seen or incident.shift_supports == incident.cause)


def _repair_failing(case: Case) -> str | None:
    """A repair that mended nothing, that is late, or that nobody comes for."""
    incident = case.incident
    states = {job.state for job in incident.jobs.values()}
    if "failed" in states:
        return "repair_failed"
    if incident.engaged is not None:
        return "repair_late" if incident.engaged.late else None
    if "no_show" in states:
        return "repair_late"
    return "nobody_comes" if _nobody_is_left(incident) else None


def _nobody_is_left(incident: Incident) -> bool:
    hopeful = ("offered", "chosen")
    asked = (q.is_waiting or q.state in hopeful for q in incident.quotes.values())
    return incident.search_exhausted and not any(asked)


def _without_end(case: Case) -> str | None:
    """Water or power is away, no vendor can bring it back, and no end is announced."""
    incident, book = case.incident, case.playbook
    lasts = case.desk.now - incident.opened_at >= NO_END_AFTER
    is_outage = book is not None and incident.cause in book.relief_causes
    waits = incident.question is not None and incident.question.answer is None
    repaired = incident.repaired_at is not None
    return "no_end" if is_outage and lasts and not waits and not repaired else None
