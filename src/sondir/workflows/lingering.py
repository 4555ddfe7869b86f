"""Work whose end nobody reports: the shift is asked, then the owner, and it ends."""

from sondir.domain.incident import Job
from sondir.workflows.case import Case
from sondir.workflows.jobs import ask_on_site, commit
from sondir.workflows.owner import tell_once

ENOUGH_LOOKS = 2
"""Looks of the shift after which a visit with a bill and no effect is over."""


def lasts(case: Case, job: Job) -> None:
    """An authorisation ends by itself, whether or not anybody reports."""
    case.desk.timers.set(case.incident.id, f"valid/{job.vendor}", job.valid_until)


def authorisation_ends(case: Case, vendor: str) -> None:
    """Nobody has reported the end of the work: the visit is owed, nothing beyond it.

    The owner has been told that it takes long; a bill that comes later is theirs.
    """
    job = case.incident.jobs.get(vendor)
    is_there = job is not None and job.state in ("arrived", "raised")
    if job is None or not is_there or case.desk.now < job.valid_until:
        return
    commit(case, job, job.price_kzt)
    job.ceiling_kzt = job.price_kzt
    tell_once(case, "owner.work_takes_long")


def in_vain(case: Case, job: Job) -> bool:
    """Say whether a visit has ended without help, though nobody called it the end.

    The vendor has named the bill of the visit, and the shift sees twice that nothing
    is mended.
    """
    bill = job.asked_kzt
    steps = case.incident.steps.values()
    looks = sum(1 for s in steps if "/visit-" in s.key and s.state == "done")
    has_bill = bill is not None and bill <= job.price_kzt
    return job.state == "arrived" and has_bill and looks >= ENOUGH_LOOKS


def work_takes_long(case: Case, vendor: str) -> None:
    """The vendor came long ago and has reported nothing: the shift is asked."""
    job = case.incident.jobs.get(vendor)
    if job is not None and job.state == "arrived":
        ask_on_site(case)


def work_takes_too_long(case: Case, vendor: str) -> None:
    """Nobody knows how far the work is: a person looks after it."""
    job = case.incident.jobs.get(vendor)
    if job is not None and job.state in ("arrived", "raised"):
        tell_once(case, "owner.work_takes_long")
