"""One whole reckoning: what was asked, what was played, what follows; and as JSON."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sondir.bootstrap.outcomes.comparing import Comparison, Swing
from sondir.bootstrap.outcomes.measuring import Measured
from sondir.domain.outcome_model import Assumptions, Interval

CLAIMS = {
    "reaction_min": {"autopilot": [15, 30], "person": [180, 480]},
    "loss_reduction": [0.4, 0.6],
    "kept": 0.85,
    "people": 7,
    "kept_of_seven_95": [0.42, 0.996],
}
"""What the source says of itself (MISSION, M17): its claims, never our results."""


@dataclass(frozen=True, slots=True)
class Reckoned:
    """All that a report tells; *changed* names assumptions that are not the shipped."""

    seed: int
    guesses: Assumptions
    changed: tuple[str, ...]
    measured: Measured
    found: Comparison


def changed_in(guesses: Assumptions, shipped: Assumptions) -> tuple[str, ...]:
    """Name the assumptions whose number or range differs from the shipped ones."""
    return tuple(
        name
        for name, one in guesses.known.items()
        if _numbers(guesses, name) != _numbers(shipped, name) and one.name == name
    )


def _numbers(guesses: Assumptions, name: str) -> Sequence[float]:
    one = guesses.known[name]
    return one.value, one.low, one.high


def as_record(told: Reckoned) -> dict[str, Any]:
    """Give one object that a program can read. Sums are KZT, times are minutes."""
    found = told.found
    return {
        "seed": told.seed,
        "measured": asdict(told.measured),
        "per_crisis": {
            name: {
                **{figure: _rounded(one) for figure, one in row.items()},
                "kept": _rounded(found.kept[name]),
            }
            for name, row in found.rows.items()
        },
        "saved_kzt": {name: _rounded(one) for name, one in found.saved.items()},
        "saved_share": {name: _rounded(one) for name, one in found.share.items()},
        "saved_best_guess_kzt": round(found.best_kzt),
        "crises_where_autopilot_cost_more": dict(found.worse),
        "sensitivity": [_rounded(swing) for swing in found.swings],
        "claims_of_the_source": CLAIMS,
        "changed_assumptions": list(told.changed),
        "assumptions": {n: asdict(one) for n, one in told.guesses.known.items()},
    }


def _rounded(one: Interval | Swing) -> dict[str, Any]:
    return {
        name: round(value, 3) if isinstance(value, float) else value
        for name, value in asdict(one).items()
    }
