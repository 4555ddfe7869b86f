"""Before all limits: only declared kinds of step, only sums that fit them."""

from collections.abc import Mapping

from sondir.domain.limits.answer import Objection
from sondir.domain.limits.case import Case
from sondir.domain.step import Act, Purpose, StepKind

SPENDS: Mapping[StepKind, Purpose] = {
    StepKind.AUTHORISE_JOB: Purpose.VENDOR,
    StepKind.COMPENSATE: Purpose.COMPENSATION,
}
"""Every other kind spends message fees only."""


def known_kind(case: Case) -> Objection | None:
    """Refuse a kind of step that nobody has declared."""
    if case.act is not None:
        return None
    return case.refuse(None, "verdict.unknown_step", kind=str(case.step.kind))


def purpose_fits(case: Case) -> Objection | None:
    """Refuse a sum booked under another purpose, which would dodge its limits.

    Rescue is let through: it posts nothing to the ledger, and silence in danger
    would be the worse mistake.
    """
    step = case.step
    if case.act is Act.RESCUE:
        return None
    if step.amount_kzt == 0 and step.purpose is None:
        return None
    if step.purpose is SPENDS.get(step.kind, Purpose.MESSAGES):
        return None
    named = "" if step.purpose is None else str(step.purpose)
    return case.refuse(
        None, "verdict.purpose_does_not_fit", kind=str(step.kind), purpose=named
    )
