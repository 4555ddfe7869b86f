"""Promises we made: every one has an end, and is kept, repaired or told."""

from datetime import timedelta

from sondir.domain.incident import Incident
from sondir.domain.journal import moment
from sondir.domain.people import Person
from sondir.domain.promise import Promise
from sondir.domain.turn import PersonWrote
from sondir.ports.phrasebook import Args
from sondir.workflows.case import Case
from sondir.workflows.owner import tell_owners
from sondir.workflows.speech import Said, Saying

PERSON = "person_writes"
GIFT_LASTS = timedelta(days=60)
"""A gift is for the next visit; after this it is told or repaired, not forgotten."""


def note_promises(case: Case, person: Person, said: Said) -> None:
    """Turn the phrase's firm promises into obligations with an end."""
    job = case.incident.engaged
    for made in said.wording.promises:
        if made.modality != "will":
            continue
        due = case.desk.now + GIFT_LASTS
        if made.what == "vendor_arrives" and job is not None:
            due = job.eta_by + timedelta(minutes=case.desk.patience.arrival_grace_min)
        key = _fresh_key(case.incident, f"{made.what}/{person.ref}")
        promise = Promise(key, person.ref, made.what, due)
        case.incident.promises[key] = promise
        record_promise(case, promise)
        if made.what == "bonus":  # credited before the letter was written
            settle_promise(case, promise, "kept")


def promise_person(case: Case, person: Person, said: Said, by: str | None) -> None:
    """The client was told that a person writes: *by* owes it, and soon.

    Kept when somebody writes from the salon's own app, or says that the matter is
    settled; overdue, the owner hears whom nobody has answered.
    """
    if all(made.what != PERSON for made in said.wording.promises):
        return
    minutes = case.desk.patience.person_writes_min
    key = _fresh_key(case.incident, f"{PERSON}/{person.ref}")
    due = case.desk.now + timedelta(minutes=minutes)
    promise = Promise(key, person.ref, PERSON, due, by=by)
    case.incident.promises[key] = promise
    record_promise(case, promise)
    case.desk.timers.set(case.incident.id, f"promise/{key}", due)


def hear_person(case: Case, turn: PersonWrote) -> None:
    """A person has written to a client: what was promised is kept, or made good."""
    for promise in case.incident.promises.values():
        if promise.what == PERSON and promise.to == turn.client:
            settle_promise(case, promise, "kept")
            settle_promise(case, promise, "repaired", "broken")


def nobody_wrote(case: Case, key: str) -> None:
    """The promise is overdue: broken, and the owner is told whom to write to."""
    promise = case.incident.promises.get(key)
    if promise is None or promise.state != "made":
        return
    settle_promise(case, promise, "broken")
    args: Args = {
        "branch": case.branch.name,
        "name": case.person(promise.to).name or "",
        "why": case.incident.playbook or "danger",
        "minutes": case.desk.patience.person_writes_min,
    }
    step = f"notify_owner/{key}"
    tell_owners(case, Saying(step, "owner.nobody_wrote", args, "alert"))


def _fresh_key(incident: Incident, key: str) -> str:
    """Name a promise; the same one made anew to the same person is another."""
    number = sum(1 for known in incident.promises if known.split("#")[0] == key)
    return f"{key}#{number + 1}" if number else key


def settle_promise(
    case: Case, promise: Promise, state: str, before: str = "made"
) -> None:
    """A promise was kept, broken or repaired: write it down, once."""
    if promise.state == before:
        promise.state = state
        record_promise(case, promise)


def settle_promises(case: Case, what: str, state: str) -> None:
    """Settle the same promise to everybody."""
    for promise in case.incident.promises.values():
        if promise.what == what:
            settle_promise(case, promise, state)


def broken_to(incident: Incident, ref: str, what: str) -> list[Promise]:
    """List the broken promises to one person that nothing has repaired yet."""
    return [
        p
        for p in incident.promises.values()
        if p.to == ref and p.what == what and p.state == "broken"
    ]


def record_promise(case: Case, promise: Promise) -> None:
    """Write a promise's state into the journal."""
    due = moment(promise.due) if promise.due else None
    case.record(
        "PROMISE",
        {
            "promise": promise.id,
            "to": promise.to,
            "what": promise.what,
            "due": due,
            "state": promise.state,
            "by": promise.by,
        },
    )
