"""The conclusion about one incident: rival causes, reasons, possible doubts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2

from sondir.domain.diagnosis.doubts import would_change_mind
from sondir.domain.diagnosis.evidence import CONFIRMED, Evidence, Sentence
from sondir.domain.diagnosis.inference import (
    fixed,
    latest,
    likelihoods,
    posterior,
    ranking,
)
from sondir.domain.diagnosis.learning import Counts
from sondir.domain.diagnosis.network import UNKNOWN, TopicModel
from sondir.domain.diagnosis.tables import model_of

LIKELY, LEADS = 0.85, 0.50
"""P from which a cause is called likely, and from which it is said to lead."""
NOTABLE_BITS = 0.25
"""A finding that shifts the odds by less is not worth a line."""
CLEAR_BITS = 1.5
"""An answer that favours the leading cause by this much confirms it."""
MOST_REASONS = 4


@dataclass(frozen=True)
class CauseBelief:
    """One cause, how probable it is, and what speaks for and against it."""

    cause: str
    p: float
    speaks_for: tuple[Sentence, ...] = ()
    speaks_against: tuple[Sentence, ...] = ()


@dataclass(frozen=True)
class Diagnosis:
    """What is concluded about an incident, most probable cause first.

    *beliefs* is empty where a person has to decide. *provisional* stays true until
    the shift or a vendor has confirmed the leading cause. *would_change_mind* names
    single facts under which another cause would lead, or this one clearly less.
    """

    topic: str
    beliefs: tuple[CauseBelief, ...]
    conclusion: Sentence
    provisional: bool
    would_change_mind: tuple[Sentence, ...]

    @property
    def leading(self) -> CauseBelief | None:
        """The most probable cause; None where a person has to decide."""
        return self.beliefs[0] if self.beliefs else None

    def p_of(self, cause: str) -> float:
        """Give the probability of *cause*; zero for one that was not considered."""
        return next((each.p for each in self.beliefs if each.cause == cause), 0.0)


def diagnose(topic: str, evidence: Sequence[Evidence], counts: Counts) -> Diagnosis:
    """Weigh the rival causes of an incident on *topic*.

    Pure, and independent of the order of different findings. *counts* are the
    confirmed incidents so far (`learning.learned`), empty at a new installation.

    >>> found = (
    ...     Evidence("witnesses", "many", "detector"),
    ...     Evidence("visits", "most", "bookings"),
    ...     Evidence("cold_air_blowing", "no", "shift"),
    ... )
    >>> diagnose("heat_air", found, {}).leading.cause
    'climate_failure'
    """
    model = model_of(topic)
    if model is None:
        alone = Sentence("conclusion.person_decides", {"topic": topic})
        return Diagnosis(topic, (), alone, True, ())
    known = latest(evidence)
    ranked = ranking(posterior(model, known, counts))
    beliefs = tuple(
        CauseBelief(cause, p, *_reasons(model, cause, known, counts))
        for cause, p in ranked.items()
    )
    by = _confirmed_by(model, ranked, known, counts)
    doubts = would_change_mind(model, known, counts)
    return Diagnosis(topic, beliefs, _conclusion(ranked, by), by is None, doubts)


def _reasons(
    model: TopicModel, cause: str, evidence: Sequence[Evidence], counts: Counts
) -> tuple[tuple[Sentence, ...], tuple[Sentence, ...]]:
    """Sort the findings into those for and against *cause*, strongest first."""
    weighed = [(_bits(model, cause, each, counts), each) for each in evidence]
    weighed.sort(key=lambda item: (-abs(item[0]), item[1].finding))
    speaks_for = [each for bits, each in weighed if bits >= NOTABLE_BITS]
    against = [each for bits, each in weighed if bits <= -NOTABLE_BITS]
    return (
        tuple(each.sentence() for each in speaks_for[:MOST_REASONS]),
        tuple(each.sentence() for each in against[:MOST_REASONS]),
    )


def _bits(model: TopicModel, cause: str, found: Evidence, counts: Counts) -> float:
    """Weight of evidence for *cause* against all its rivals, in bits."""
    given = likelihoods(model, found, counts)
    before = posterior(model, (), counts)
    rivals = {each: p for each, p in before.items() if each != cause}
    against = sum(p * given[each] for each, p in rivals.items()) / sum(rivals.values())
    return log2(given[cause] / against)


def _confirmed_by(
    model: TopicModel,
    ranked: Mapping[str, float],
    evidence: Sequence[Evidence],
    counts: Counts,
) -> str | None:
    """Say who on site confirms the leading cause: by its name, or by an answer."""
    lead, p = next(iter(ranked.items()))
    for each in evidence:
        if each.finding == CONFIRMED and each.state == lead:
            return each.source
    if lead == UNKNOWN:  # nobody can confirm what has no name
        return None
    asked = {table.finding for table in model.questions}
    answers = [each for each in evidence if each.finding in asked]
    bits = [_bits(model, lead, each, counts) for each in answers]
    return "shift" if p >= LIKELY and max(bits, default=0) >= CLEAR_BITS else None


def _conclusion(ranked: Mapping[str, float], by: str | None) -> Sentence:
    (first, p), (second, next_p) = list(ranked.items())[:2]
    args = {"cause": first, "p": fixed(p), "second": second, "second_p": fixed(next_p)}
    if by is not None:
        return Sentence("conclusion.confirmed", {**args, "by": by})
    if first == UNKNOWN:
        return Sentence("conclusion.unknown", args)
    if p >= LIKELY:
        return Sentence("conclusion.likely", args)
    return Sentence("conclusion.leading" if p >= LEADS else "conclusion.open", args)
