"""The posterior over the causes of one incident, by exact enumeration.

Single fault with a leak: exactly one cause, or one that is not in the list; findings
are independent given the cause. With eight causes and a dozen findings the sum over
the joint distribution is a hundred multiplications, so nothing is approximated.
"""

from collections.abc import Mapping, Sequence
from decimal import ROUND_DOWN, Decimal

from sondir.domain.diagnosis.evidence import CONFIRMED, Evidence
from sondir.domain.diagnosis.learning import Counts, chance, priors
from sondir.domain.diagnosis.network import TopicModel

Posterior = Mapping[str, float]

TRUSTED = {"vendor": 0.97, "owner": 0.95, "shift": 0.93}
"""How often the cause that a person on site names is the true one: assumptions; a
technician looks inside, the shift judges from outside."""


def posterior(
    model: TopicModel, evidence: Sequence[Evidence], counts: Counts
) -> dict[str, float]:
    """Give P(cause | evidence) for every cause of *model*.

    Of several states of one finding the last one counts. A finding or state that
    the model does not know changes nothing.
    """
    return normalised(weights(model, evidence, counts))


def weights(
    model: TopicModel, evidence: Sequence[Evidence], counts: Counts
) -> dict[str, float]:
    """Give P(cause and evidence) for every cause: the posterior before its division."""
    found = priors(model, counts)
    for each in latest(evidence):
        found = weighed(found, likelihoods(model, each, counts))
    return found


def weighed(before: Posterior, likelihood: Posterior) -> dict[str, float]:
    """Take one more finding into account."""
    return {cause: p * likelihood[cause] for cause, p in before.items()}


def normalised(found: Posterior) -> dict[str, float]:
    """Make probabilities of weights."""
    total = sum(found.values())
    return {cause: weight / total for cause, weight in found.items()}


def latest(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Keep the last word on every finding (each source of a confirmation has one)."""
    last: dict[tuple[str, str], Evidence] = {}
    for each in evidence:
        source = each.source if each.finding == CONFIRMED else ""
        last[each.finding, source] = each
    return tuple(last.values())


def likelihoods(
    model: TopicModel, evidence: Evidence, counts: Counts
) -> dict[str, float]:
    """Give P(evidence | cause) per cause; one everywhere if it says nothing."""
    if evidence.finding == CONFIRMED:
        return _of_confirmation(model, evidence)
    known = (evidence.finding, evidence.state)
    if not counts and known in model.assumed:
        return model.assumed[known]
    given = {each: chance(model, evidence, each, counts) for each in model.causes}
    likely = {cause: 1.0 if p is None else p for cause, p in given.items()}
    table = model.table(evidence.finding)
    if not counts and table is not None and evidence.state in table.states:
        model.assumed[known] = likely
    return likely


def ranking(beliefs: Posterior) -> dict[str, float]:
    """Sort *beliefs*, most probable cause first, equals by name."""
    return dict(sorted(beliefs.items(), key=lambda item: (-item[1], item[0])))


def fixed(p: float, places: int = 2) -> str:
    """Render a probability for the journal, which holds no floats.

    Cut, not rounded: the record never claims more than was concluded, and what
    reads "0.85" has passed a limit of 0.85.

    >>> fixed(0.8499), fixed(0.87), fixed(1.0)
    ('0.84', '0.87', '1.00')
    """
    step = Decimal(1).scaleb(-places)
    return str(Decimal(repr(p)).quantize(step, rounding=ROUND_DOWN))


def _of_confirmation(model: TopicModel, evidence: Evidence) -> dict[str, float]:
    # A cause that the model does not list is one more way of "not in the list".
    named = evidence.state if evidence.state in model.causes else "unknown"
    right = TRUSTED.get(evidence.source, TRUSTED["shift"])
    wrong = (1 - right) / (len(model.causes) - 1)
    return {cause: right if cause == named else wrong for cause in model.causes}
