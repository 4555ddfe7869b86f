"""The steps of the plan: how far each has come, what it costs, whether it can go back.

Acts of one kind stand under their kind: a stop of the kind stops all of them.
"""

from dataclasses import dataclass, field
from datetime import datetime

from sondir.domain.incident import StepState
from sondir.domain.step import ACT_OF, OUTWARD, StepKind
from sondir.web.showing.snapshot import Snapshot

OPEN = ("proposed", "held", "asked")
CLOSING = ("verify", "report")


@dataclass(frozen=True, slots=True)
class StepLine:
    """One act: state is proposed, held, asked, done, refused or stopped.

    *left_s* counts the seconds until its hold or its question ends.
    """

    key: str
    kind: str
    to: str
    state: str
    amount_kzt: int
    until: datetime | None
    left_s: int | None
    limits: tuple[str, ...]
    may_stop: bool
    may_agree: bool
    needs_code: bool


@dataclass(slots=True)
class PlanLine:
    """One kind of step; *undo* is undo, repair or no, None where nothing goes out."""

    kind: str
    undo: str | None
    stopped: bool
    may_stop: bool
    over: bool = False
    steps: list[StepLine] = field(default_factory=list)

    @property
    def open_steps(self) -> list[StepLine]:
        """List the acts that may still be decided about."""
        return [step for step in self.steps if step.state in OPEN]

    @property
    def past_steps(self) -> list[StepLine]:
        """List the acts that are over and concern somebody."""
        return [s for s in self.steps if s.state not in OPEN and (s.to or s.limits)]

    @property
    def state(self) -> str:
        """Say the state of the kind: that of its acts, the most pressing first."""
        states = {step.state for step in self.steps}
        order = ("asked", "held", "proposed", "done", "refused", "stopped")
        if self.stopped:
            return "stopped"
        found = next((state for state in order if state in states), None)
        return found or self._without_acts()

    def _without_acts(self) -> str:
        """The proof and the report are the close itself; others may not be needed."""
        if not self.over:
            return "waiting"
        return "done" if self.kind in CLOSING else "unneeded"


def plan_of(snapshot: Snapshot) -> list[PlanLine]:
    """List the plan in the order of the card, each kind with its acts."""
    made = snapshot.latest("PLAN_MADE")
    lines: dict[str, PlanLine] = {}
    for planned in made.fields["data"].get("steps", ()) if made else ():
        kind = str(planned.get("kind"))
        lines[kind] = _kind(snapshot, kind, planned.get("reversible"))
    for step in snapshot.incident.steps.values():
        line = lines.setdefault(step.kind, _kind(snapshot, step.kind))
        line.steps.append(_step(snapshot, step))
    return list(lines.values())


def needs_code(snapshot: Snapshot, keys: list[str]) -> bool:
    """Say whether a yes to these acts takes the one-time code."""
    steps = (snapshot.incident.steps.get(key) for key in keys)
    most = snapshot.corridor.second_factor_kzt
    return any(step is not None and is_large(step, most) for step in steps)


def is_large(step: StepState, second_factor_kzt: int) -> bool:
    """Say whether a yes to this act takes a one-time code."""
    large = step.amount_kzt > second_factor_kzt
    return large or "second_factor_kzt" in step.limits


def _kind(snapshot: Snapshot, kind: str, undo: str | None = None) -> PlanLine:
    standing, incident = snapshot.incident.standing, snapshot.incident
    stopped = standing.is_stopped(kind)
    outward = kind in set(StepKind) and ACT_OF[StepKind(kind)] in OUTWARD
    return PlanLine(
        kind=kind,
        undo=undo if outward else None,
        stopped=stopped,
        may_stop=outward and incident.is_open and not stopped,
        over=not incident.is_open,
    )


def _step(snapshot: Snapshot, step: StepState) -> StepLine:
    incident = snapshot.incident
    stopped = step.state in OPEN and (
        incident.standing.is_stopped(step.key) or incident.is_stopped
    )
    waits = step.state in ("held", "asked") and not stopped
    left = (step.until - snapshot.now).total_seconds() if step.until else None
    return StepLine(
        key=step.key,
        kind=step.kind,
        to=snapshot.name(step.to),
        state="stopped" if stopped else step.state,
        amount_kzt=step.amount_kzt,
        until=step.until if waits else None,
        left_s=max(0, int(left)) if waits and left is not None else None,
        limits=step.limits if step.state in ("asked", "refused") else (),
        may_stop=waits and incident.is_open,
        may_agree=waits and incident.is_open,
        needs_code=is_large(step, snapshot.corridor.second_factor_kzt),
    )
