"""Matters that a person decides by name, whatever else is allowed."""

from sondir.domain.limits.answer import Objection
from sondir.domain.limits.case import Case
from sondir.domain.step import OUTWARD, WORDED, Act, StepKind


def close_branch(case: Case) -> Objection | None:
    """Ask before a closing is carried further than its proposal, always."""
    if case.act is not Act.CLOSURE:
        return None
    return _by_name(case, "close_branch")


def open_ended_closure(case: Case) -> Objection | None:
    """Refuse to propose a closing that names no reopening."""
    if case.act is not Act.CLOSURE or (case.facts.closure_min or 0) > 0:
        return None
    return case.refuse("never_alone.close_branch", "limit.closure_open_ended")


def injury(case: Case) -> Objection | None:
    """Ask for every act where somebody is or may be hurt."""
    return _unless_false(case, case.facts.injury, "injury")


def legal(case: Case) -> Objection | None:
    """Ask for every act where somebody threatens with the law."""
    return _unless_false(case, case.facts.legal_threat, "legal")


def personal_data(case: Case) -> Objection | None:
    """Ask before a client's data reaches a vendor."""
    if case.act is not Act.VENDOR:
        return None
    shares = case.facts.shares_personal_data
    return _unless_false(case, shares, "share_personal_data")


def free_text(case: Case) -> Objection | None:
    """Ask before words go out that are not from the approved phrasebook.

    The emergency text is stopped only when it is known not to be the approved
    one: silence in danger is worse than a missing mark.
    """
    approved = case.facts.phrase_approved
    if case.step.kind is StepKind.EMERGENCY_TEXT:
        return _by_name(case, "free_text") if approved is False else None
    if case.step.kind not in WORDED or approved:
        return None
    return _by_name(case, "free_text")


def _unless_false(case: Case, fact: bool | None, matter: str) -> Objection | None:
    if case.act not in OUTWARD or fact is False:
        return None
    if fact is None and case.corridor.is_never_alone(matter):
        return case.ask_fact(f"never_alone.{matter}", matter)
    return _by_name(case, matter)


def _by_name(case: Case, matter: str) -> Objection | None:
    if not case.corridor.is_never_alone(matter):
        return None
    return case.ask(f"never_alone.{matter}", f"limit.never_alone.{matter}")
