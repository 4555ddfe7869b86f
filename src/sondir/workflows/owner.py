"""The owner: told at once, asked in one card, and obeyed in the next breath."""

from sondir.domain.incident import Incident, StepState
from sondir.domain.mode import mode_for
from sondir.domain.step import ProposedStep, StepFacts, StepKind
from sondir.stages.notify_owner import card_for
from sondir.workflows.case import Case
from sondir.workflows.caution import standing_causes
from sondir.workflows.speech import Said, Saying, announce


def propose_notice(case: Case, step: StepState) -> ProposedStep:
    """Telling the owner costs nothing, waits for nothing and is never stopped."""
    return ProposedStep(
        step.key, StepKind.NOTIFY_OWNER, to=step.to, facts=StepFacts(injury=False)
    )


def tell_owner(case: Case, step: StepState, _: ProposedStep) -> None:
    """Hand the card of the plan over to every owner."""
    budget = case.corridor.incident_kzt
    card = card_for(case.incident, case.playbook, case.branch.name, budget_kzt=budget)
    buttons = tuple((payload, f"button.{verb}") for payload, verb in card.buttons)
    saying = Saying(step.key, card.phrase, card.args, "alert", buttons)
    tell_owners(case, saying)
    case.incident.card_key = step.key


def tell_owners(case: Case, saying: Saying) -> list[Said]:
    """Say the same to every owner, and write down that they were told."""
    every = []
    for owner in case.owners():
        said = announce(case, owner, saying, "notify_owner")
        if said is not None:
            every.append(said)
    return every


def tell_once(
    case: Case, phrase: str, args: dict[str, str | int] | None = None
) -> None:
    """Tell the owners something, but never twice in one incident."""
    if phrase in case.incident.told:
        return
    case.incident.told.append(phrase)
    filled = {"branch": case.branch.name, **(args or {})}
    again = f"/{case.incident.reopened}" if case.incident.reopened else ""
    tell_owners(case, Saying(f"notify_owner/{phrase}{again}", phrase, filled, "alert"))


def refresh_mode(case: Case) -> None:
    """Fly in the strictest mode that anything asks for; write down a change."""
    incident = case.incident
    known = standing_causes(case)
    mode = mode_for(known)
    before = incident.standing.mode
    if mode is before:
        return
    incident.standing = incident.standing.enter(mode)
    if mode.strictness > before.strictness:
        incident.plan_agreed = False  # the yes was given to a freer flight
    incident.decided = True
    case.record(
        "MODE_CHANGED",
        {"from": str(before), "to": str(mode), "causes": sorted(known)},
        actor="system",
    )


def is_card(incident: Incident, key: str) -> bool:
    """Say whether a message of ours is the plan's card, to whichever owner."""
    step = incident.card_key
    return step is not None and key.rpartition("/")[0] == f"{incident.id}/{step}"


def hand_card_over(case: Case) -> None:
    """The card has reached the messenger: every hold of the plan begins now."""
    incident = case.incident
    if incident.card_at is not None:
        return
    incident.card_at = case.desk.now
    incident.decided = True
