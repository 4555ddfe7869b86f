"""Gather the evidence: what witnesses, branches and the city show, and people say."""

from collections.abc import Iterator
from datetime import timedelta

from sondir.domain.diagnosis import Evidence, findings_from
from sondir.domain.organisation import local
from sondir.domain.surroundings import Reads
from sondir.stages.diagnose import (
    Around,
    active_notices,
    booked_share,
    facts_of,
    gathered,
    reported,
)
from sondir.stages.locate import is_hall
from sondir.stages.recognise import most_named
from sondir.workflows.case import Case
from sondir.workflows.witnessing import masters_of

AT_THE_DESK = "desk"
UNASKED_WITHIN = timedelta(hours=1)
"""What the shift wrote this long before the first complaint may be about it."""


def evidence_of(case: Case) -> tuple[Evidence, ...]:
    """Gather what the messages and the city show, and what people have answered."""
    facts = facts_of(case.incident, _around(case))
    return gathered(findings_from(facts), case.incident.evidence)


def _around(case: Case) -> Around:
    incident, surroundings = case.incident, case.desk.surroundings
    rooms = case.branch.rooms if incident.branch else ()
    named = most_named(w.named for w in incident.affected())
    return Around(
        now=case.desk.now,
        named=named,
        branches_total=len(case.organisation.branches),
        others_complaining=len(_others_complaining(case)),
        outdoor_c=surroundings.outdoor_c(incident.org),
        notices=_notices(case),
        sensor=_sensor(case),
        rooms=tuple(w.room for w in incident.affected()) if rooms else (),
        rooms_total=len(rooms) or None,
        hall=next(filter(is_hall, rooms), None),
        # who is rude at the desk is nobody's master
        masters=() if named == AT_THE_DESK else tuple(masters_of(case)),
        staff_messages=tuple(_of_the_shift(case)),
        booked_share=_booked_share(case) if incident.branch else None,
    )


def _of_the_shift(case: Case) -> Iterator[str]:
    """Yield what the shift reported of itself, before anybody asked it."""
    incident, desk = case.incident, case.desk
    asked = incident.opened_at if incident.asked_codes else desk.now
    since = incident.first_at - UNASKED_WITHIN
    for one in case.shifts():
        for text in desk.conversations.written_by(incident.org, one.ref, since, asked):
            read = desk.reader.read(text), desk.reader.shift_answer(text)
            told = reported(*read, incident.topic)
            if told is not None:
                yield told


def _booked_share(case: Case) -> float | None:
    start = local(case.desk.now).replace(hour=0, minute=0, second=0, microsecond=0)
    visits = case.desk.bookings.at_branch(
        case.incident.org, case.branch.id, start, start + timedelta(days=1)
    )
    return booked_share(visits, case.desk.now)


def _sensor(case: Case) -> Reads | None:
    """Ask the branch's own sensor; a crisis of the whole network has none."""
    incident = case.incident
    if incident.branch is None:
        return None
    known = case.desk.surroundings
    return known.sensor(incident.org, incident.branch, incident.topic)


def _notices(case: Case) -> tuple[str, ...] | None:
    notices = case.desk.surroundings.notices(case.incident.org)
    if notices is None:
        return None
    known = [(n.kind, n.branch, n.since, n.until) for n in notices]
    return tuple(active_notices(known, case.branch.id, case.desk.now))


def _others_complaining(case: Case) -> set[str]:
    """Name the other branches that complain of the same, an incident or not."""
    incident = case.incident
    open_elsewhere = {
        i.branch
        for i in case.desk.incidents.open_in(incident.org)
        if i.topic == incident.topic and i.branch != incident.branch
    }
    named = {*open_elsewhere, *incident.loud_elsewhere, *incident.branches}
    return {branch for branch in named if branch} - {incident.branch}
