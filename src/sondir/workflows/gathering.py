"""Gather the evidence: what witnesses, branches and the city show, and people say."""

from sondir.domain.diagnosis import Evidence, findings_from
from sondir.stages.diagnose import Around, active_notices, facts_of, gathered
from sondir.stages.locate import is_hall
from sondir.stages.recognise import most_named
from sondir.workflows.case import Case
from sondir.workflows.witnessing import masters_of

AT_THE_DESK = "desk"


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
        rooms=tuple(w.room for w in incident.affected()) if rooms else (),
        rooms_total=len(rooms) or None,
        hall=next(filter(is_hall, rooms), None),
        # who is rude at the desk is nobody's master
        masters=() if named == AT_THE_DESK else tuple(masters_of(case)),
    )


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
