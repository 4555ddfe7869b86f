"""Incidents whose tables are not the model's: the truth that the diagnosis must find.

A world takes the model's figures and is wrong about all of them: every prior, row
and answer is moved by normal noise in logits, drawn anew per world. A tenth of the
incidents has a cause that is not in the list (its rows lie between the listed ones,
moved much further), a tenth has two causes at once (each finding comes from either).
What is known differs from incident to incident, as in a real salon.
"""

import math
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sondir.domain.diagnosis.evidence import Evidence
from sondir.domain.diagnosis.network import UNKNOWN, Table, TopicModel
from sondir.domain.diagnosis.question import MUTE

UNLISTED, DOUBLE, UNANSWERED = 0.10, 0.10, 0.15
MISSING = {
    "rooms": 0.40,
    "masters": 0.40,
    "named": 0.40,
    "accounts": 0.30,
    "visits": 0.20,
    "outdoor": 0.20,
    "notice": 0.30,
    "other_branches": 0.15,
    "sensor": 0.85,
    "staff": 0.80,
    "load": 0.30,
    "rarity": 0.10,
}
"""How often a finding is not there; the others always are."""
UNLISTED_LOGITS = 1.5


@dataclass(frozen=True)
class Incident:
    """What happened (*causes*, the first weighs most) and what can be seen of it."""

    topic: str
    causes: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    answers: Mapping[str, str]
    truth: Callable[[Sequence[Evidence]], dict[str, float]] | None = None
    """Beliefs of somebody who knows this world's figures: the limit."""


def moved(p: list[float], logits: float, rng: random.Random) -> list[float]:
    """Move a distribution by normal noise of *logits* on every log-probability."""
    weights = [each * math.exp(rng.gauss(0, logits)) for each in p]
    return [each / sum(weights) for each in weights]


def incidents(
    model: TopicModel, logits: float, seed: int, many: int, a_world: int = 20
) -> Iterator[Incident]:
    """Draw *many* incidents of one topic, *a_world* from each wrong world."""
    rng = random.Random(f"{model.topic}/{logits}/{seed}")
    world = _World(model, logits, rng)
    for number in range(many):
        if number % a_world == 0:
            world = _World(model, logits, rng)
        yield world.incident()


class _World:
    def __init__(self, model: TopicModel, logits: float, rng: random.Random) -> None:
        self.model, self.rng = model, rng
        listed = [prior for prior in model.priors if prior.cause != UNKNOWN]
        self.listed = [prior.cause for prior in listed]
        self.priors = moved([prior.p for prior in listed], logits, rng)
        self.rows = {
            (table.finding, cause): moved(list(table.row_of(cause)), logits, rng)
            for table in (*model.tables, *model.questions)
            for cause in self.listed
        }

    def incident(self) -> Incident:
        causes = self._causes()
        own = self._unlisted() if causes == (UNKNOWN,) else {}
        tables = [
            table
            for table in self.model.tables
            if self.rng.random() >= MISSING.get(table.finding, 0)
        ]
        seen = tuple(
            Evidence(table.finding, self._state(table, causes, own), "world")
            for table in tables
        )
        answers = {
            table.finding: self._answer(table, causes, own)
            for table in self.model.questions
        }
        return Incident(self.model.topic, causes, seen, answers, self.beliefs)

    def beliefs(self, evidence: Sequence[Evidence]) -> dict[str, float]:
        """Enumerate with the true figures; an unlisted cause shows a mean row."""
        weights = dict(zip(self.listed, self.priors, strict=True))
        weights = {cause: p * (1 - UNLISTED) for cause, p in weights.items()}
        weights[UNKNOWN] = UNLISTED
        for each in evidence:
            table = self.model.table(each.finding)
            if table is None or each.state not in table.states:
                continue
            place = table.states.index(each.state)
            for cause in self.listed:
                weights[cause] *= self.rows[each.finding, cause][place]
            weights[UNKNOWN] *= self._mean(table)[place]
        total = sum(weights.values())
        return {cause: weight / total for cause, weight in weights.items()}

    def _causes(self) -> tuple[str, ...]:
        kind = self.rng.random()
        if kind < UNLISTED:
            return (UNKNOWN,)
        first, second = self.rng.choices(self.listed, self.priors, k=2)
        if kind < UNLISTED + DOUBLE and first != second:
            return (first, second)
        return (first,)

    def _unlisted(self) -> dict[str, list[float]]:
        every = (*self.model.tables, *self.model.questions)
        return {
            table.finding: moved(self._mean(table), UNLISTED_LOGITS, self.rng)
            for table in every
        }

    def _mean(self, table: Table) -> list[float]:
        rows = [self.rows[table.finding, cause] for cause in self.listed]
        return [sum(column) / len(rows) for column in zip(*rows, strict=True)]

    def _state(
        self, table: Table, causes: tuple[str, ...], own: dict[str, list[float]]
    ) -> str:
        cause = self.rng.choice(causes)
        row = own.get(table.finding) or self.rows[table.finding, cause]
        return self.rng.choices(table.states, row)[0]

    def _answer(
        self, table: Table, causes: tuple[str, ...], own: dict[str, list[float]]
    ) -> str:
        if self.rng.random() < UNANSWERED:
            return self.rng.choice(MUTE)
        return self._state(table, causes, own)
