"""What would have changed our mind: single facts under which another cause leads."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sondir.domain.diagnosis.codes import DOUBTED
from sondir.domain.diagnosis.evidence import Evidence, Sentence
from sondir.domain.diagnosis.inference import (
    Posterior,
    fixed,
    likelihoods,
    normalised,
    posterior,
    ranking,
    weighed,
    weights,
)
from sondir.domain.diagnosis.learning import Counts
from sondir.domain.diagnosis.network import Table, TopicModel

CLEAR_LOSS = 0.10
"""A fact that takes less than this from the leading cause is not worth a line."""
MOST_DOUBTS = 3


class _Doubt(NamedTuple):
    """A fact that is not so; sorts by whether it unseats, then by weight."""

    unseats: bool
    weight: float
    sentence: Sentence


def would_change_mind(
    model: TopicModel, evidence: Sequence[Evidence], counts: Counts
) -> tuple[Sentence, ...]:
    """Name the single facts that would unseat the leading cause, weightiest first.

    A fact weighs its chance times what it takes from the leading cause. A question
    stands for itself also after its answer: "had the shift said yes".
    """
    now = ranking(posterior(model, evidence, counts))
    doubts = (
        max(_doubts(model, table, (evidence, now), counts), default=None, key=_weight)
        for table in _doubted(model)
    )
    ranked = sorted((each for each in doubts if each), key=_weight, reverse=True)
    return tuple(doubt.sentence for doubt in ranked[:MOST_DOUBTS])


def _doubted(model: TopicModel) -> Iterator[Table]:
    yield from (table for table in model.tables if table.finding in DOUBTED)
    yield from model.questions


def _weight(doubt: _Doubt) -> tuple[bool, float]:
    return doubt.unseats, doubt.weight


def _doubts(
    model: TopicModel,
    table: Table,
    known: tuple[Sequence[Evidence], Posterior],
    counts: Counts,
) -> Iterator[_Doubt]:
    """Try every other state of one finding; *known* is what was met and concluded."""
    evidence, now = known
    lead, p = next(iter(now.items()))
    rest = [each for each in evidence if each.finding != table.finding]
    met = {each.state for each in evidence if each.finding == table.finding}
    before = weights(model, rest, counts)  # the other state comes last, as if it had
    beliefs = normalised(before)
    for state in (each for each in table.states if each not in met):
        other = Evidence(table.finding, state, "doubt")
        given = likelihoods(model, other, counts)
        then = normalised(weighed(before, given))
        loss = p - then[lead]
        if loss >= CLEAR_LOSS:
            chance = sum(beliefs[cause] * given[cause] for cause in beliefs)
            first = next(iter(ranking(then)))
            args = {"cause": first, "p": fixed(then[first])}
            sentence = Sentence(f"if.{other.code()}", args)
            yield _Doubt(first != lead, chance * loss, sentence)
