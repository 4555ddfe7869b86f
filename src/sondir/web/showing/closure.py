"""The question whether to close a branch, with both prices; and what became of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sondir.domain.closure import Closure
from sondir.domain.incident import Incident
from sondir.web.showing.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class ClosureCard:
    """One proposal as a person decides about it; sums are KZT, moments are UTC.

    *state* is that of the closure (domain/closure.py), or stopped while the
    autopilot is; *staying_kzt* is None where people are at risk: that has no price.
    *until* is the end of the question and *left_s* the seconds until then, both None
    once it is over. *by* names who agreed, empty where nobody did or nobody knows.
    """

    key: str
    branch: str
    why: str
    state: str
    hours: int
    bookings: int
    closing_kzt: int
    staying_kzt: int | None
    reopens_at: datetime
    ended_at: datetime | None
    until: datetime | None
    left_s: int | None
    by: str
    may_decide: bool
    may_open: bool


def closure_of(snapshot: Snapshot) -> ClosureCard | None:
    """Show the newest proposal; None before a person has been asked."""
    incident = snapshot.incident
    closure = incident.closure
    if closure is None or closure.asked_at is None:
        return None
    branch = snapshot.organisation.branch(closure.branch)
    until = question_ends(incident, closure)
    left = (until - snapshot.now).total_seconds() if until else None
    return ClosureCard(
        key=closure.key,
        branch=snapshot.place or (branch.name if branch else snapshot.branch_name),
        why=closure.why,
        state=state_of(incident, closure),
        hours=hours_of(closure),
        bookings=closure.bookings,
        closing_kzt=closure.closing_kzt,
        staying_kzt=staying_of(closure),
        reopens_at=closure.reopens_at,
        ended_at=closure.ended_at,
        until=until,
        left_s=None if left is None else max(0, int(left)),
        by=snapshot.names.get(closure.decided_by or "", ""),
        may_decide=until is not None,
        may_open=closure.is_on and incident.is_open,
    )


def state_of(incident: Incident, closure: Closure) -> str:
    """Say where a proposal stands; one that a stop has silenced counts as stopped."""
    silenced = closure.is_open_question and question_ends(incident, closure) is None
    return "stopped" if silenced else closure.state


def question_ends(incident: Incident, closure: Closure) -> datetime | None:
    """Say until when a person may answer; None where nothing is asked any more."""
    step = incident.steps.get(closure.key)
    silenced = incident.is_stopped or incident.standing.is_stopped(closure.key)
    if step is None or step.state != "asked" or silenced or not incident.is_open:
        return None
    return step.until if closure.is_open_question else None


def hours_of(closure: Closure) -> int:
    """Say for how many hours the branch would be closed, as the journal counts."""
    asked = closure.asked_at or closure.reopens_at
    return round((closure.reopens_at - asked) / timedelta(hours=1))


def staying_of(closure: Closure) -> int | None:
    """Say what staying open may cost; a risk to people is not counted in money."""
    return None if closure.why == "danger" else closure.staying_kzt
