"""A crisis of the whole network: what one branch has broken becomes its own incident.

Heat over the city is one matter; a conditioner that stopped in one salon needs a vendor
there, letters about it, and its own end. So the shift of every branch is asked, and a
branch whose shift reports a failure leaves the network's incident with its witnesses.
"""

from sondir.domain.corridor import Permission
from sondir.domain.diagnosis.polarity import told_besides
from sondir.domain.hold import Standing
from sondir.domain.incident import Incident, Question, Witness
from sondir.domain.ledger import Ledger
from sondir.domain.turn import Opened, ShiftSaid
from sondir.stages.detect import cap_of, least
from sondir.workflows.case import Case
from sondir.workflows.diagnosing import think


def hear_one_branch(case: Case, turn: ShiftSaid, question: Question) -> None:
    """Take one shift's answer for its branch, and go on waiting for the others."""
    incident, staff = case.incident, case.person(turn.staff)
    if question.after_repair:
        return
    question.heard.append(turn.staff)
    if staff.branch in incident.branches and _failed_there(case):
        told = 1 + len(told_besides(question.code, turn.answer))
        del incident.evidence[-told:]  # it speaks of that branch alone
        incident.shift_supports = None
        part(case, staff.branch or "")
        think(case)
    waiting = [one for one in case.shifts() if one.ref not in question.heard]
    if incident.branch is None and waiting:
        question.answer, incident.shift_fine = None, False
        case.desk.timers.set(incident.id, "question", question.expires_at)


def _failed_there(case: Case) -> bool:
    """Say whether the shift's word speaks for something that a vendor can mend."""
    book = case.playbook
    return book is not None and case.incident.shift_supports in book.vendor_causes


def part(case: Case, branch: str) -> None:
    """Let *branch* leave the network's incident; the last one takes it over itself."""
    incident = case.incident
    rest = tuple(b for b in incident.branches if b != branch)
    if not rest:
        incident.branch = branch
        return
    gone = {ref: w for ref, w in incident.witnesses.items() if w.branch == branch}
    child = _child(case, branch, gone)
    incident.branches = rest
    for ref in gone:
        _leave(incident, ref)
    case.desk.incidents.save(child)
    _record(case, child)
    case.desk.mailbox.put(child.id, Opened(), f"{child.id}/opened")


def _child(case: Case, branch: str, witnesses: dict[str, Witness]) -> Incident:
    """Open the branch's own incident; it may do what its own witnesses can carry."""
    incident, desk = case.incident, case.desk
    corridor = desk.corridors.current(incident.org, branch)
    cap = cap_of(w.visited for w in witnesses.values())
    allowed = str(corridor.permission_for(incident.playbook))
    permission = least(allowed, cap, incident.permission)
    moments = [w.first_at for w in witnesses.values()]
    return Incident(
        id=desk.new_id("inc"),
        org=incident.org,
        topic=incident.topic,
        branch=branch,
        branches=(branch,),
        playbook=incident.playbook,
        permission=permission,
        level="incident",
        opened_at=desk.now,
        first_at=min(moments, default=incident.first_at),
        trigger_at=incident.trigger_at,
        standing=Standing(incident.standing.mode, Permission(permission)),
        ledger=Ledger(corridor.incident_kzt),
        witnesses=dict(witnesses),
        mentions=sum(len(w.message_ids) for w in witnesses.values()),
        last_complaint_at=incident.last_complaint_at,
        alarm=incident.alarm,
        parent=incident.id,
    )


def _leave(incident: Incident, ref: str) -> None:
    """A witness goes to the branch's incident, with all that was not yet done."""
    del incident.witnesses[ref]
    letter = incident.letters.get(ref)
    if letter is not None and letter.state == "planned":
        del incident.letters[ref]
    for step in incident.steps.values():
        if step.to == ref and step.is_open:
            step.state = "withdrawn"


def _record(case: Case, child: Incident) -> None:
    parent, case.incident = case.incident, child
    case.record(
        "INCIDENT_OPENED",
        {
            "topic": child.topic,
            "playbook": child.playbook,
            "permission": child.permission,
            "mode": str(child.standing.mode),
            "parent": child.parent,
            "branches": list(child.branches),
        },
    )
    case.incident = parent
