"""How long the trouble lasts, for whom, and from when on a later visit is good again.

A repair ends it, or nobody can: a queue, a heat wave, works of the city, a master who
did not come. Then booked clients are offered a later time instead.
"""

from datetime import datetime, timedelta
from decimal import Decimal

from sondir.domain.organisation import Branch, local
from sondir.domain.people import Booking
from sondir.workflows.case import Case
from sondir.workflows.fitting import LEADS
from sondir.workflows.planned_works import explaining_notice
from sondir.workflows.repair import needs_vendor
from sondir.workflows.witnessing import missing_master

REPAIRED = "client.booking_offer"
LATER = "client.later_slot"


def offer_phrase(case: Case) -> str:
    """Name the phrase that offers another time: a repair is on, or nobody comes."""
    return REPAIRED if case.incident.engaged is not None else LATER


def trouble_until(case: Case) -> datetime | None:
    """Say until when visits are spoilt; None while nobody knows or it is over."""
    incident = case.incident
    if incident.engaged is None and (
        incident.permission == "observe" or incident.shift_fine or not _is_clear(case)
    ):
        return None
    return _ends(case)


def _ends(case: Case) -> datetime | None:
    """Say when the trouble is over, if it is what it seems."""
    incident, job, book = case.incident, case.incident.engaged, case.playbook
    if book is None:
        return None
    if job is not None:
        return job.eta_by + timedelta(minutes=book.repair_min)
    notice = explaining_notice(case)
    if notice is not None:
        return notice.until
    return incident.opened_at + timedelta(minutes=book.relief_min)


def _is_clear(case: Case) -> bool:
    """A cause that nobody can be hired for leads, and the shift was heard.

    Where the shift is asked of a danger first, nothing is offered before that.
    """
    incident, book = case.incident, case.playbook
    steps, question = incident.steps.values(), incident.question
    asked = question is not None and question.answer is None
    asked = asked or any(s.kind == "ask_shift" and s.is_open for s in steps)
    if book is not None and book.asks_first:
        asked = asked or (question is None and case.shift() is not None)
    leads = Decimal(incident.cause_p) >= LEADS
    fits = book is not None and incident.cause in book.relief_causes
    return fits and leads and not asked and not needs_vendor(case)


def struck_branches(case: Case) -> list[Branch]:
    """List the branches whose visits are spoilt: one, or those of the network."""
    named = (case.incident.branch,) if case.incident.branch else case.incident.branches
    found = [case.organisation.branch(name) for name in named]
    return [branch for branch in found if branch is not None] or [case.branch]


def is_spoilt(case: Case, visit: Booking) -> bool:
    """Say whether this visit is one of those that the trouble spoils."""
    if case.playbook is None or not case.playbook.of_one_master:
        return True
    return visit.master != "" and visit.master == missing_master(case)


def good_again(case: Case) -> datetime:
    """Say from when on a visit may be offered: after the trouble, or another day."""
    until = max(_ends(case) or case.desk.now, case.desk.now)
    closure = case.incident.closure
    if closure is not None and closure.is_on:
        until = max(until, closure.reopens_at)
    book = case.playbook
    if book is None:
        return until
    today = local(case.desk.now).replace(hour=0, minute=0, second=0, microsecond=0)
    if book.of_one_master:
        return today + timedelta(days=1)
    return max(until, today + timedelta(minutes=book.not_before_min))
