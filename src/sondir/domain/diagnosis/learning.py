"""What confirmed incidents teach: counts on top of the assumed figures.

Dirichlet updating: a prior or a row of a table is worth *WEIGHT* imagined incidents,
and every incident that a person on site has confirmed adds one to what was seen.
Counts are plain JSON: `{"heat_air/climate_failure": 3,
"heat_air/climate_failure/outdoor/hot": 2}`.
"""

from collections.abc import Mapping, Sequence

from sondir.domain.diagnosis.evidence import Evidence
from sondir.domain.diagnosis.network import LEAK, UNKNOWN, TopicModel

Counts = Mapping[str, int]
NOTHING = ("", "")
"""Under this name a model keeps its priors before anything was confirmed."""
WEIGHT = 20
"""Imagined incidents behind an assumed row: twenty real ones weigh as much."""


def learned(
    counts: Counts, topic: str, cause: str, evidence: Sequence[Evidence]
) -> dict[str, int]:
    """Add one incident whose *cause* a person confirmed; give the new counts.

    >>> found = (Evidence("outdoor", "hot", "weather"),)
    >>> learned({}, "heat_air", "climate_failure", found)
    {'heat_air/climate_failure': 1, 'heat_air/climate_failure/outdoor/hot': 1}
    """
    seen = {each.finding: each.state for each in evidence}
    keys = [f"{topic}/{cause}"]
    keys += [f"{topic}/{cause}/{finding}/{state}" for finding, state in seen.items()]
    return {**counts, **{key: counts.get(key, 0) + 1 for key in keys}}


def priors(model: TopicModel, counts: Counts) -> dict[str, float]:
    """Give P(cause) after the counts; the leak never falls below its floor."""
    if not counts and NOTHING in model.assumed:
        return model.assumed[NOTHING]
    seen = {cause: counts.get(f"{model.topic}/{cause}", 0) for cause in model.causes}
    weight = WEIGHT + sum(seen.values())
    shares = {
        prior.cause: (WEIGHT * prior.p + seen[prior.cause]) / weight
        for prior in model.priors
    }
    leak = max(shares[UNKNOWN], LEAK)
    rest = sum(p for cause, p in shares.items() if cause != UNKNOWN)
    kept = {cause: p * (1 - leak) / rest for cause, p in shares.items()}
    if counts:
        return {**kept, UNKNOWN: leak}
    return model.assumed.setdefault(NOTHING, {**kept, UNKNOWN: leak})


def chance(
    model: TopicModel, finding: Evidence, cause: str, counts: Counts
) -> float | None:
    """Give P(finding | cause) after the counts; None if the model knows no such."""
    table = model.table(finding.finding)
    if table is None or finding.state not in table.states:
        return None
    assumed = table.row_of(cause)[table.states.index(finding.state)]
    if not counts:
        return assumed
    path = f"{model.topic}/{cause}/{table.finding}"
    seen = {state: counts.get(f"{path}/{state}", 0) for state in table.states}
    return (WEIGHT * assumed + seen[finding.state]) / (WEIGHT + sum(seen.values()))
