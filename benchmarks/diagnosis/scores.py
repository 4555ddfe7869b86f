"""How good a list of diagnoses was: top-1, Brier, calibration, money, questions."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sondir.domain.diagnosis.network import UNKNOWN
from sondir.domain.diagnosis.question import COSTLY

GATE = 0.85
BINS = 10


@dataclass(frozen=True)
class Scored:
    """One incident: the truth, the beliefs, and what the question did."""

    causes: tuple[str, ...]
    before: Mapping[str, float]
    after: Mapping[str, float]
    asked: bool
    mattered: bool
    limit: Mapping[str, float] | None = None


def report(runs: Sequence[Scored]) -> dict[str, float]:
    """Score *runs*; `strict` counts only the first of two causes.

    `plain` leaves out incidents with two causes or with one that is not in the
    list; `limit` is somebody who knows the world's figures, asked the same question.
    """
    after = [(run.after, run.causes) for run in runs]
    before = [(run.before, run.causes) for run in runs]
    asked = sum(run.asked for run in runs)
    claims = [(lead(p), causes) for p, causes in after if _claims(p)]
    right = sum(cause in causes for cause, causes in claims)
    costly = sum(any(cause in COSTLY for cause in run.causes) for run in runs)
    plain = [each for each in after if each[1][1:] == () and each[1] != (UNKNOWN,)]
    limit = [(run.limit, run.causes) for run in runs if run.limit]
    return {
        "n": len(runs),
        "top1_limit": _share(lead(p) in causes for p, causes in limit),
        "brier_limit": _brier(limit),
        "top1_before": _share(lead(p) in causes for p, causes in before),
        "top1": _share(lead(p) in causes for p, causes in after),
        "top1_strict": _share(lead(p) == causes[0] for p, causes in after),
        "top1_plain": _share(lead(p) in causes for p, causes in plain),
        "brier_plain": _brier(plain),
        "brier_before": _brier(before),
        "brier": _brier(after),
        "ece_before": _ece(before),
        "ece": _ece(after),
        "money_claims": len(claims),
        "money_precision": right / len(claims) if claims else math.nan,
        "money_recall": right / costly if costly else math.nan,
        "questions": asked / len(runs),
        "unnecessary": sum(r.asked and not r.mattered for r in runs) / max(asked, 1),
    }


def lead(beliefs: Mapping[str, float]) -> str:
    """Name the most probable cause."""
    return max(beliefs, key=lambda cause: beliefs[cause])


def passes(beliefs: Mapping[str, float]) -> str | None:
    """Name the cause on which money may be spent; None if none passes the gate."""
    return lead(beliefs) if _claims(beliefs) else None


def interval(share: float, n: int) -> tuple[float, float]:
    """Give Wilson's 95 % interval of a share."""
    z = 1.96
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    spread = share * (1 - share) / n + z * z / (4 * n * n)
    half = z * math.sqrt(spread) / (1 + z * z / n)
    return middle - half, middle + half


def _claims(beliefs: Mapping[str, float]) -> bool:
    cause = lead(beliefs)
    return cause in COSTLY and beliefs[cause] >= GATE


def _share(hits) -> float:
    listed = list(hits)
    return sum(listed) / len(listed) if listed else math.nan


def _truth(cause: str, causes: tuple[str, ...]) -> float:
    return 1 / len(causes) if cause in causes else 0.0


def _brier(runs) -> float:
    """Sum of squares over causes; of two true causes each has one half."""
    losses = [
        sum((p - _truth(cause, causes)) ** 2 for cause, p in beliefs.items())
        for beliefs, causes in runs
    ]
    return sum(losses) / len(losses) if losses else math.nan


def _ece(runs) -> float:
    """Gap between how sure and how right, over ten bins of the leading cause."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for beliefs, causes in runs:
        p = max(beliefs.values())
        place = min(int(p * BINS), BINS - 1)
        bins.setdefault(place, []).append((p, lead(beliefs) in causes))
    gaps = (
        abs(sum(p for p, _ in each) - sum(hit for _, hit in each))
        for each in bins.values()
    )
    return sum(gaps) / len(runs)
