"""The card about closing a branch: a question of its own, with an end that fails safe.

It says until when, how many visits it hits, and what either way costs; the rule of
both sums is a sentence of the journal (`closure.rule`).
"""

from datetime import timedelta

from sondir.domain.closure import Closure
from sondir.domain.incident import StepState
from sondir.domain.journal import moment
from sondir.domain.organisation import local
from sondir.workflows.case import Case
from sondir.workflows.owner import tell_owners
from sondir.workflows.speech import Saying


def ask_about_closing(case: Case, step: StepState) -> None:
    """Put the proposal before the owner; silence keeps the branch open."""
    closure = case.incident.closure
    if closure is None or closure.key != step.key:
        return
    minutes = case.corridor.ask_expires_min
    closure.asked_at = case.desk.now
    case.incident.batches[step.key] = [step.key]
    case.wake_in(f"ask/{step.key}", minutes)
    ends = moment(case.desk.now + timedelta(minutes=minutes))
    case.record("CLOSURE_PROPOSED", _line(closure, ends), step=step.key)
    here = f"{case.incident.id}/{step.key}"
    buttons = (
        (f"agree/{here}", "button.close_branch"),
        (f"stop_step/{here}", "button.stay_open"),
        (f"take_over/{case.incident.id}", "button.take_over"),
    )
    kind = "danger" if closure.why == "danger" else "proposed"
    args: dict[str, str | int] = {
        "branch": case.branch.name,
        "why": f"closure.{closure.why}",
        "until": f"{local(closure.reopens_at):%H:%M}",
        "bookings": closure.bookings,
        "closing_kzt": closure.closing_kzt,
        "staying_kzt": closure.staying_kzt,
        "minutes": minutes,
    }
    phrase, key = f"owner.closure.{kind}", f"notify_owner/{step.key}"
    tell_owners(case, Saying(key, phrase, args, "alert", buttons))


def _line(closure: Closure, expires_at: str) -> dict[str, object]:
    asked = closure.asked_at or closure.reopens_at
    hours = round((closure.reopens_at - asked) / timedelta(hours=1))
    return {
        "branch": closure.branch,
        "hours": hours,
        "bookings": closure.bookings,
        "cost_kzt": closure.closing_kzt,
        "stay_kzt": closure.staying_kzt,
        "why": {"code": f"closure.{closure.why}", "args": {}},
        "rule": {"code": "closure.rule", "args": {}},
        "expires_at": expires_at,
        "reopens_at": moment(closure.reopens_at),
    }
