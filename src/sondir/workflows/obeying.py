"""Obey the owner: a decision is journalled, and holds for all that follows."""

from sondir.domain.hold import Decision, Factor, OwnerDecision, decide
from sondir.domain.incident import StepState
from sondir.domain.step import is_part_of
from sondir.domain.turn import OwnerDecided
from sondir.workflows.case import Case
from sondir.workflows.closure import hear_decision
from sondir.workflows.jobs import drop, stop_jobs
from sondir.workflows.offers import thank
from sondir.workflows.owner import refresh_mode, tell_owners
from sondir.workflows.speech import Saying
from sondir.workflows.undelivered import unsaid

SEARCHING = ("search_vendor", "request_offer")
"""Steps whose yes says that somebody may be looked for, or asked, after all."""


def obey(case: Case, turn: OwnerDecided) -> None:
    """Carry out what the owner decided; journalled before anything else moves."""
    incident, decision = case.incident, _decision_of(turn)
    incident.owner_spoke_at = case.desk.now
    case.record(
        "OWNER_DECISION",
        {
            "decision": decision,
            "step": turn.step,
            "by": turn.by,
            "channel": turn.channel,
            "factor": turn.factor,
        },
        step=turn.step,
        actor=turn.by,
    )
    hear_decision(case, turn)
    for key in _meant(case, turn):
        expired = incident.standing.expired_steps
        incident.standing = decide(
            incident.standing, _command(case, decision, turn.factor, key)
        )
        _AFTER[decision](case, key, expired)
    incident.decided = True
    refresh_mode(case)


def _decision_of(turn: OwnerDecided) -> str:
    """A stop that names no step stops everything: a veto is never lost."""
    is_vague = turn.decision == "stop_step" and not turn.step
    return "stop_all" if is_vague else turn.decision


def _meant(case: Case, turn: OwnerDecided) -> list[str | None]:
    if not turn.step:
        return [None]
    return list(case.incident.batches.get(turn.step, [turn.step]))


def _command(case: Case, decision: str, factor: str, key: str | None) -> OwnerDecision:
    steps = case.incident.steps
    if decision != "agree":
        return OwnerDecision(Decision(decision), key)
    if key is None:
        covers = {s.key: s.amount_kzt for s in steps.values() if s.state != "done"}
        return OwnerDecision(Decision.AGREE, None, covers, factor=Factor(factor))
    step = steps.get(key)
    return OwnerDecision(
        Decision.AGREE,
        key,
        {key: step.amount_kzt if step else 0},
        frozenset(step.limits if step else ()),
        Factor(factor),
    )


def _agreed(case: Case, key: str | None, expired: frozenset[str]) -> None:
    """A yes also revives what had just expired, but never what was stopped."""
    incident = case.incident
    if key is None:
        incident.plan_agreed = not incident.is_stopped
    for step in incident.steps.values():
        if key not in (None, step.key) or step.kind == "propose_closure":
            continue  # a closing that nobody agreed to in time is proposed anew
        is_late = step.key in expired and step.state == "refused"
        if step.kind in SEARCHING and (is_late or key is not None):
            incident.search_exhausted = False
        if is_late:
            _revive(case, step)


def _revive(case: Case, step: StepState) -> None:
    """Judge a step again; an offer that is no longer on the table stays refused."""
    quote = case.incident.quotes.get(step.to or "")
    if step.kind == "request_offer" and quote is not None and quote.state == "out":
        quote.state, quote.why = "shortlisted", None
    elif step.kind == "authorise_job":
        return
    letter = case.incident.letters.get(step.to or "")
    if letter is not None and letter.state == "withheld" and letter.sent_at is None:
        letter.state = "planned"
    step.state, step.verdict = "asked", None


def _stopped_step(case: Case, key: str | None, _: frozenset[str]) -> None:
    """A stopped step needs a yes of its own; a job on its way is called off."""
    whole = key or ""
    for step in case.incident.steps.values():
        if is_part_of(step.key, whole):
            step.needs_own_yes = True
    for job in case.incident.jobs.values():
        if job.is_live and is_part_of(job.reference, whole):
            drop(case, job, "cancelled", "owner_stopped")


def _stopped_all(case: Case, _: str | None, __: frozenset[str]) -> None:
    """Whoever is on the way or was asked is told politely; nothing else goes out."""
    case.incident.plan_agreed = False
    stop_jobs(case)
    for quote in case.incident.quotes.values():
        if quote.is_waiting or quote.state in ("offered", "chosen"):
            thank(case, quote)
    _stand_down(case, "stop_all", "owner.stopped")


def _taken_over(case: Case, _: str | None, __: frozenset[str]) -> None:
    """Whoever is on the way stays with the owner; the autopilot only watches."""
    case.incident.plan_agreed = False
    _stand_down(case, "take_over", "owner.taken_over")


def _stand_down(case: Case, decision: str, phrase: str) -> None:
    """Nothing queued goes out any more; the owner hears that it stopped."""
    cancelled = case.desk.outbox.cancel_queued(case.incident.id)
    for key in cancelled:
        unsaid(case, key)
    args: dict[str, str | int] = {
        "branch": case.branch.name,
        "cancelled": len(cancelled),
    }
    step = f"notify_owner/{decision}/{case.incident.turns}"
    tell_owners(case, Saying(step, phrase, args, "alert"))


def _resumed(case: Case, key: str | None, _: frozenset[str]) -> None:
    """Everything is wanted anew, each with a hold that begins now."""
    incident = case.incident
    incident.plan_agreed, incident.search_exhausted = False, False
    if incident.card_at is not None:
        incident.card_at = case.desk.now
    for step in incident.steps.values():
        if step.state == "withdrawn" or step.key == key:
            step.state, step.verdict, step.until = "proposed", None, None
    case.wake_in("check", case.desk.patience.check_every_min)


_AFTER = {
    "agree": _agreed,
    "stop_step": _stopped_step,
    "stop_all": _stopped_all,
    "take_over": _taken_over,
    "resume": _resumed,
}
