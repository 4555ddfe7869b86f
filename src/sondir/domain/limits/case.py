"""One step before its limits: the facts, and the four answers a limit can give."""

from dataclasses import dataclass

from sondir.domain.corridor import Corridor
from sondir.domain.hold import Agreement, Factor, Standing
from sondir.domain.ledger import Spent
from sondir.domain.limits.answer import Arg, Ask, Hold, Refuse, Sentence
from sondir.domain.step import ACT_OF, Act, ProposedStep, StepFacts


@dataclass(frozen=True, slots=True)
class Case:
    """Everything a limit may look at. Limits read it and never change it."""

    step: ProposedStep
    corridor: Corridor
    spent: Spent
    standing: Standing

    @property
    def act(self) -> Act | None:
        """Towards whom the step acts; None for a kind that nobody declared."""
        return ACT_OF.get(self.step.kind)

    @property
    def facts(self) -> StepFacts:
        """The step's facts."""
        return self.step.facts

    @property
    def given(self) -> tuple[Agreement, ...]:
        """The owner's agreements to this step at no less than this sum."""
        agreements = self.standing.agreements
        return tuple(a for a in agreements if a.covers(self.step))

    @property
    def needs_code(self) -> bool:
        """Whether a yes to this sum takes the one-time code."""
        return self.step.amount_kzt > self.corridor.second_factor_kzt

    @property
    def agreements(self) -> tuple[Agreement, ...]:
        """Those of the agreements that count: with a code where one is needed."""
        if not self.needs_code:
            return self.given
        return tuple(a for a in self.given if a.factor is Factor.CODE)

    def is_agreed(self) -> bool:
        """Whether the owner has said yes to this step, on the card or by name."""
        return bool(self.agreements)

    def is_lifted(self, limit: str) -> bool:
        """Whether the owner's yes named this very *limit*."""
        return any(limit in agreement.limits for agreement in self.agreements)

    def ask(self, limit: str, code: str, /, **args: Arg) -> Ask | None:
        """Ask the owner, unless a yes has named *limit*."""
        if self.is_lifted(limit):
            return None
        return Ask(limit, Sentence(code, args), self.step.amount_kzt)

    def ask_fact(self, limit: str, fact: str) -> Ask | None:
        """Ask because *limit* cannot be checked: *fact* is not known."""
        return self.ask(limit, "verdict.fact_missing", limit=limit, fact=fact)

    def refuse(self, limit: str | None, code: str, /, **args: Arg) -> Refuse:
        """Refuse; no agreement lifts this."""
        return Refuse(limit, Sentence(code, args), self.step.amount_kzt)

    def hold(self, limit: str, seconds: int, code: str, /, **args: Arg) -> Hold:
        """Wait *seconds* more."""
        return Hold(limit, Sentence(code, args), seconds, self.step.amount_kzt)
