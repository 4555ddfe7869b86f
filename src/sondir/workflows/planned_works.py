"""Announced works: what they explain is waited for, and nobody is hired for it."""

from datetime import timedelta

from sondir.domain.organisation import local
from sondir.ports.surroundings import Notice
from sondir.workflows.case import Case
from sondir.workflows.owner import tell_once

GRACE = timedelta(minutes=25)
"""After the announced end; by then the shift has been asked whether it is over."""
TOLD = "owner.planned_works"
UNSURE = (None, "unknown", "coincidence", "single_client")
"""Causes that name no other trouble than the announced one."""


def explaining_notice(case: Case, late: timedelta = timedelta()) -> Notice | None:
    """Return the works under way here that explain the crisis, if any do.

    *late* keeps them for a while after their announced end.

    They explain it until something else leads: a leak is a leak, whatever the city
    has announced.
    """
    book, incident = case.playbook, case.incident
    if book is None or book.notice_kind is None:
        return None
    if incident.cause not in (*book.notice_causes, *UNSURE):
        return None
    now = case.desk.now
    for notice in case.desk.surroundings.notices(incident.org) or ():
        is_kind = notice.kind == book.notice_kind
        here = notice.branch is None or case.is_here(notice.branch)
        if is_kind and here and notice.since <= now <= notice.until + late:
            return notice
    return None


def was_explained(case: Case) -> bool:
    """Say whether announced works explain it, or did and the shift says it is over.

    After their announced end the shift is asked first, for a while.
    """
    if explaining_notice(case, late=GRACE) is not None:
        return True
    return TOLD in case.incident.told and case.incident.shift_fine


def pursue_notice(case: Case) -> None:
    """Tell the owner, once, why nobody is hired."""
    notice = explaining_notice(case)
    if notice is None or case.incident.is_stopped:
        return
    until = f"{local(notice.until):%H:%M}"
    tell_once(case, TOLD, {"works": notice.kind, "until": until})
