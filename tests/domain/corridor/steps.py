"""Steps that every limit lets through, to be spoilt one fact at a time."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from sondir.domain.corridor import Corridor, Permission
from sondir.domain.hold import Standing
from sondir.domain.ledger import Spent
from sondir.domain.limits.case import Case
from sondir.domain.mode import Mode
from sondir.domain.step import ProposedStep, Purpose, StepFacts, StepKind

PLAYBOOK = "climate_failure"
CORRIDOR = Corridor(
    permissions={PLAYBOOK: Permission.ACT}, problem_kzt={PLAYBOOK: 45_000}
)
NOTHING = Spent(0, 0, 0, 0, 0, 0, 0, 0)
FREE = Standing(Mode.NORMAL, Permission.ACT)
"""No agreement, no hold begun."""

KNOWN = StepFacts(
    vendor_known=True,
    vendor_rating=Decimal("4.9"),
    vendor_reviews=210,
    distance_km=Decimal("1.2"),
    eta_min=65,
    prepayment=False,
    receipt=True,
    price_ceiling_kzt=5_000,
    has_link=False,
    terms_changed=False,
    client_messages_today=0,
    client_opted_out=False,
    client_wants_human=False,
    client_has_human=False,
    client_agreed=True,
    already_compensated=False,
    eligible=True,
    first_contact=True,
    discloses=True,
    booking_ahead_min=90,
    closure_min=120,
    phrase_approved=True,
    shares_personal_data=False,
    cause_p=Decimal("0.91"),
    shift_confirmed=False,
    injury=False,
    legal_threat=False,
    local_minute=11 * 60,
)
"""Every fact known, none of them a reason to object."""

SPENDS = {
    StepKind.AUTHORISE_JOB: (5_000, Purpose.VENDOR),
    StepKind.COMPENSATE: (2_000, Purpose.COMPENSATION),
}


def step_of(kind: StepKind, **facts: Any) -> ProposedStep:
    """A step of *kind* that nothing is wrong with, but for *facts*."""
    cost, purpose = SPENDS.get(kind, (25, Purpose.MESSAGES))
    return ProposedStep(
        key="step",
        kind=kind,
        to="vendor:v1" if kind is StepKind.AUTHORISE_JOB else "client:17",
        channel="whatsapp",
        cost_kzt=cost,
        purpose=purpose,
        branch="abay",
        playbook=PLAYBOOK,
        facts=replace(KNOWN, **facts),
    )


NO_HOLD = replace(CORRIDOR, hold_s=replace(CORRIDOR.hold_s, vendor=0, clients=0))
NO_HOLD = replace(NO_HOLD, hold_s=replace(NO_HOLD.hold_s, compensation=0))


def case_of(
    kind: StepKind,
    *,
    corridor: Corridor = NO_HOLD,
    spent: Spent = NOTHING,
    standing: Standing = FREE,
    cost_kzt: int | None = None,
    **facts: Any,
) -> Case:
    """A case that every limit lets through at once, but for what is named."""
    step = step_of(kind, **facts)
    if cost_kzt is not None:
        step = replace(step, cost_kzt=cost_kzt)
    return Case(step, corridor, spent, standing)
