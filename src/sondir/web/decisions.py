"""What a person decides on the page: put into the incident's mailbox, as a turn.

Whether the incident is theirs, still open and has such a step is looked up in the
same transaction; the answer is a word, not an exception.
"""

from collections.abc import Callable
from dataclasses import dataclass

from sondir.domain.incident import Incident
from sondir.domain.step import StepKind
from sondir.domain.turn import OwnerDecided, ReceiptEntered, Resolved, Turn
from sondir.ports.accounts import User
from sondir.ports.desk import Desk
from sondir.web.parts import SiteParts
from sondir.workflows.commands import LIFTED

CHANNEL = "web"
DECISIONS = ("agree", "stop_step", "stop_all", "take_over", "resume")
LONGEST_STEP = 200
LARGEST_RECEIPT_KZT = 100_000_000
DONE, MISSING, CLOSED, NO_SUCH_STEP = "done", "missing", "closed", "no_such_step"
EXPIRED = "expired"
"""A yes to a closing whose question is over: nothing closes; it may be asked anew."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One command: *step* None answers the card, *factor* is none or code."""

    incident: str
    decision: str
    step: str | None = None
    factor: str = "none"


@dataclass(frozen=True)
class Decisions:
    """Gives decisions to the incidents they mean."""

    parts: SiteParts

    def decide(self, user: User, said: Decision) -> str:
        """Put a decision; answers done, expired, missing, closed or no_such_step."""
        turn = OwnerDecided(
            user.actor, said.decision, said.step, CHANNEL, factor=said.factor
        )

        def fits(incident: Incident) -> bool:
            return _has_step(incident, said)

        return self._put(user, said.incident, turn, fits)

    def resolve(self, user: User, incident: str) -> str:
        """Say that the matter is settled: the incident closes."""
        return self._put(user, incident, Resolved(user.actor))

    def enter_receipt(self, user: User, incident: str, amount_kzt: int) -> str:
        """Enter what the job really cost."""
        return self._put(user, incident, ReceiptEntered(user.actor, amount_kzt))

    def stop_house(self, user: User) -> int:
        """Stop everything, also what is still to come; returns how many are open."""
        return self._for_the_house(user, "stop_all")

    def resume_house(self, user: User) -> int:
        """Take the full stop back; every act needs its own yes or hold again."""
        return self._for_the_house(user, "resume")

    def _for_the_house(self, user: User, decision: str) -> int:
        def work(desk: Desk) -> int:
            change = desk.standings.raise_cause
            if decision == "resume":
                change = desk.standings.clear_cause
            for cause in LIFTED if decision == "resume" else ("owner_stopped",):
                change(user.org, cause)
            open_ones = desk.incidents.open_in(user.org)
            for incident in open_ones:
                turn = OwnerDecided(user.actor, decision, None, CHANNEL)
                desk.mailbox.put(incident.id, turn, self._turn_id(incident.id))
            return len(open_ones)

        return int(str(self.parts.transact("web/house", work)))

    def _put(
        self,
        user: User,
        incident_id: str,
        turn: Turn,
        fits: Callable[[Incident], bool] = lambda _: True,
    ) -> str:
        def work(desk: Desk) -> str:
            incident = _of(desk, user.org, incident_id)
            if incident is None:
                return MISSING
            if not incident.is_open:
                return CLOSED
            if not fits(incident):
                return NO_SUCH_STEP
            desk.mailbox.put(incident_id, turn, self._turn_id(incident_id))
            return EXPIRED if _comes_late(incident, turn) else DONE

        return str(self.parts.transact("web/decide", work))

    def _turn_id(self, incident: str) -> str:
        """Every press is a turn of its own: a second stop must stop again."""
        return f"{incident}/web/{self.parts.ids.ordered()}"


def _of(desk: Desk, org: str, incident_id: str) -> Incident | None:
    try:
        incident = desk.incidents.load(incident_id)
    except KeyError:
        return None
    return incident if incident.org == org else None


def _has_step(incident: Incident, said: Decision) -> bool:
    """Say whether the decision names a step that it may name."""
    step = said.step
    if step is None:
        return said.decision != "stop_step"
    if len(step) > LONGEST_STEP:
        return False
    if step in incident.steps or step in incident.batches:
        return True
    return said.decision in ("stop_step", "resume") and step in set(StepKind)


def _comes_late(incident: Incident, turn: Turn) -> bool:
    """Say whether it is a yes to a closing whose question is over (closure.py)."""
    closure = incident.closure
    if not isinstance(turn, OwnerDecided) or closure is None:
        return False
    is_yes = turn.decision == "agree" and turn.step == closure.key
    return is_yes and not closure.is_open_question and not closure.is_on


def steps_meant(incident: Incident, step: str | None) -> list[str]:
    """List the acts that a yes to *step* would cover; None is the card."""
    if step is None:
        return []
    return list(incident.batches.get(step, [step]))
