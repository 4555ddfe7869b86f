"""Vetoes: the owner's, and the client's own."""

from sondir.domain.limits.answer import Objection
from sondir.domain.limits.case import Case
from sondir.domain.step import CLIENT_MESSAGES, OUTWARD, Act, StepKind

STOPPABLE = OUTWARD | {Act.PREPARE, Act.CLOSURE}
TO_ONE_CLIENT = CLIENT_MESSAGES | {StepKind.COMPENSATE}


def stopped_all(case: Case) -> Objection | None:
    """Refuse everything but rescue, watching and withdrawing after "stop"."""
    if not case.standing.stopped_all or case.act not in STOPPABLE:
        return None
    return case.refuse("veto", "limit.veto.stopped_all")


def taken_over(case: Case) -> Objection | None:
    """Refuse what a person does now, withdrawing a vendor's job included."""
    if not case.standing.taken_over or case.act not in STOPPABLE | {Act.WITHDRAW}:
        return None
    return case.refuse("veto", "limit.veto.taken_over")


def stopped_step(case: Case) -> Objection | None:
    """Refuse the one step that the owner stopped; rescue cannot be stopped."""
    if case.act is Act.RESCUE or not case.standing.is_stopped(case.step.key):
        return None
    return case.refuse("veto", "limit.veto.stopped_step")


def opted_out(case: Case) -> Objection | None:
    """Refuse to write or give to a client who wants no messages."""
    return _client_veto(case, "client_opted_out")


def wants_human(case: Case) -> Objection | None:
    """Refuse to write or give to a client who asked for a person, for good."""
    return _client_veto(case, "client_wants_human")


def has_human(case: Case) -> Objection | None:
    """Refuse to talk over a person who has taken the conversation."""
    return _client_veto(case, "client_has_human")


def _client_veto(case: Case, fact: str) -> Objection | None:
    if case.step.kind not in TO_ONE_CLIENT:
        return None
    known: bool | None = getattr(case.facts, fact)
    if known is None:
        return case.refuse("veto", "verdict.fact_missing", limit="veto", fact=fact)
    return case.refuse("veto", f"limit.veto.{fact}") if known else None
