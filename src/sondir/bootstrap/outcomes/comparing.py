"""Compare the hands: every crisis, in all of them, over all that is uncertain.

One draw is one set of guesses and one sample of the crises; each hand gets the same
guesses and the same crises, so that what differs is the handling alone.
"""

import multiprocessing
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import partial

from sondir.domain.outcome_model import (
    Assumptions,
    Handling,
    Interval,
    Loss,
    Played,
    Values,
    by_autopilot,
    by_nobody,
    by_person,
    interval,
    loss_of,
)
from sondir.world.chance import chance

DRAWS = 200
"""Sets of guesses that are drawn for the intervals."""
FIGURES = tuple(field.name for field in fields(Loss))
SHOWN = ("down_min", "affected", "left", "gone", "kzt")
"""Figures of each hand that are shown."""


def _nobody(crisis: Played, _: Values) -> Handling:
    return by_nobody(crisis)


def _person_soon(crisis: Played, values: Values) -> Handling:
    return by_person(crisis, values, values.person_soonest_min)


def _autopilot_soon(crisis: Played, values: Values) -> Handling:
    return by_autopilot(crisis, values, values.person_soonest_min)


HANDS: Mapping[str, Callable[[Played, Values], Handling]] = {
    "autopilot": by_autopilot,
    "person": by_person,
    "nobody": _nobody,
    "autopilot_soon": _autopilot_soon,
    "person_soon": _person_soon,
}
"""In whose hands a crisis may be; the same crises for all of them. The last two are
the first two where the person behind them is there much sooner."""
AGAINST = {
    "person": "autopilot",
    "nobody": "autopilot",
    "person_soon": "autopilot_soon",
}
"""Which hand is compared with which."""
LATE = "person"


@dataclass(frozen=True, slots=True)
class Swing:
    """What becomes of the saving when one assumption goes to an end of its range."""

    name: str
    at_low_kzt: float
    at_high_kzt: float

    @property
    def width(self) -> float:
        """How much this one assumption moves the result."""
        return abs(self.at_high_kzt - self.at_low_kzt)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What follows from the assumptions, for a crisis on average. Sums are KZT.

    *rows* give each figure of each hand, *saved* what the autopilot saves of what
    another hand loses, *share* the same as a part of that loss, *kept* the part of
    the affected who are not lost. *best_kzt* is the saving against a late person when
    every guess is at its best value. *worse* is the share of single crises in which
    the autopilot cost more than that person, *never* that of whole draws.
    """

    rows: Mapping[str, Mapping[str, Interval]]
    kept: Mapping[str, Interval]
    saved: Mapping[str, Interval]
    share: Mapping[str, Interval]
    best_kzt: float
    swings: tuple[Swing, ...]
    worse: Mapping[str, float]
    never: Mapping[str, float]


Means = dict[str, Loss]


def compare(
    crises: Sequence[Played], guesses: Assumptions, seed: int, jobs: int = 1
) -> Comparison:
    """Reckon all figures of *crises*; the same seed gives the same figures."""
    one_draw = partial(_draw, crises, guesses, seed)
    if jobs > 1:
        with multiprocessing.get_context("fork").Pool(jobs) as pool:
            draws = pool.map(one_draw, range(DRAWS), chunksize=20)
    else:
        draws = [one_draw(number) for number in range(DRAWS)]
    best = guesses.values()
    return Comparison(
        rows={
            name: {f: interval([_figure(d[name], f) for d in draws]) for f in SHOWN}
            for name in HANDS
        },
        kept={name: interval([_kept(d[name]) for d in draws]) for name in HANDS},
        saved={name: interval([_saved(d, name) for d in draws]) for name in AGAINST},
        share={name: interval([_share(d, name) for d in draws]) for name in AGAINST},
        best_kzt=_saved(_means(crises, best), LATE),
        swings=_swings(crises, guesses),
        worse={name: _worse(crises, best, name) for name in AGAINST},
        never={n: sum(_saved(d, n) < 0 for d in draws) / DRAWS for n in AGAINST},
    )


def _figure(loss: Loss, name: str) -> float:
    return float(getattr(loss, name))


def _draw(
    crises: Sequence[Played], guesses: Assumptions, seed: int, number: int
) -> Means:
    draw = chance(seed, "outcome", number)
    lots = {name: draw.random() for name in guesses.known}
    places = range(len(crises))
    times = Counter(draw.choices(places, k=len(crises)))  # other days might have come
    return _means(crises, guesses.drawn(lots), times)


def _means(
    crises: Sequence[Played], values: Values, times: Mapping[int, int] | None = None
) -> Means:
    """Give the mean loss of a crisis in each of the hands; *times* weighs them."""
    weights = times or dict.fromkeys(range(len(crises)), 1)
    whole = sum(weights.values())
    found: Means = {}
    for name, handle in HANDS.items():
        sums = dict.fromkeys(FIGURES, 0.0)
        for place, weight in weights.items():
            crisis = crises[place]
            loss = loss_of(crisis, handle(crisis, values), values)
            for figure in FIGURES:
                sums[figure] += weight * getattr(loss, figure)
        found[name] = Loss(**{f: total / whole for f, total in sums.items()})
    return found


def _kept(loss: Loss) -> float:
    return 1.0 - loss.gone / loss.affected if loss.affected else 1.0


def _saved(means: Means, other: str) -> float:
    """Say what the autopilot saves of what *other* loses, in KZT."""
    return means[other].kzt - means[AGAINST[other]].kzt


def _share(means: Means, other: str) -> float:
    lost = means[other].kzt
    return _saved(means, other) / lost if lost else 0.0


def _swings(crises: Sequence[Played], guesses: Assumptions) -> tuple[Swing, ...]:
    """Move one assumption at a time, the widest first."""
    found = []
    for name in guesses.uncertain:
        ends = (guesses.known[name].low, guesses.known[name].high)
        low, high = (
            _saved(_means(crises, guesses.values(**{name: end})), LATE) for end in ends
        )
        found.append(Swing(name, low, high))
    return tuple(sorted(found, key=lambda one: (-one.width, one.name)))


def _worse(crises: Sequence[Played], values: Values, other: str) -> float:
    """Count the crises in which the autopilot cost more than *other*."""
    gains = (_saved(_means([crisis], values), other) for crisis in crises)
    return sum(gain < 0 for gain in gains) / len(crises)
