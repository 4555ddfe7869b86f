"""Closing a branch: proposed with its price, decided by a person, reopened by itself.

Never done alone, whatever the playbook may: the limit `never_alone.close_branch` asks
for each proposal by name, and a yes to the card is no yes to it. A question that
nobody answers leaves the branch open, and the hour of the reopening is fixed before
anybody may agree. What becomes of the visits is closed_hours.py.
"""

from datetime import timedelta

from sondir.domain.closure import Closure
from sondir.domain.incident import StepState
from sondir.domain.mode import Mode
from sondir.domain.organisation import local
from sondir.domain.step import ProposedStep, StepFacts, StepKind
from sondir.domain.turn import OwnerDecided
from sondir.ports.phrasebook import Args
from sondir.stages.weigh_closure import Rates, reopening, visits_within, weigh
from sondir.workflows.acts import want
from sondir.workflows.case import Case
from sondir.workflows.considering import reason_to_close
from sondir.workflows.owner import tell_owners
from sondir.workflows.speech import Saying, announce

KIND = str(StepKind.PROPOSE_CLOSURE)
AGAIN_AFTER = timedelta(minutes=60)
"""How soon a question that nobody answered may be put again, with new figures."""
MOST = 3
"""How often one crisis asks about closing."""
REOPEN = "reopen"


def pursue_closure(case: Case) -> None:
    """Propose a closing where the facts call for it; let it fall where they end."""
    closure = case.incident.closure
    if closure is not None and closure.is_open_question:
        _watch(case, closure)
    elif closure is not None and closure.is_on:
        _tell_mended(case, closure)
    elif _may_propose(case, closure):
        _propose(case, 1 if closure is None else closure.number + 1)


def _may_propose(case: Case, before: Closure | None) -> bool:
    incident = case.incident
    if incident.is_stopped or incident.standing.mode is Mode.MANUAL:
        return False
    if before is None or before.state == "reopened":
        return before is None or before.number < MOST
    ended = before.ended_at
    waited = ended is None or case.desk.now - ended >= AGAIN_AFTER
    return before.may_be_asked_again and waited and before.number < MOST


def _propose(case: Case, number: int) -> None:
    """Weigh both ways and want a person's decision on it."""
    why, book, branch = reason_to_close(case), case.playbook, case.branch
    if why is None or book is None:
        return
    now = case.desk.now
    opens = reopening(now, branch.hours, book.closure_min)
    if opens is None:
        return
    booked = case.desk.bookings.at_branch(case.incident.org, branch.id, now, opens)
    weighed = weigh(visits_within(booked, now, opens), _rates(case))
    if not weighed.bookings and why != "danger":
        return  # nobody would notice: there is nothing to decide
    case.incident.closure = Closure(
        number=number,
        branch=branch.id,
        why=why,
        reopens_at=opens,
        bookings=weighed.bookings,
        closing_kzt=weighed.closing_kzt,
        staying_kzt=weighed.staying_kzt,
    )
    want(case, KIND, tag=str(number))


def _rates(case: Case) -> Rates:
    corridor, given = case.corridor, case.spent(None).compensation
    return Rates(
        gifts=case.playbook.gifts if case.playbook else (),
        client_kzt=corridor.client_kzt,
        left_kzt=max(corridor.compensation_kzt - given, 0),
        message_kzt=case.desk.tariff.template_kzt,
    )


def propose_closing(case: Case, step: StepState) -> ProposedStep:
    """A proposal that is no longer on the table has no reopening, and is refused."""
    closure, minutes = case.incident.closure, 0
    if closure is not None and closure.key == step.key and closure.is_open_question:
        minutes = closure.minutes_left(case.desk.now)
    return ProposedStep(
        step.key,
        StepKind.PROPOSE_CLOSURE,
        branch=case.incident.branch,
        playbook=case.incident.playbook,
        facts=StepFacts(closure_min=minutes),
    )


def _watch(case: Case, closure: Closure) -> None:
    """Let the proposal fall once it was refused, stopped or needed no more."""
    step, standing = case.incident.steps[closure.key], case.incident.standing
    if step.state == "refused":
        said_no = standing.is_stopped(step.key)
        _drop(case, closure, "declined" if said_no else "expired")
    elif case.incident.is_stopped or step.state == "withdrawn":
        step.state = "withdrawn"
        _drop(case, closure, "stopped")
    elif reason_to_close(case) is None:
        step.state = "withdrawn"
        _drop(case, closure, "mended")


def _drop(case: Case, closure: Closure, state: str) -> None:
    """The branch stays open; a person who was asked hears so."""
    closure.state, closure.ended_at = state, case.desk.now
    if closure.asked_at is not None and state != "stopped":
        args: Args = {
            "branch": case.branch.name,
            "why": f"closure.{state}",
            "until": f"{local(closure.reopens_at):%H:%M}",
        }
        _tell_owner(case, closure, "stays_open", args)


def hear_decision(case: Case, turn: OwnerDecided) -> None:
    """Note who decided; a no to a branch that is closed opens it at once.

    A yes after the end of the question closes nothing: it asks for a new proposal,
    whose figures and hours are those of now.
    """
    closure = case.incident.closure
    if closure is None or turn.step != closure.key:
        return
    if turn.decision == "stop_step" and closure.is_on:
        open_branch(case, closure, "opened")
    elif turn.decision == "agree" and closure.is_open_question:
        closure.decided_by = turn.by
    elif turn.decision == "agree" and closure.may_be_asked_again:
        closure.ended_at = None


def close_branch(case: Case, step: StepState, _: ProposedStep) -> None:
    """A person has said yes: the shift closes until the hour that they agreed to."""
    closure = case.incident.closure
    if closure is None or closure.key != step.key or closure.decided_by is None:
        return
    closure.state = "closed"
    keep_reopening(case)
    args = _args(case, closure)
    for shift in case.shifts():
        saying = Saying(f"{step.key}/closed", "shift.closure.closed", args, "alert")
        announce(case, shift, saying, KIND)
    _tell_owner(case, closure, "closed", args, (_open_now(case, closure),))


def keep_reopening(case: Case) -> None:
    """The reopening has a timer of its own, which outlives the crisis."""
    closure = case.incident.closure
    if closure is not None and closure.is_on:
        timer = f"{REOPEN}/{closure.number}"
        case.desk.timers.set(case.incident.id, timer, closure.reopens_at)


def reopening_is_due(case: Case, number: str) -> None:
    """The hour has come: the branch opens, whatever else stands."""
    closure = case.incident.closure
    if closure is not None and closure.is_on and str(closure.number) == number:
        open_branch(case, closure, "reopened")


def open_branch(case: Case, closure: Closure, state: str) -> None:
    """Open again: the shift and the owner are told, also after a stop.

    It is a report of what a person had decided, no new act.
    """
    closure.state, closure.ended_at = state, case.desk.now
    args: Args = {"branch": case.branch.name}
    for shift in case.shifts():
        step = f"report/{closure.key}/opened"
        saying = Saying(step, "shift.closure.opened", args, "alert")
        announce(case, shift, saying, "report")
    _tell_owner(case, closure, "opened", args)


def _tell_mended(case: Case, closure: Closure) -> None:
    """Mended while it is closed: a person may open it before the hour."""
    told = f"{closure.key}/mended"
    if not case.incident.shift_fine or told in case.incident.told:
        return
    case.incident.told.append(told)
    buttons = (_open_now(case, closure),)
    _tell_owner(case, closure, "mended", _args(case, closure), buttons)


def _tell_owner(
    case: Case,
    closure: Closure,
    what: str,
    args: Args,
    buttons: tuple[tuple[str, str], ...] = (),
) -> None:
    step, phrase = f"notify_owner/{closure.key}/{what}", f"owner.closure.{what}"
    tell_owners(case, Saying(step, phrase, args, "alert", buttons))


def _open_now(case: Case, closure: Closure) -> tuple[str, str]:
    return f"stop_step/{case.incident.id}/{closure.key}", "button.open_now"


def _args(case: Case, closure: Closure) -> dict[str, str | int]:
    return {
        "branch": case.branch.name,
        "until": f"{local(closure.reopens_at):%H:%M}",
        "bookings": closure.bookings,
    }
