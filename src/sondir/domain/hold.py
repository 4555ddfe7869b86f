"""The veto: what the owner has decided so far, and how long an act still waits.

*Standing* is folded from decisions, one after the other. Every road ends on the
safe side: a stop forgets agreements and holds, a resume gives none of them back,
an agreement covers only the sum and the limits that the owner was shown.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from sondir.domain.corridor import Corridor, Permission
from sondir.domain.errors import Mistake
from sondir.domain.mode import Mode
from sondir.domain.step import ProposedStep, is_part_of


class Decision(StrEnum):
    """What the owner may say to the card or to one step."""

    AGREE = "agree"
    STOP_STEP = "stop_step"
    STOP_ALL = "stop_all"
    TAKE_OVER = "take_over"
    RESUME = "resume"


class Factor(StrEnum):
    """How surely the command is the owner's: the account alone, or a code."""

    NONE = "none"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Agreement:
    """The owner's yes to one step: up to *amount_kzt*, lifting *limits* only.

    *limits* are the key paths shown with the question (`Ask.limits`); a yes to
    the card of the plan shows none and so lifts none.
    """

    step: str
    amount_kzt: int
    limits: frozenset[str] = frozenset()
    factor: Factor = Factor.NONE

    def covers(self, step: ProposedStep) -> bool:
        """Say whether *step*, at its sum, is what the owner said yes to.

        A yes that lifts limits counts for that one act; a yes to a step of the
        card counts for each of its acts, at no more than was shown for one.
        """
        named = step.key == self.step
        meant = named or (not self.limits and is_part_of(step.key, self.step))
        return meant and self.amount_kzt >= step.amount_kzt


@dataclass(frozen=True, slots=True)
class OwnerDecision:
    """One command of the owner, already checked to come from a verified account.

    *step* None answers the card. For an agreement *covers* lists what was shown:
    step keys with the most each may cost in KZT; *limits* the key paths asked.
    """

    decision: Decision
    step: str | None = None
    covers: Mapping[str, int] = field(default_factory=dict)
    limits: frozenset[str] = frozenset()
    factor: Factor = Factor.NONE


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an incident stands with its owner at the moment *now* (UTC).

    *mode* and *permission_cap* have no default on purpose. *permission_cap* is
    what the detector allows at most. *hold_began* says when each step's hold
    began; a step that is not there has not begun to wait.
    """

    mode: Mode
    permission_cap: Permission
    now: datetime | None = None
    stopped_all: bool = False
    taken_over: bool = False
    stopped_steps: frozenset[str] = frozenset()
    expired_steps: frozenset[str] = frozenset()
    agreements: tuple[Agreement, ...] = ()
    hold_began: Mapping[str, datetime] = field(default_factory=dict)

    def is_stopped(self, key: str) -> bool:
        """Say whether the step *key*, or the whole it is part of, was stopped."""
        return any(is_part_of(key, stopped) for stopped in self.stopped_steps)

    def at(self, now: datetime) -> "Standing":
        """Return this standing, judged at *now*."""
        return replace(self, now=now)

    def begin_hold(self, keys: Iterable[str], at: datetime) -> "Standing":
        """Start the holds of *keys* at *at*; one that has begun keeps its start.

        Nothing begins to wait while it is stopped.
        """
        if self.stopped_all or self.taken_over:
            return self
        began = {key: at for key in keys if not self.is_stopped(key)}
        began |= self.hold_began
        return replace(self, hold_began=began)

    def held_s(self, key: str) -> int:
        """Say how many whole seconds the step *key* has waited; 0 if not begun.

        A clock that went backwards never shortens a hold.
        """
        began = self.hold_began.get(key)
        if began is None or self.now is None:
            return 0
        return max(0, int((self.now - began).total_seconds()))

    def enter(self, mode: Mode) -> "Standing":
        """Change the mode; a stricter one makes the owner's earlier yes void.

        MANUAL also forgets the holds: nothing fires by itself once it ends.
        """
        kept = self.agreements if mode.strictness <= self.mode.strictness else ()
        began = {} if mode is Mode.MANUAL else self.hold_began
        return replace(self, mode=mode, agreements=kept, hold_began=began)

    def expire(self, key: str) -> "Standing":
        """Let the question about *key* fall to the safe side: it is refused."""
        return replace(self, expired_steps=self.expired_steps | {key})


def decide(standing: Standing, said: OwnerDecision) -> Standing:
    """Take one decision of the owner into account. Pure.

    A yes never undoes a stop (a late button may arrive after it): only *resume*
    does, and after it everything needs its own yes or its own hold again.
    Raises Mistake `veto.names_no_step` for a step decision without a step.
    """
    if said.decision is Decision.AGREE:
        return _agree(standing, said)
    if said.decision is Decision.STOP_STEP:
        return _stop_step(standing, said)
    if said.decision is Decision.RESUME:
        return _resume(standing, said)
    stopped = replace(standing, agreements=(), hold_began={})
    if said.decision is Decision.STOP_ALL:
        return replace(stopped, stopped_all=True)
    return replace(stopped, taken_over=True)


def _agree(standing: Standing, said: OwnerDecision) -> Standing:
    if said.step is not None and set(said.covers) != {said.step}:
        raise Mistake("veto.agrees_to_another_step", step=said.step)
    limits = said.limits if said.step is not None else frozenset()
    given = tuple(
        Agreement(key, amount, limits, said.factor)
        for key, amount in said.covers.items()
    )
    return replace(
        standing,
        agreements=standing.agreements + given,
        expired_steps=standing.expired_steps - set(said.covers),
    )


def _stop_step(standing: Standing, said: OwnerDecision) -> Standing:
    whole = said.step
    if whole is None:
        raise Mistake("veto.names_no_step", decision=said.decision.value)
    agreements = (a for a in standing.agreements if not is_part_of(a.step, whole))
    began = standing.hold_began.items()
    return replace(
        standing,
        stopped_steps=standing.stopped_steps | {whole},
        agreements=tuple(agreements),
        hold_began={key: at for key, at in began if not is_part_of(key, whole)},
    )


def _resume(standing: Standing, said: OwnerDecision) -> Standing:
    if said.step is not None:
        return replace(standing, stopped_steps=standing.stopped_steps - {said.step})
    return replace(standing, stopped_all=False, taken_over=False)


def question_expired(asked_at: datetime, now: datetime, corridor: Corridor) -> bool:
    """Say whether a question asked at *asked_at* has gone without an answer."""
    return now - asked_at >= timedelta(minutes=corridor.ask_expires_min)


def card_covers(steps: Iterable[ProposedStep]) -> dict[str, int]:
    """List what the one card of a plan shows: each step key and its most in KZT.

    Give the result to `OwnerDecision.covers` when the owner agrees to the card.
    """
    return {step.key: step.amount_kzt for step in steps}
