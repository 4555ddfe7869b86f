"""The plan on the owner's card: each kind of step, its most, its verdict, its undo."""

from decimal import Decimal

from sondir.domain.step import ProposedStep, Purpose, StepFacts, StepKind
from sondir.domain.verdict import verdict_for
from sondir.workflows.acts import want, withdraw
from sondir.workflows.case import Case
from sondir.workflows.gifts import due_to
from sondir.workflows.planned_works import was_explained
from sondir.workflows.speech import cost_of

UNDO = {
    "authorise_job": "undo",
    "request_offer": "undo",
    "offer_booking": "undo",
    "move_booking": "undo",
    "pause_bookings": "undo",
    "emergency_text": "no",
    "compensate": "no",
    "write_client": "repair",
}
"""Whether a step can be undone, only repaired (a second message), or neither."""
ASKED_AT_ONCE = 3
HIRING = ("search_vendor", "request_offer", "authorise_job")
WAITS = "plan_without_hiring"
"""Remembered while the newest plan names no hiring, as announced works explain it."""


def plan_made(case: Case) -> None:
    """Write the plan down: each kind of step, its most, and how it may be undone.

    Where announced works explain the crisis nobody is hired, and the plan says so.
    """
    book = case.playbook
    kinds = book.plan if book else ("notify_owner",)
    told, waits = case.incident.told, was_explained(case)
    if waits != (WAITS in told):
        told.append(WAITS) if waits else told.remove(WAITS)
    steps = [_line(case, kind) for kind in kinds if not (waits and kind in HIRING)]
    case.record("PLAN_MADE", {"playbook": case.incident.playbook, "steps": steps})


def renew_plan(case: Case) -> None:
    """Works that explained it do so no more, or begin to: hiring is in or out again."""
    incident, book = case.incident, case.playbook
    if book is None or incident.is_stopped or not set(HIRING) & set(book.plan):
        return
    if was_explained(case) != (WAITS in incident.told):
        plan_made(case)


def want_card(case: Case, tag: str = "") -> None:
    """Want a new card; one of this turn that has not gone out yet says the same."""
    withdraw(case, "notify_owner")
    want(case, "notify_owner", tag=tag)


def _line(case: Case, kind: str) -> dict[str, object]:
    step = _outlook(case, StepKind(kind))
    standing = case.incident.standing.at(case.desk.now)
    verdict = verdict_for(step, case.corridor, case.spent(None), standing)
    return {
        "step": kind,
        "kind": kind,
        "cost_kzt": step.amount_kzt,
        "reversible": UNDO.get(kind, "undo"),
        "verdict": verdict.name,
    }


def _outlook(case: Case, kind: StepKind) -> ProposedStep:
    """Propose a whole kind of step as it looks now, at its most, nothing against it."""
    cost, purpose = _most(case, kind)
    return ProposedStep(
        str(kind),
        kind,
        cost_kzt=cost,
        purpose=purpose if cost else None,
        playbook=case.incident.playbook,
        facts=_facts(case, kind, cost),
    )


def _most(case: Case, kind: StepKind) -> tuple[int, Purpose | None]:
    if kind is StepKind.AUTHORISE_JOB:
        return min(case.corridor.job_kzt, case.room_kzt()), Purpose.VENDOR
    if kind is StepKind.COMPENSATE:
        return _gifts(case), Purpose.COMPENSATION
    if kind is StepKind.WRITE_CLIENT:
        written = [case.person(w.client) for w in case.incident.affected()]
        return sum(cost_of(case, person) for person in written), Purpose.MESSAGES
    if kind is StepKind.REQUEST_OFFER:
        return ASKED_AT_ONCE * case.desk.tariff.template_kzt, Purpose.MESSAGES
    return 0, None


def _gifts(case: Case) -> int:
    owed = [due_to(case, case.person(w.client)) for w in case.incident.affected()]
    sums = sum(due.gift.costs_kzt for due in owed if due.gift is not None)
    return min(sums, case.corridor.compensation_kzt)


def _facts(case: Case, kind: StepKind, cost: int) -> StepFacts:
    """Take what only each act will show for fine; what is known already counts."""
    good = case.corridor.vendor
    return StepFacts(
        vendor_known=True,
        vendor_rating=Decimal(5),
        vendor_reviews=good.min_reviews,
        distance_km=Decimal(0),
        eta_min=0,
        prepayment=False,
        receipt=True,
        price_ceiling_kzt=cost,
        has_link=False,
        terms_changed=False,
        client_messages_today=0,
        client_opted_out=False,
        client_wants_human=False,
        client_has_human=False,
        client_agreed=True,
        already_compensated=False,
        eligible=True,
        first_contact=False,
        discloses=True,
        closure_min=case.playbook.closure_min if case.playbook else 0,
        booking_ahead_min=None if kind is StepKind.PAUSE_BOOKINGS else 0,
        phrase_approved=True,
        shares_personal_data=False,
        cause_p=Decimal(case.incident.cause_p),
        shift_confirmed=not case.incident.provisional,
        injury=case.incident.concerns_injury(),
        legal_threat=case.incident.concerns_law(),
        local_minute=12 * 60,
    )
