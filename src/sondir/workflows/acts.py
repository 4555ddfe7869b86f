"""Judge, hold, act, record: the gate that every step of every plan goes through.

Other files only say which steps there should be (`want`). Here each open step gets
its verdict, waits out its hold or the owner's answer, is carried out once, and every
verdict is written down. A refusal is an ordinary result; what follows from it is the
business of the file that wanted the step.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sondir.domain.hold import Agreement
from sondir.domain.incident import StepState
from sondir.domain.journal import moment
from sondir.domain.step import ProposedStep
from sondir.domain.verdict import Ask, Hold, Verdict, verdict_for
from sondir.workflows.asking import ask_owner
from sondir.workflows.case import Case

MOST_ROUNDS = 12
"""Carrying out one step may want others; a chain longer than this is a defect."""


@dataclass(frozen=True, slots=True)
class Act:
    """How steps of one kind are proposed (with fresh facts) and carried out."""

    propose: Callable[[Case, StepState], ProposedStep]
    carry_out: Callable[[Case, StepState, ProposedStep], None]


def want(case: Case, kind: str, to: str | None = None, tag: str = "") -> StepState:
    """Make sure the plan has this step; a step that is there stays as it is."""
    key = "/".join(part for part in (kind, to, tag) if part)
    if key not in case.incident.steps:
        case.incident.steps[key] = StepState(key=key, kind=kind, to=to)
    return case.incident.steps[key]


def cover(case: Case, key: str, amount_kzt: int) -> None:
    """Count a yes that the owner gave to something larger for this one step, too.

    It lifts no limit; a stop still ends it.
    """
    standing = case.incident.standing
    if any(a.step == key for a in standing.agreements):
        return
    given = (*standing.agreements, Agreement(key, amount_kzt))
    case.incident.standing = replace(standing, agreements=given)


def withdraw(case: Case, *kinds: str) -> None:
    """Let open steps of these kinds fall: what they were wanted for is no more."""
    for step in case.incident.steps.values():
        if step.kind in kinds and step.is_open and not step.key.endswith("raise"):
            step.state = "withdrawn"


def settle_steps(case: Case, acts: Mapping[str, Act]) -> None:
    """Give every open step its verdict, until nothing moves any more."""
    decided, case.incident.decided = case.incident.decided, False
    newly_asked: dict[str, StepState] = {}
    for _ in range(MOST_ROUNDS):
        moved = False
        for step in list(case.incident.steps.values()):
            if step.is_open and (decided or _is_due(case, step)):
                before = (step.state, step.limits)
                _judge(case, acts[step.kind], step)
                moved = moved or step.state != before[0]
                if step.state == "asked" and before != ("asked", step.limits):
                    newly_asked[step.key] = step
        if not moved:
            break
        decided = False
    still = [s for s in newly_asked.values() if s.state == "asked"]
    ask_owner(case, still)


def _is_due(case: Case, step: StepState) -> bool:
    if step.state == "proposed":
        return True
    over = step.until is not None and step.until <= case.desk.now
    return step.state == "held" and over


def _judge(case: Case, act: Act, step: StepState) -> None:
    proposed = act.propose(case, step)
    step.amount_kzt = proposed.amount_kzt
    _note_hold_and_agreement(case, step, proposed)
    standing = case.incident.standing.at(case.desk.now)
    without = _replaced(case, step)
    spent = case.spent(step.to, without)
    verdict = verdict_for(proposed, case.corridor, spent, standing)
    _record_verdict(case, step, verdict)
    if isinstance(verdict, Hold):
        _hold(case, step, verdict)
    elif isinstance(verdict, Ask):
        _await_answer(case, step, verdict)
    elif verdict.name == "allow":
        step.state = "done"
        act.carry_out(case, step, proposed)
    elif case.incident.is_stopped and not case.incident.standing.is_stopped(step.key):
        step.state = "withdrawn"  # wanted anew, once the owner has resumed
    else:
        step.state, step.limits = "refused", (verdict.limit or "",)


def _note_hold_and_agreement(
    case: Case, step: StepState, proposed: ProposedStep
) -> None:
    """Holds of the plan began with the card; a yes to the card covers its steps.

    Whoever became part of the crisis after the card has a hold of their own.
    """
    incident = case.incident
    plan = case.playbook.plan if case.playbook else ()
    began = incident.card_at if step.kind in plan else case.desk.now
    if began is not None:
        joined = _joined_at(case, step)
        began = max(began, joined) if joined else began
        incident.standing = incident.standing.begin_hold([step.key], began)
    if incident.plan_agreed and step.kind in plan and not step.needs_own_yes:
        cover(case, step.key, proposed.amount_kzt)


def _replaced(case: Case, step: StepState) -> str:
    """Name the reservation that this step stands in for: a raise, its first sum."""
    job = case.incident.jobs.get(step.to or "")
    return job.reference if job and step.key.endswith("raise") else step.key


def _joined_at(case: Case, step: StepState) -> datetime | None:
    """Say when the client of a step became known; None for whom the card named."""
    witness = case.incident.witnesses.get(step.to or "")
    if witness is not None:
        return witness.joined_at
    return case.desk.now if step.kind == "offer_booking" else None


def _hold(case: Case, step: StepState, verdict: Hold) -> None:
    step.state = "held"
    began = step.key in case.incident.standing.hold_began
    if began or verdict.limit != "hold":
        step.until = case.desk.now + timedelta(seconds=verdict.until_s)
        case.desk.timers.set(case.incident.id, f"hold/{step.until:%H%M%S}", step.until)


def _await_answer(case: Case, step: StepState, verdict: Ask) -> None:
    if step.state != "asked":
        minutes = case.corridor.ask_expires_min
        step.until = case.desk.now + timedelta(minutes=minutes)
    step.state, step.limits = "asked", verdict.limits or (verdict.limit,)


def _record_verdict(case: Case, step: StepState, verdict: Verdict) -> None:
    """Write the verdict when it is another than the one last written."""
    seen = f"{verdict.name}/{verdict.limit}"
    if step.verdict == seen:
        return
    step.verdict = seen
    until = None
    if isinstance(verdict, Hold) and step.key in case.incident.standing.hold_began:
        until = moment(case.desk.now + timedelta(seconds=verdict.until_s))
    case.record(
        "VERDICT",
        {
            "step": step.key,
            "kind": step.kind,
            "verdict": verdict.name,
            "limit": verdict.limit,
            "sentence": {
                "code": verdict.sentence.code,
                "args": dict(verdict.sentence.args),
            },
            "amount_kzt": verdict.amount_kzt,
            "until": until,
        },
        step=step.key,
    )
