"""Words to one client as a step, with every fact that the limits ask about."""

from sondir.domain.incident import StepState
from sondir.domain.organisation import local
from sondir.domain.people import Person
from sondir.domain.step import ProposedStep, Purpose, StepFacts, StepKind
from sondir.stages.reach_clients import LetterTo
from sondir.workflows.case import Case
from sondir.workflows.speech import cost_of


def client_message(
    case: Case, step: StepState, person: Person, text: LetterTo
) -> ProposedStep:
    """Propose words to one client, with every fact that the limits ask about."""
    cost = cost_of(case, person)
    now = local(case.desk.now)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    phrasebook = case.desk.phrasebook
    wording = phrasebook.wording(text.phrase, person.speaks, text.args)
    written = case.incident.letters.get(person.ref)
    facts = StepFacts(
        client_messages_today=case.desk.conversations.ours_since(
            person.org, person.ref, midnight
        ),
        client_opted_out=person.opted_out,
        client_wants_human=person.wants_human,
        client_has_human=person.ref in case.incident.with_person,
        first_contact=written is None or written.sent_at is None,
        discloses=wording.discloses,
        phrase_approved=phrasebook.is_approved(text.phrase, person.speaks),
        local_minute=now.hour * 60 + now.minute,
        injury=case.incident.concerns_injury(person.ref),
        legal_threat=case.incident.concerns_law(person.ref),
        booking_ahead_min=_booking_ahead(case, step),
    )
    return ProposedStep(
        step.key,
        StepKind(step.kind),
        to=person.ref,
        cost_kzt=cost,
        purpose=Purpose.MESSAGES if cost else None,
        playbook=case.incident.playbook,
        facts=facts,
    )


def _booking_ahead(case: Case, step: StepState) -> int | None:
    letter = case.incident.letters.get(step.to or "")
    if letter is None or letter.booking is None:
        return None
    booking = case.desk.bookings.get(case.incident.org, letter.booking)
    if booking is None:
        return None
    return int((booking.start - case.desk.now).total_seconds() // 60)
