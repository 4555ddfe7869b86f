"""What the shift is asked to do at once: stop a mailing, check payments, bring water.

Each goes through the corridor like every step. Pausing the online booking touches
guests to come, so it is a proposal: only the owner's yes lets it reach the shift.
"""

from datetime import timedelta
from decimal import Decimal

from sondir.domain.incident import StepState
from sondir.domain.organisation import local
from sondir.domain.playbook import Instruction
from sondir.domain.step import ProposedStep, StepFacts, StepKind
from sondir.workflows.acts import want
from sondir.workflows.case import Case
from sondir.workflows.fitting import LEADS
from sondir.workflows.speech import Saying, announce

INSTRUCTED = "instruction"


def pursue_instructions(case: Case) -> None:
    """Want every instruction of the playbook whose cause leads."""
    book, incident = case.playbook, case.incident
    if book is None or incident.is_stopped:
        return
    for instruction in book.instructions:
        if _is_due(case, instruction):
            tag = f"{INSTRUCTED}/{instruction.says}"
            for shift in case.shifts():
                want(case, instruction.kind, shift.ref, tag)


def _is_due(case: Case, instruction: Instruction) -> bool:
    if not instruction.causes:
        return True
    leads = Decimal(case.incident.cause_p) >= LEADS
    return leads and case.incident.cause in instruction.causes


def is_instruction(step: StepState) -> bool:
    """Say whether a step asks the shift to do something, not to answer."""
    return f"/{INSTRUCTED}/" in step.key


def propose_instruction(case: Case, step: StepState) -> ProposedStep:
    """An instruction costs nothing; how far a pause reaches only the owner knows."""
    return ProposedStep(
        step.key,
        StepKind(step.kind),
        to=step.to,
        playbook=case.incident.playbook,
        facts=StepFacts(injury=False, legal_threat=False),
    )


def instruct(case: Case, step: StepState, _: ProposedStep) -> None:
    """Tell the shift of the branch, once, in its language."""
    shift = case.person(step.to or "")
    branch = case.organisation.branch(shift.branch) or case.branch
    minutes = case.playbook.relief_min if case.playbook else 0
    until = local(case.desk.now + timedelta(minutes=minutes))
    args: dict[str, str | int] = {"branch": branch.name, "until": f"{until:%H:%M}"}
    phrase = f"shift.{step.key.rsplit('/', 1)[-1]}"
    announce(case, shift, Saying(step.key, phrase, args, "alert"), step.kind)
