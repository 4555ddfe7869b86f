"""Announced works: what they explain is waited for, and nobody is hired for it."""

from datetime import timedelta

from sondir.domain.diagnosis.polarity import TELLING, is_well
from sondir.domain.organisation import local
from sondir.domain.surroundings import Notice
from sondir.workflows.case import Case
from sondir.workflows.owner import tell_once

GRACE = timedelta(minutes=25)
"""After the announced end; by then the shift has been asked whether it is over."""
TOLD = "owner.planned_works"
OVER = "planned_works_over"
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

    After their announced end the shift is asked first; only a word since then that
    it is still so makes it a trouble of our own.
    """
    if explaining_notice(case, late=GRACE) is not None:
        return True
    incident, book = case.incident, case.playbook
    if TOLD not in incident.told or book is None:
        return False
    if incident.cause not in (*book.notice_causes, *UNSURE):
        return False
    return incident.shift_fine or not _is_still_so(case)


def _is_still_so(case: Case) -> bool:
    """Say whether anybody has said, since the announced end, that it is still so.

    The works were the reason; without such a word nobody is hired for what is over.
    """
    incident, asked = case.incident, case.incident.question
    over = max((n.until for n in _ended(case)), default=None)
    if over is None:
        return True
    if asked is not None and asked.asked_at >= over and asked.answer in TELLING:
        return not is_well(asked.code, asked.answer)
    last = incident.last_complaint_at
    return last is not None and last > over + GRACE


def _ended(case: Case) -> list[Notice]:
    """List the announced works of this kind here that are over."""
    kind = case.playbook.notice_kind if case.playbook else None
    notices = case.desk.surroundings.notices(case.incident.org) or ()
    return [
        n
        for n in notices
        if n.kind == kind
        and (n.branch is None or case.is_here(n.branch))
        and n.until <= case.desk.now
    ]


def is_just_over(case: Case) -> bool:
    """Say, once, that works which explained it are over: then it is thought anew."""
    told = case.incident.told
    if TOLD not in told or OVER in told:
        return False
    if explaining_notice(case, late=GRACE) is not None:
        return False
    told.append(OVER)
    return True


def pursue_notice(case: Case) -> None:
    """Tell the owner, once, why nobody is hired."""
    notice = explaining_notice(case)
    if notice is None or case.incident.is_stopped:
        return
    until = f"{local(notice.until):%H:%M}"
    tell_once(case, TOLD, {"works": notice.kind, "until": until})
