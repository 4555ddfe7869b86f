"""Danger and injury: the approved emergency text at once, and a person.

Never held, never stopped, whatever the mode, the hour or the budget; no medical
advice. Nothing else is done alone.
"""

from sondir.domain.incident import StepState
from sondir.domain.people import Person, Role
from sondir.domain.step import ProposedStep, StepFacts, StepKind
from sondir.workflows.acts import want
from sondir.workflows.case import Case
from sondir.workflows.handing_over import Matter, hand_over, record_client_message
from sondir.workflows.joining import is_rescue
from sondir.workflows.promises import promise_person
from sondir.workflows.speech import Saying, say


def pursue_emergency(case: Case) -> None:
    """Want the emergency text and a person for whoever needs a person."""
    plan = case.playbook.plan if case.playbook else ()
    kinds = [kind for kind in ("emergency_text", "hand_over") if kind in plan]
    for witness in case.incident.affected():
        if witness.hurt and _is_rescued_elsewhere(case, witness.client):
            continue
        for kind in kinds:
            want(case, kind, witness.client)


def _is_rescued_elsewhere(case: Case, client: str) -> bool:
    """Say whether their own message has opened an incident for a person already."""
    here, org = case.incident.id, case.incident.org
    others = (i for i in case.desk.incidents.open_in(org) if i.id != here)
    return any(is_rescue(other) and client in other.witnesses for other in others)


def propose_rescue(case: Case, step: StepState) -> ProposedStep:
    """Rescue is always allowed; only its words must be approved ones."""
    return ProposedStep(
        step.key,
        StepKind(step.kind),
        to=step.to,
        playbook=case.incident.playbook,
        facts=StepFacts(phrase_approved=True),
    )


def send_emergency_text(case: Case, step: StepState, _: ProposedStep) -> None:
    """Name 112, 101, 103 and 104 at once, in the client's language."""
    person = case.person(step.to or "")
    phrase = f"client.emergency.{case.incident.playbook}"
    said = say(case, person, Saying(step.key, phrase, {}, "emergency"))
    if said is not None:
        record_client_message(case.desk, person, said, "danger", case.incident.id)
        case.lines.append("CLIENT_COMMUNICATION_INITIATED")
        promise_person(case, person, said, _who_writes(case, person))


def _who_writes(case: Case, person: Person) -> str | None:
    """Name who is called: the shift at the client's branch, else the owner."""
    org, place = case.incident.org, case.place_of(person.ref).id
    shift = case.desk.people.with_role(org, Role.STAFF, place)
    return next((one.ref for one in (*shift, *case.owners())), None)


def call_person(case: Case, step: StepState, _: ProposedStep) -> None:
    """Put a person on the thread and keep them there, also where one is already.

    The emergency text has told the client that a person writes. What is not urgent
    is on the owner's card already: nobody is called anew for each client.
    """
    person = case.person(step.to or "")
    why, here = case.incident.playbook or "danger", case.place_of(person.ref).id
    is_urgent = why in ("danger", "injury")
    matter = Matter(
        why,
        here,
        case.incident.id,
        is_urgent=is_urgent,
        tells_client=False,
        calls=is_urgent,
    )
    hand_over(case.desk, person, matter)
