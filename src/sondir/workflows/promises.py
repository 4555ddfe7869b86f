"""Promises we made: every one has an end, and is kept, repaired or told."""

from datetime import timedelta

from sondir.domain.incident import Incident
from sondir.domain.journal import moment
from sondir.domain.people import Person
from sondir.domain.promise import Promise
from sondir.workflows.case import Case
from sondir.workflows.speech import Said

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
        },
    )
