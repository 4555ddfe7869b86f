"""What each mode lets through."""

from sondir.domain.limits.answer import Objection
from sondir.domain.limits.case import Case
from sondir.domain.mode import Mode
from sondir.domain.step import OUTWARD, Act, Purpose


def manual(case: Case) -> Objection | None:
    """In MANUAL a person acts; the autopilot watches, tells and rescues."""
    if case.standing.mode is not Mode.MANUAL:
        return None
    if case.act not in OUTWARD | {Act.PREPARE, Act.CLOSURE}:
        return None
    return case.refuse("mode.MANUAL", "limit.mode.MANUAL")


def on_hold(case: Case) -> Objection | None:
    """In HOLD every act towards a vendor or a client waits for a yes."""
    if case.standing.mode is not Mode.HOLD or case.act not in OUTWARD:
        return None
    if case.is_agreed():
        return None
    return case.ask("mode.HOLD", "limit.mode.HOLD")


def cautious(case: Case) -> Objection | None:
    """In CAUTIOUS an act that spends on a vendor or a client waits for a yes."""
    if case.standing.mode is not Mode.CAUTIOUS or case.is_agreed():
        return None
    if case.act not in OUTWARD or case.step.purpose in (None, Purpose.MESSAGES):
        return None
    return case.ask("mode.CAUTIOUS", "limit.mode.CAUTIOUS")
