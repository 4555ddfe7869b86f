"""What the API takes and gives; times are ISO 8601 in UTC, sums whole tenge."""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

from sondir.domain.incident import Incident
from sondir.web.decisions import LONGEST_STEP
from sondir.web.showing.closure import (
    hours_of,
    question_ends,
    state_of,
    staying_of,
)


class IncidentLine(BaseModel):
    """One incident in the list."""

    id: str
    branch: str | None
    branches: list[str]
    topic: str
    playbook: str | None
    state: Literal["open", "closed"]
    permission: str
    level: str
    opened_at: datetime
    closed_at: datetime | None
    witnesses: int
    verified: int
    mentions: int
    cause: str | None
    cause_p: str = Field(description="probability, decimal text")
    provisional: bool
    spent_kzt: int
    limit_kzt: int
    stopped: bool
    taken_over: bool


class StepShape(BaseModel):
    """One act of the plan. *state*: proposed held asked done refused."""

    step: str
    kind: str
    to: str | None
    state: str
    amount_kzt: int
    until: datetime | None
    limits: list[str]


class ClosureShape(BaseModel):
    """The newest proposal to close the branch.

    *state*: proposed expired declined mended stopped closed reopened opened; a
    decision names it by *step*, and only while it is proposed.
    """

    step: str
    branch: str
    why: str
    state: str
    hours: int
    bookings: int
    closing_kzt: int = Field(description="prices of the bookings in these hours")
    staying_kzt: int | None = Field(description="null where people are at risk")
    expires_at: datetime | None = Field(description="null once the question is over")
    reopens_at: datetime
    decided_by: str | None


class IncidentShape(IncidentLine):
    """One incident with its steps; *closure* is null before anybody was asked."""

    steps: list[StepShape]
    closure: ClosureShape | None = None


class JournalPage(BaseModel):
    """Records after a seq, in order, as docs/reference/formats.md (3) has them."""

    records: list[dict[str, Any]]
    head: int = Field(description="seq of the newest record of the organisation")


class ModeShape(BaseModel):
    """How freely the autopilot flies, and why."""

    mode: Literal["NORMAL", "CAUTIOUS", "HOLD", "MANUAL"]
    causes: list[str]


class DecisionShape(BaseModel):
    """A decision about one incident; *step* null answers the card of the plan."""

    incident: str = Field(max_length=100)
    decision: Literal["agree", "stop_step", "stop_all", "take_over", "resume"]
    step: str | None = Field(None, max_length=LONGEST_STEP)


class Taken(BaseModel):
    """The decision is in the incident's mailbox.

    *outcome* expired: a yes to a closing came after its question was over. Nothing
    closes; while the reason stands it is asked anew, with new figures.
    """

    outcome: Literal["done", "expired"] = "done"


class Credentials(BaseModel):
    """A login and its password."""

    login: str = Field(max_length=200)
    password: str = Field(max_length=1024, repr=False)


class Token(BaseModel):
    """A session's token, for the header `Authorization: Bearer`."""

    token: str = Field(repr=False)


def line_of(incident: Incident) -> dict[str, Any]:
    """Say an incident's line."""
    return {
        "id": incident.id,
        "branch": incident.branch,
        "branches": list(incident.branches),
        "topic": incident.topic,
        "playbook": incident.playbook,
        "state": incident.state,
        "permission": incident.permission,
        "level": incident.level,
        "opened_at": incident.opened_at,
        "closed_at": incident.closed_at,
        "witnesses": len(incident.witnesses),
        "verified": incident.verified,
        "mentions": incident.mentions,
        "cause": incident.cause,
        "cause_p": incident.cause_p,
        "provisional": incident.provisional,
        "spent_kzt": incident.ledger.spent_kzt,
        "limit_kzt": incident.ledger.limit_kzt,
        "stopped": incident.standing.stopped_all,
        "taken_over": incident.standing.taken_over,
    }


def shape_of(incident: Incident) -> IncidentShape:
    """Say an incident with its steps."""
    steps = [
        StepShape(
            step=step.key,
            kind=step.kind,
            to=step.to,
            state=step.state,
            amount_kzt=step.amount_kzt,
            until=step.until,
            limits=list(step.limits),
        )
        for step in incident.steps.values()
    ]
    closure = _closure(incident)
    return IncidentShape(**line_of(incident), steps=steps, closure=closure)


def _closure(incident: Incident) -> ClosureShape | None:
    closure = incident.closure
    if closure is None or closure.asked_at is None:
        return None
    return ClosureShape(
        step=closure.key,
        branch=closure.branch,
        why=closure.why,
        state=state_of(incident, closure),
        hours=hours_of(closure),
        bookings=closure.bookings,
        closing_kzt=closure.closing_kzt,
        staying_kzt=staying_of(closure),
        expires_at=question_ends(incident, closure),
        reopens_at=closure.reopens_at,
        decided_by=closure.decided_by,
    )
