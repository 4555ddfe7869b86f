"""Ask the owner: one question for many steps, with an end that fails safe."""

from collections.abc import Sequence

from sondir.domain.incident import StepState
from sondir.ports.phrasebook import Args
from sondir.workflows.case import Case
from sondir.workflows.caution import watch_for_silence
from sondir.workflows.closure_card import ask_about_closing
from sondir.workflows.owner import tell_owners
from sondir.workflows.speech import Saying

CARD = "card"
"""The batch of the steps that the plan's own card asks about."""
CLOSING = "propose_closure"


def ask_owner(case: Case, steps: Sequence[StepState]) -> None:
    """Ask about all *steps* in one message; what the card asks is not asked again.

    Closing the branch is a question of its own, with its own figures.
    """
    for closing in [s for s in steps if s.kind == CLOSING]:
        ask_about_closing(case, closing)
    steps = [s for s in steps if s.kind != CLOSING]
    by_card = [s for s in steps if _answered_by_card(case, s)]
    if by_card:
        _wait_for_card(case, by_card)
    beyond = [s for s in steps if s not in by_card]
    if not beyond:
        return
    batch = f"ask-{len(case.incident.batches) + 1}"
    case.incident.batches[batch] = [s.key for s in beyond]
    case.wake_in(f"ask/{batch}", case.corridor.ask_expires_min)
    watch_for_silence(case, batch)
    here = case.incident.id
    buttons = (
        (f"agree/{here}/{batch}", "button.agree"),
        (f"stop_step/{here}/{batch}", "button.stop"),
        (f"take_over/{here}", "button.take_over"),
    )
    phrase = "owner.ask.one" if len(beyond) == 1 else "owner.ask.several"
    step, args = f"notify_owner/{batch}", _args(case, beyond)
    tell_owners(case, Saying(step, phrase, args, "alert", buttons))


def _args(case: Case, steps: Sequence[StepState]) -> Args:
    first = steps[0]
    return {
        "branch": case.branch.name,
        "step": first.kind,
        "limit": first.limits[-1] if first.limits else "",
        "amount_kzt": sum(s.amount_kzt for s in steps),
        "count": len(steps),
        "minutes": case.corridor.ask_expires_min,
    }


def _answered_by_card(case: Case, step: StepState) -> bool:
    """The card answers what only waits for a permission or a mode."""
    plan = case.playbook.plan if case.playbook else ()
    only_freedom = all(x.startswith(("permissions", "mode.")) for x in step.limits)
    asks_by_card = case.incident.permission == "ask" and not case.incident.plan_agreed
    return step.kind in plan and only_freedom and asks_by_card


def _wait_for_card(case: Case, steps: Sequence[StepState]) -> None:
    """The card's question ends once; what comes after its end is asked by itself."""
    waiting = case.incident.batches.setdefault(CARD, [])
    waiting.extend(s.key for s in steps)
    case.wake_in(f"ask/{CARD}", case.corridor.ask_expires_min)
    watch_for_silence(case, CARD)


def expire(case: Case, batch: str) -> None:
    """An unanswered question falls to the safe side."""
    incident = case.incident
    for key in incident.batches.get(batch, ()):
        if incident.steps[key].state == "asked":
            incident.standing = incident.standing.expire(key)
    if batch == CARD:
        incident.batches[CARD] = []
    incident.decided = True
