"""Write to everyone affected, once, in their language, with what is owed to them.

A letter waits for the verdict on its compensation and goes out as one message. Who
joins later gets the same, as long as the incident is open.
"""

from sondir.domain.incident import Incident, Letter, StepState, Witness
from sondir.domain.organisation import local
from sondir.domain.people import Booking, Person
from sondir.domain.step import ProposedStep
from sondir.domain.turn import ClientSaid
from sondir.stages.reach_clients import Known, LetterTo, arrival, letter_for
from sondir.workflows.acts import want
from sondir.workflows.case import Case
from sondir.workflows.client_message import client_message
from sondir.workflows.gifts import due_to, record_gift
from sondir.workflows.handing_over import Matter, hand_over, record_client_message
from sondir.workflows.instructing import is_instruction
from sondir.workflows.planned_works import explaining_notice
from sondir.workflows.promises import note_promises
from sondir.workflows.repair import needs_vendor
from sondir.workflows.speech import Saying, say
from sondir.workflows.updates import is_update, propose_update, send_update

FINAL = ("done", "refused")


def pursue_letters(case: Case) -> None:
    """Want a letter, and before it its compensation, for every affected client."""
    incident = case.incident
    if not _is_time(case):
        return
    for witness in incident.affected():
        letter = incident.letters.get(witness.client)
        if letter is None:
            letter = _plan_letter(case, witness)
        if letter.state == "planned" and letter.about == "incident":
            _pursue_letter(case, letter)


def _pursue_letter(case: Case, letter: Letter) -> None:
    """The gift first, then the one message; a refused message is not written."""
    gift = case.incident.steps.get(f"compensate/{letter.client}")
    if letter.gift is not None and gift is None:
        want(case, "compensate", letter.client)
        return
    is_settled = gift is None or gift.state in FINAL
    if is_settled and want(case, "write_client", letter.client).state == "refused":
        letter.state = "withheld"


def _is_time(case: Case) -> bool:
    """Letters go when there is news of help, or when waiting for it took too long."""
    incident, book = case.incident, case.playbook
    if book is None or "write_client" not in book.plan or incident.is_stopped:
        return False
    if incident.permission == "observe":
        return False
    news = any(
        j.state in ("authorised", "arrived", "done") for j in incident.jobs.values()
    )
    nobody_needed = not needs_vendor(case) and not _shift_may_tell(incident)
    return news or "letters" in incident.rung or nobody_needed


def _shift_may_tell(incident: Incident) -> bool:
    """Say whether the shift is being asked what is the matter."""
    question = incident.question
    asks = any(s.kind == "ask_shift" and s.is_open for s in incident.steps.values())
    return asks or (question is not None and question.answer is None)


def _plan_letter(case: Case, witness: Witness) -> Letter:
    person = case.person(witness.client)
    letter = Letter(witness.client, lang=person.speaks)
    case.incident.letters[witness.client] = letter
    due = due_to(case, person)
    if due.gift is not None:
        letter.gift, letter.gift_kzt = due.gift.kind, due.gift.costs_kzt
        letter.gift_value = due.gift.value
    letter.gift_why, letter.rule = due.why, due.rule
    if person.opted_out or person.wants_human:
        letter.state = "withheld"
    if due.gift is None:
        record_gift(case, letter, "none", 0)
    return letter


def compose(case: Case, ref: str) -> tuple[Person, LetterTo]:
    """Compose the letter to one affected client."""
    person, letter = case.person(ref), case.incident.letters[ref]
    gift = (letter.gift or "none", letter.gift_value or "")
    text = letter_for(
        person,
        case.incident,
        visit=_visit_of(case, ref),
        gift=gift if letter.compensated else None,
        known=_known(case),
    )
    return person, text


def _known(case: Case) -> Known:
    """Say what is known: when help comes, announced works, or the heat outside."""
    arrives = arrival(case.incident.engaged)
    if arrives is not None:
        return Known(arrives=arrives)
    notice = explaining_notice(case)
    if notice is not None:
        return Known(works=notice.kind, until=f"{local(notice.until):%H:%M}")
    is_hot = case.incident.playbook == "heat_wave"
    steps = case.incident.steps.values()
    asked = any(is_instruction(s) and s.state == "done" for s in steps)
    return Known(heat=is_hot and asked)


def _visit_of(case: Case, ref: str) -> Booking | None:
    visits = case.visits_today(ref)
    return visits[-1] if visits else None


def propose_letter(case: Case, step: StepState) -> ProposedStep:
    """A letter meets the client's own vetoes, the quiet hours and the day's limit."""
    if is_update(step):
        return propose_update(case, step)
    person, text = compose(case, step.to or "")
    return client_message(case, step, person, text)


def write_client(case: Case, step: StepState, _: ProposedStep) -> None:
    """Send the one letter, and note every promise that it makes."""
    if is_update(step):
        send_update(case, step)
        return
    ref = step.to or ""
    person, text = compose(case, ref)
    said = say(case, person, Saying(step.key, text.phrase, text.args))
    letter = case.incident.letters[ref]
    if said is None:
        letter.state = "withheld"
        call_for(case, person, "unreachable")
        return
    letter.state, letter.sent_at = "sent", case.desk.now
    record_client_message(case.desk, person, said, "incident", case.incident.id)
    case.lines.append("CLIENT_COMMUNICATION_INITIATED")
    note_promises(case, person, said)


NEEDS_PERSON = {
    "asks_human": "asked_for_person",
    "legal_threat": "legal_threat",
    "health_issue": "health",
    "asks_refund": "refund",
    "not_settled": "not_settled",
    "reschedule_request": "reschedule",
}


def hear_client_turn(case: Case, turn: ClientSaid) -> None:
    """Take a client's answer to our letter."""
    letter = case.incident.letters.get(turn.client)
    if letter is None:
        return
    case.record(
        "CLIENT_REPLIED",
        {
            "client": turn.client,
            "message_id": turn.message_id,
            "label": turn.reply.label,
        },
        actor=turn.client,
    )
    letter.label, letter.state = turn.reply.label, "replied"
    why = NEEDS_PERSON.get(turn.reply.label)
    if why is None:
        return
    if turn.client not in case.incident.with_person:
        case.incident.with_person.append(turn.client)
    call_for(case, case.person(turn.client), why)


UNTOLD = ("unreachable", "no_slot")
"""Why a person is called for a client to whom nothing has been said."""


def call_for(case: Case, person: Person, why: str) -> None:
    """Call a person for a client of this incident, also for one out of reach."""
    reached = why not in UNTOLD
    matter = Matter(
        why,
        case.place_of(person.ref).id,
        case.incident.id,
        occasion=case.incident.id,
        tells_client=reached,
        lasts=reached,
    )
    hand_over(case.desk, person, matter)


def affected_and_written(incident: Incident) -> set[str]:
    """Return who has a letter of this incident, or will have one."""
    return set(incident.letters) | set(incident.witnesses)
