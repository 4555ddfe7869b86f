"""One question before money: the one whose answer is worth most.

The value of a question is the entropy of the causes that its answer is expected to
take away, in bits. It asks a person at work, so it must be worth the asking.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2

from sondir.domain.diagnosis.evidence import Evidence
from sondir.domain.diagnosis.inference import TRUSTED, likelihoods, posterior, ranking
from sondir.domain.diagnosis.learning import Counts
from sondir.domain.diagnosis.network import TopicModel
from sondir.domain.diagnosis.tables import model_of

SURE = 0.90
"""From here on no question is asked: it would seldom change the plan."""
CERTAIN = 0.99
"""The same bar while a technician would be called and nobody on site was heard: a
glance of the shift is cheaper than a visit for nothing."""
COSTLY = frozenset(
    {
        "climate_failure",
        "heating_failure",
        "plumbing",
        "power_outage",
        "internet_outage",
        "payment_terminal_down",
        "hygiene_problem",
        "one_room",
    }
)
"""Causes that are put right by somebody whom we pay."""
WORTH_BITS = 0.02
"""Below this an answer would change nothing that a person could notice."""
MUTE = ("unknown", "wrong_branch")
"""Answers from which nothing follows."""


@dataclass(frozen=True)
class Question:
    """A question to the shift, answered by a button or in free words.

    *supports* names, per answer, the cause that gains most from it; None where the
    answer says nothing. *worth_bits* is the expected loss of entropy.
    """

    code: str
    answers: tuple[str, ...]
    supports: Mapping[str, str | None]
    worth_bits: float


def best_question(
    topic: str, evidence: Sequence[Evidence], counts: Counts
) -> Question | None:
    """Choose the question to ask now; None when none is worth a person's time.

    Questions already put (whatever the answer) are not put again.

    >>> seven = (Evidence("witnesses", "many", "detector"),)
    >>> best_question("heat_air", seven, {}).code
    'cold_air_blowing'
    """
    model = model_of(topic)
    if model is None or _is_settled(model, evidence, counts):
        return None
    put = {each.finding for each in evidence}
    open_ones = [table.finding for table in model.questions if table.finding not in put]
    valued = [_question(model, code, evidence, counts) for code in open_ones]
    best = max(valued, key=lambda each: each.worth_bits, default=None)
    return best if best and best.worth_bits >= WORTH_BITS else None


def supported_by(
    topic: str, code: str, answer: str, evidence: Sequence[Evidence]
) -> str | None:
    """Name the cause that gains most from *answer* to the question *code*.

    Whether the question would be asked again does not matter: it has been answered.

    >>> supported_by("heat_air", "cold_air_blowing", "no", ())
    'climate_failure'
    """
    model = model_of(topic)
    if model is None or model.table(code) is None:
        return None
    before = tuple(each for each in evidence if each.finding != code)
    return _question(model, code, before, {}).supports.get(answer)


def evidence_of_answer(question: Question, answer: str) -> Evidence:
    """Turn the shift's *answer* into evidence; raises ValueError on another word.

    `unknown` and `wrong_branch` are kept, so that nobody asks twice, and change no
    belief.
    """
    if answer not in question.answers:
        raise ValueError(f"{answer!r} is no answer to {question.code}")
    return Evidence(question.code, answer, "shift")


def entropy_bits(beliefs: Mapping[str, float]) -> float:
    """Say how undecided *beliefs* are: 0 is certain, 3 is one of eight alike."""
    return -sum(p * log2(p) for p in beliefs.values() if p > 0)


def _is_settled(
    model: TopicModel, evidence: Sequence[Evidence], counts: Counts
) -> bool:
    lead, p = next(iter(ranking(posterior(model, evidence, counts)).items()))
    heard = any(each.source in TRUSTED and each.state not in MUTE for each in evidence)
    return p >= (SURE if heard or lead not in COSTLY else CERTAIN)


def _question(
    model: TopicModel, code: str, evidence: Sequence[Evidence], counts: Counts
) -> Question:
    before = posterior(model, evidence, counts)
    replies = (*_telling(model, code), *MUTE)
    supports: dict[str, str | None] = dict.fromkeys(replies)
    expected = 0.0
    for answer in _telling(model, code):
        said = Evidence(code, answer, "shift")
        after = posterior(model, (*evidence, said), counts)
        given = likelihoods(model, said, counts)
        chance = sum(before[cause] * given[cause] for cause in before)
        expected += chance * entropy_bits(after)
        supports[answer] = max(after, key=lambda each: after[each] - before[each])
    return Question(code, replies, supports, entropy_bits(before) - expected)


def _telling(model: TopicModel, code: str) -> tuple[str, ...]:
    table = model.table(code)
    return () if table is None else table.states
