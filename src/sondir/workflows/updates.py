"""Tell clients when a promise about the help could not be kept, and what holds now.

A promise that was broken is repaired by a new one, or by the plain word that help is
late: silence would be the second breach.
"""

from sondir.domain.incident import Letter, StepState
from sondir.domain.phrase import PHRASES
from sondir.domain.step import ProposedStep
from sondir.stages.reach_clients import LetterTo, arrival
from sondir.workflows.acts import want
from sondir.workflows.case import Case
from sondir.workflows.client_message import client_message
from sondir.workflows.handing_over import record_client_message
from sondir.workflows.promises import broken_to, note_promises, settle_promise
from sondir.workflows.speech import Saying, say

COMING = "client.update.coming"
LATE = "client.update.late"
TAG = "update-"
MOST_UPDATES = 3
"""A client is told so often at most; what is refused is not wanted without end."""


def pursue_updates(case: Case) -> None:
    """Want an update for everybody to whom an arrival was promised in vain."""
    incident = case.incident
    phrase = _phrase(case)
    if incident.is_stopped or phrase is None:
        return
    for letter in incident.letters.values():
        waits = incident.steps.get(_step(letter))
        if letter.state not in ("sent", "replied") or (waits and waits.is_open):
            continue
        if letter.updates >= MOST_UPDATES:
            continue
        if broken_to(incident, letter.client, "vendor_arrives"):
            letter.updates += 1
            want(case, "write_client", letter.client, f"{TAG}{letter.updates}")


def _step(letter: Letter) -> str:
    return f"write_client/{letter.client}/{TAG}{letter.updates}"


def is_update(step: StepState) -> bool:
    """Say whether a step of kind write_client is an update."""
    return step.key.rsplit("/", 1)[-1].startswith(TAG)


def _phrase(case: Case) -> str | None:
    """Name what can be said now; None while there is nothing to say yet."""
    incident = case.incident
    if arrival(incident.engaged) is not None:
        return COMING if COMING in PHRASES else None
    nobody = incident.search_exhausted and incident.repaired_at is None
    return LATE if nobody and LATE in PHRASES else None


def _text(case: Case, ref: str) -> LetterTo:
    person = case.person(ref)
    args: dict[str, str | int] = {
        "name": person.name or "",
        "branch": case.place_of(ref).name,
        "arrives": arrival(case.incident.engaged) or "",
    }
    return LetterTo(_phrase(case) or COMING, args)


def propose_update(case: Case, step: StepState) -> ProposedStep:
    """An update is a message to a client like every other."""
    ref = step.to or ""
    return client_message(case, step, case.person(ref), _text(case, ref))


def send_update(case: Case, step: StepState) -> None:
    """Say what holds now; the broken promise counts as repaired, the new one begins."""
    ref = step.to or ""
    person, text = case.person(ref), _text(case, ref)
    if _phrase(case) is None:
        return  # while it was held, help has come
    said = say(case, person, Saying(step.key, text.phrase, text.args))
    if said is None:
        return
    record_client_message(case.desk, person, said, "update", case.incident.id)
    for promise in broken_to(case.incident, ref, "vendor_arrives"):
        settle_promise(case, promise, "repaired", before="broken")
    note_promises(case, person, said)
