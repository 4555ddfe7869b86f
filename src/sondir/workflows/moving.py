"""Offer another time to those whose visit would fall into the repair."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from sondir.domain.incident import Letter, StepState
from sondir.domain.journal import moment
from sondir.domain.organisation import local
from sondir.domain.people import Booking, Person
from sondir.domain.step import ProposedStep
from sondir.domain.turn import ClientSaid
from sondir.stages.reach_clients import LetterTo
from sondir.stages.reschedule import free_slot, hit_by
from sondir.workflows.acts import want
from sondir.workflows.case import Case
from sondir.workflows.client_message import client_message
from sondir.workflows.handing_over import record_client_message
from sondir.workflows.letters import affected_and_written, call_for
from sondir.workflows.relief import (
    good_again,
    is_spoilt,
    offer_phrase,
    struck_branches,
    trouble_until,
)
from sondir.workflows.speech import Saying, say


def pursue_bookings(case: Case) -> None:
    """Want an offer for every visit that starts before the repair is over."""
    incident, until, book = case.incident, trouble_until(case), case.playbook
    if until is None or book is None or "offer_booking" not in book.plan:
        return
    if incident.is_stopped or incident.repaired_at is not None:
        return
    limit = case.desk.now + timedelta(hours=case.corridor.bookings.move_ahead_h)
    hit = hit_by(
        _visits(case, min(until, limit)),
        now=case.desk.now + timedelta(minutes=15),
        until=min(until, limit),
        written=affected_and_written(incident),
    )
    for visit in hit:
        person = case.person(visit.client)
        incident.letters[visit.client] = Letter(
            visit.client, lang=person.speaks, about="booking", booking=visit.id
        )
        want(case, "offer_booking", visit.client)


def _visits(case: Case, until: datetime) -> list[Booking]:
    """List the visits to come that the trouble spoils, at every struck branch."""
    bookings, now = case.desk.bookings, case.desk.now
    return [
        visit
        for branch in struck_branches(case)
        for visit in bookings.at_branch(case.incident.org, branch.id, now, until)
        if is_spoilt(case, visit)
    ]


def propose_offer(case: Case, step: StepState) -> ProposedStep:
    """An offer to move is a message to a client who may never have written."""
    person = case.person(step.to or "")
    text = LetterTo(offer_phrase(case), offer_args(case, person))
    return client_message(case, step, person, text)


def offer_booking(case: Case, step: StepState, _: ProposedStep) -> None:
    """Offer one free time; nothing is moved without the client's yes."""
    ref = step.to or ""
    letter = case.incident.letters[ref]
    visit = case.desk.bookings.get(case.incident.org, letter.booking or "")
    if visit is None:
        letter.state = "withheld"
        return
    person, slot = case.person(ref), free_time(case, visit)
    if slot is None:
        _leave_to_person(case, person, "no_slot")
        return
    letter.slot = slot
    here = case.incident.id
    args = offer_args(case, person)
    buttons = (
        (f"move/{here}/{visit.id}", "button.move"),
        (f"keep/{here}/{visit.id}", "button.keep"),
    )
    saying = Saying(step.key, offer_phrase(case), args, buttons=buttons)
    said = say(case, person, saying)
    if said is None:
        _leave_to_person(case, person, "unreachable")
        return
    letter.state, letter.sent_at = "sent", case.desk.now
    record_client_message(case.desk, person, said, "booking", case.incident.id)
    case.lines.append("CLIENT_COMMUNICATION_INITIATED")
    record_booking(case, letter, visit, "offered", slot)


def _leave_to_person(case: Case, person: Person, why: str) -> None:
    """Nothing could be offered: somebody on site knows that this client is coming."""
    case.incident.letters[person.ref].state = "withheld"
    call_for(case, person, why)


def offer_args(case: Case, person: Person) -> dict[str, str | int]:
    """Fill the offer; also before a time is chosen, to ask for a verdict on it."""
    letter = case.incident.letters[person.ref]
    visit = case.desk.bookings.get(case.incident.org, letter.booking or "")
    now = local(case.desk.now)
    start = local(visit.start) if visit else now
    slot = local(letter.slot) if letter.slot else start
    return {
        "branch": case.place_of(person.ref).name,
        "name": person.name or "",
        "topic": case.incident.topic,
        "service": visit.service if visit else "",
        "time": f"{start:%H:%M}",
        "day": f"{slot:%d.%m}",
        "slot": f"{slot:%H:%M}",
    }


def free_time(case: Case, visit: Booking) -> datetime | None:
    """Find the next time for a visit, once nothing spoils or closes it any more."""
    after = good_again(case)
    branch = case.organisation.branch(visit.branch) or case.branch
    taken = case.desk.bookings.at_branch(
        case.incident.org,
        branch.id,
        case.desk.now - timedelta(hours=4),
        after + timedelta(days=3),
    )
    return free_slot(visit, [*taken, *_offered(case, visit)], branch.hours, after)


def _offered(case: Case, visit: Booking) -> Iterator[Booking]:
    """List the times that other clients were offered, each with their own master."""
    for letter in case.incident.letters.values():
        if letter.slot is None or letter.client == visit.client:
            continue
        theirs = case.desk.bookings.get(case.incident.org, letter.booking or "")
        if theirs is not None:
            yield replace(theirs, id=f"offered/{letter.client}", start=letter.slot)


def record_booking(
    case: Case, letter: Letter, visit: Booking, state: str, to: datetime | None
) -> None:
    """Write down what becomes of a visit."""
    case.record(
        "BOOKING_FLOW",
        {
            "client": letter.client,
            "booking": visit.id,
            "state": state,
            "from": moment(visit.start),
            "to": moment(to) if to else None,
        },
        step=f"offer_booking/{letter.client}",
    )


def hear_booking_answer(case: Case, turn: ClientSaid) -> None:
    """A yes wants the move; anything else keeps the visit as it is."""
    letter = case.incident.letters.get(turn.client)
    if letter is None or letter.booking is None or _is_closed(case, letter):
        return
    if turn.reply.label == "accepts_offer" and letter.slot is not None:
        want(case, "move_booking", turn.client)
    elif turn.reply.label == "declines_offer":
        visit = case.desk.bookings.get(case.incident.org, letter.booking)
        if visit is not None:
            record_booking(case, letter, visit, "kept", None)


def _is_closed(case: Case, letter: Letter) -> bool:
    """The visit falls into closed hours: its answer is heard in closed_hours.py."""
    closure = case.incident.closure
    return closure is not None and letter.booking in closure.visits


def propose_move(case: Case, step: StepState) -> ProposedStep:
    """Moving a visit needs the client's own yes."""
    person = case.person(step.to or "")
    text = LetterTo("client.moved", offer_args(case, person))
    proposed = client_message(case, step, person, text)
    return replace(proposed, facts=replace(proposed.facts, client_agreed=True))


def move_booking(case: Case, step: StepState, _: ProposedStep) -> None:
    """Move the visit and confirm it in a word."""
    letter = case.incident.letters[step.to or ""]
    visit = case.desk.bookings.get(case.incident.org, letter.booking or "")
    if visit is None or letter.slot is None:
        return
    case.desk.bookings.move(case.incident.org, visit.id, letter.slot)
    record_booking(case, letter, visit, "moved", letter.slot)
    person = case.person(letter.client)
    said = say(case, person, Saying(step.key, "client.moved", offer_args(case, person)))
    if said is not None:
        record_client_message(case.desk, person, said, "booking", case.incident.id)
