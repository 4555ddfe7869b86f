"""May this step be done? The one gate before every act, pure and closed by default.

Limits propose, the strictest wins and is named. No text of a client, a vendor or a
model takes part: a limit sees typed facts only.
"""

from collections.abc import Sequence
from dataclasses import replace

from sondir.domain.corridor import Corridor
from sondir.domain.hold import Standing
from sondir.domain.ledger import Spent
from sondir.domain.limits import LIMITS, Limit
from sondir.domain.limits.answer import (
    Allow,
    Ask,
    Hold,
    Objection,
    Refuse,
    Sentence,
    Verdict,
)
from sondir.domain.limits.case import Case
from sondir.domain.step import ProposedStep

__all__ = ["Allow", "Ask", "Hold", "Refuse", "Sentence", "Verdict", "verdict_for"]


def verdict_for(
    step: ProposedStep, corridor: Corridor, spent: Spent, standing: Standing
) -> Verdict:
    """Say whether *step* may be done now, must wait, be asked for, or not be done.

    Pure: the caller reads the clock and the ledger. *corridor* is the one of the
    step's branch (`corridor_at`); *spent* leaves the step itself out. Judge again in
    the transaction that releases the act: a veto may have come.

    >>> from sondir.domain.corridor import Permission
    >>> from sondir.domain.mode import Mode
    >>> from sondir.domain.step import StepKind
    >>> step = ProposedStep("ask", StepKind.REQUEST_OFFER, playbook="climate_failure")
    >>> nothing = Spent(0, 0, 0, 0, 0, 0, 0, 0)
    >>> verdict = verdict_for(
    ...     step, Corridor(), nothing, Standing(Mode.NORMAL, Permission.ACT))
    >>> verdict.name, verdict.limit
    ('refuse', 'permissions.climate_failure')
    """
    return judge(Case(step, corridor, spent, standing), LIMITS)


def judge(case: Case, limits: Sequence[Limit]) -> Verdict:
    """Let *limits* object to *case* and return the strictest answer."""
    said = objections(case, limits)
    if not said:
        args = {"amount_kzt": case.step.amount_kzt}
        return Allow(Sentence("verdict.allow", args), case.step.amount_kzt)
    strictest = _strictest(said)
    if not isinstance(strictest, Ask):
        return strictest
    if case.step.key in case.standing.expired_steps:
        minutes = case.corridor.ask_expires_min
        return case.refuse(
            strictest.limit, "verdict.expired", limit=strictest.limit, minutes=minutes
        )
    asked = tuple(dict.fromkeys(o.limit for o in said if isinstance(o, Ask)))
    return replace(strictest, limits=asked)


def objections(case: Case, limits: Sequence[Limit] = LIMITS) -> tuple[Objection, ...]:
    """List all that stands against *case*, for a page that shows every reason."""
    return tuple([said for limit in limits if (said := limit(case)) is not None])


def _strictest(said: Sequence[Objection]) -> Objection:
    """Pick the gravest; of holds the longest, of sums the one with least left."""
    gravest = max(objection.strictness for objection in said)
    equals = [o for o in said if o.strictness == gravest]
    first = equals[0]
    if isinstance(first, Hold):
        return max((o for o in equals if isinstance(o, Hold)), key=_seconds)
    if isinstance(first, Ask) and first.left_kzt is not None:
        sums = [o for o in equals if isinstance(o, Ask) and o.left_kzt is not None]
        return min(sums, key=_left)
    return first


def _seconds(hold: Hold) -> int:
    return hold.until_s


def _left(ask: Ask) -> int:
    return 0 if ask.left_kzt is None else ask.left_kzt
