"""A branch is closed by a person's word: what becomes of the visits in those hours.

Each client hears it once, with another time to agree to; where none is free, or no
word may go out, a person of the salon tells them. Visits outside the hours are none
of it. The yes to the closing covers these messages: its card says that they go out.
"""

from sondir.domain.closure import Closure
from sondir.domain.incident import Letter, StepState
from sondir.domain.organisation import local
from sondir.domain.people import Booking, Person
from sondir.domain.step import ProposedStep
from sondir.domain.turn import ClientSaid
from sondir.stages.reach_clients import LetterTo
from sondir.stages.weigh_closure import visits_within
from sondir.workflows.acts import cover, want
from sondir.workflows.case import Case
from sondir.workflows.client_message import client_message
from sondir.workflows.handing_over import Matter, hand_over, record_client_message
from sondir.workflows.moving import (
    free_time,
    offer_args,
    offer_booking,
    propose_offer,
    record_booking,
)
from sondir.workflows.promises import note_promises
from sondir.workflows.speech import Saying, cost_of, say

TAG = "closed-"
OFFER, TOLD = "client.closure.offer", "client.closure.told"


def pursue_closed_hours(case: Case) -> None:
    """Want a word to everybody whose visit starts while the branch is closed."""
    closure = case.incident.closure
    if closure is None or not closure.is_on or case.incident.is_stopped:
        return
    for visit in _visits(case, closure):
        if visit.id not in closure.visits and not _is_moving(case, visit):
            _take(case, closure, visit)
    for step in list(case.incident.steps.values()):
        if is_closed_hours(step) and step.state == "refused":
            call_for(case, step.to or "")


def _visits(case: Case, closure: Closure) -> list[Booking]:
    now, until = case.desk.now, closure.reopens_at
    org = case.incident.org
    booked = case.desk.bookings.at_branch(org, closure.branch, now, until)
    return visits_within(booked, now, until)


def _is_moving(case: Case, visit: Booking) -> bool:
    """The client has agreed to another time already: that one holds."""
    letter = case.incident.letters.get(visit.client)
    moves = (s for s in case.incident.steps.values() if s.kind == "move_booking")
    is_asked = letter is not None and letter.booking == visit.id
    return is_asked and any(s.is_open and s.to == visit.client for s in moves)


def _take(case: Case, closure: Closure, visit: Booking) -> None:
    """One message a client; a second visit of theirs is a person's business."""
    closure.visits.append(visit.id)
    key = f"offer_booking/{visit.client}/{TAG}{closure.number}"
    if key in case.incident.steps:
        call_for(case, visit.client)
        return
    person = case.person(visit.client)
    letter = case.incident.letters.get(visit.client)
    if letter is None:
        letter = Letter(visit.client, lang=person.speaks, about="booking")
        case.incident.letters[visit.client] = letter
    if letter.booking != visit.id:
        letter.booking, letter.slot = visit.id, None
    want(case, "offer_booking", visit.client, f"{TAG}{closure.number}")
    cover(case, key, cost_of(case, person))


def is_closed_hours(step: StepState) -> bool:
    """Say whether a step speaks of the closed hours."""
    is_offer = step.kind == "offer_booking"
    return is_offer and step.key.rsplit("/", 1)[-1].startswith(TAG)


def propose_any_offer(case: Case, step: StepState) -> ProposedStep:
    """Another time is offered because of the repair, or because it is closed."""
    if not is_closed_hours(step):
        return propose_offer(case, step)
    person = case.person(step.to or "")
    return client_message(case, step, person, _text(case, person))


def offer_any(case: Case, step: StepState, proposed: ProposedStep) -> None:
    """Carry the offer out."""
    if not is_closed_hours(step):
        offer_booking(case, step, proposed)
        return
    _tell(case, step)


def _text(case: Case, person: Person) -> LetterTo:
    """Offer the next free time after the reopening; else say that a person writes.

    A time that was offered before, and not yet answered, stays the one offered.
    """
    letter, closure = case.incident.letters[person.ref], case.incident.closure
    visit = case.desk.bookings.get(case.incident.org, letter.booking or "")
    opens = closure.reopens_at if closure else case.desk.now
    if visit is None or letter.slot is None or letter.slot < opens:
        letter.slot = free_time(case, visit) if visit else None
    args = {**offer_args(case, person), "until": f"{local(opens):%H:%M}"}
    return LetterTo(OFFER if letter.slot else TOLD, args)


def _tell(case: Case, step: StepState) -> None:
    closure, person = case.incident.closure, case.person(step.to or "")
    letter = case.incident.letters[person.ref]
    visit = case.desk.bookings.get(case.incident.org, letter.booking or "")
    if closure is None or not closure.is_on or visit is None:
        return  # while it was held, the branch has opened
    text = _text(case, person)
    saying = Saying(step.key, text.phrase, text.args, buttons=_buttons(case, letter))
    said = say(case, person, saying)
    if said is None:
        call_for(case, person.ref)
        return
    if letter.about == "booking":
        letter.state, letter.sent_at = "sent", case.desk.now
    record_client_message(case.desk, person, said, "booking", case.incident.id)
    note_promises(case, person, said)
    record_booking(case, letter, visit, "offered", letter.slot)
    if letter.slot is None:
        call_for(case, person.ref)


def hear_closed_answer(case: Case, turn: ClientSaid) -> None:
    """A yes wants the move; who wants another time is called by a person."""
    closure, letter = case.incident.closure, case.incident.letters.get(turn.client)
    if closure is None or letter is None or letter.booking not in closure.visits:
        return
    if turn.reply.label == "accepts_offer" and letter.slot is not None:
        tag = f"{TAG}{closure.number}"
        step = want(case, "move_booking", turn.client, tag)
        cover(case, step.key, cost_of(case, case.person(turn.client)))
    elif turn.reply.label == "declines_offer":
        call_for(case, turn.client)


def _buttons(case: Case, letter: Letter) -> tuple[tuple[str, str], ...]:
    if letter.slot is None:
        return ()
    whose = f"{case.incident.id}/{letter.booking}"
    return (
        (f"move/{whose}", "button.move"),
        (f"keep/{whose}", "button.other_time"),
    )


def call_for(case: Case, client: str) -> None:
    """Call a person of the salon to tell this client, once."""
    closure = case.incident.closure
    if closure is None or client in closure.called:
        return
    closure.called.append(client)
    if client not in case.incident.with_person:
        case.incident.with_person.append(client)  # theirs, for the rest of this crisis
    matter = Matter(
        "closed_hours",
        closure.branch,
        case.incident.id,
        occasion=f"{TAG}{closure.number}",
        is_urgent=True,
        tells_client=False,
        lasts=False,
        says="staff.tell_client",
    )
    hand_over(case.desk, case.person(client), matter)
