"""Make it up to a client: judged on facts of this crisis, reserved, then given."""

from sondir.domain.incident import Letter, StepState
from sondir.domain.people import Booking, Person
from sondir.domain.step import ProposedStep, Purpose, StepFacts, StepKind
from sondir.stages.compensate import Due, due_for
from sondir.workflows.case import Case


def due_to(case: Case, person: Person) -> Due:
    """Say what a client is owed in this crisis."""
    gifts = case.playbook.gifts if case.playbook else ()
    visits = case.visits_today(person.ref) or _seen_there(case, person)
    return due_for(person, visits, case.incident.first_at, gifts)


def _seen_there(case: Case, person: Person) -> list[Booking]:
    """A witness known to have been there, though no book has the visit.

    Only a played-back record says so; the price being unknown, the least gift fits.
    """
    witness = case.incident.witnesses.get(person.ref)
    if witness is None or not witness.visited:
        return []
    return [Booking("", person.ref, case.branch.id, witness.first_at)]


def record_gift(case: Case, letter: Letter, kind: str, cost: int) -> None:
    """Write down what a client was given, or why nothing."""
    case.record(
        "COMPENSATION_FLOW",
        {
            "client": letter.client,
            "kind": kind,
            "value": letter.gift_value if kind != "none" else None,
            "cost_kzt": cost,
            "rule": letter.rule,
            "why": {"code": f"compensation.{letter.gift_why}", "args": {}},
        },
        step=f"compensate/{letter.client}",
    )


def propose_gift(case: Case, step: StepState) -> ProposedStep:
    """A gift is judged on facts of this crisis only."""
    ref = step.to or ""
    letter, person = case.incident.letters[ref], case.person(ref)
    facts = StepFacts(
        client_opted_out=person.opted_out,
        client_wants_human=person.wants_human,
        client_has_human=ref in case.incident.with_person,
        already_compensated=letter.compensated,
        eligible=due_to(case, person).gift is not None,
        injury=case.incident.concerns_injury(ref),
        legal_threat=case.incident.concerns_law(ref),
    )
    return ProposedStep(
        step.key,
        StepKind.COMPENSATE,
        to=ref,
        cost_kzt=letter.gift_kzt,
        purpose=Purpose.COMPENSATION,
        playbook=case.incident.playbook,
        facts=facts,
    )


def compensate(case: Case, step: StepState, proposed: ProposedStep) -> None:
    """Reserve and commit the gift; the loyalty account is credited at once."""
    ref = step.to or ""
    letter = case.incident.letters[ref]
    agreed = case.agreed_beyond(step.key)
    ledger = case.incident.ledger.reserve(
        step.key, proposed.cost_kzt, Purpose.COMPENSATION, ref, agreed
    )
    case.post(ledger, to=ref, agreed=agreed)
    case.post(case.incident.ledger.commit(step.key, proposed.cost_kzt))
    letter.compensated = True
    if letter.gift == "bonus":
        person = case.person(ref)
        person.bonus_kzt += int(letter.gift_value or 0)
        case.desk.people.save(person)
    record_gift(case, letter, letter.gift or "none", proposed.cost_kzt)
