"""What a crisis costs: visits broken off today, clients who do not come again.

Expectations, visit by visit. Money is the salon's margin, in KZT, not its turnover.
"""

from dataclasses import dataclass
from math import exp

from sondir.domain.outcome_model.assumption import Values
from sondir.domain.outcome_model.handling import Handling, Reached
from sondir.domain.outcome_model.played import Played, Visit


@dataclass(frozen=True, slots=True)
class Loss:
    """One crisis, handled one way. Counts are expected numbers, sums are KZT.

    *affected* sat in the trouble at all, *left* went away, *gone* will not come again
    because of it. *today_kzt* and *later_kzt* are margin, *costs_kzt* what was given.
    """

    down_min: float = 0.0
    affected: float = 0.0
    left: float = 0.0
    gone: float = 0.0
    today_kzt: float = 0.0
    later_kzt: float = 0.0
    costs_kzt: float = 0.0

    @property
    def kzt(self) -> float:
        """Add up all that is lost or spent."""
        return self.today_kzt + self.later_kzt + self.costs_kzt


def loss_of(crisis: Played, handling: Handling, values: Values) -> Loss:
    """Reckon what *crisis* costs when it is handled so."""
    affected = left = gone = today = later = 0.0
    for place, visit in enumerate(crisis.visits):
        moved = handling.moved.get(place, 0.0)
        worth = visit.price_kzt * values.margin
        today += moved * values.moved_visit_lost * worth
        minutes = _in_trouble(visit, crisis.since_min, handling.mended_min)
        if minutes <= 0.0:
            continue
        here = 1.0 - moved
        leaves = here * _leaves(visit, minutes, crisis, values)
        hurt = leaves + (here - leaves) * min(minutes / visit.minutes, 1.0)
        lost = values.return_drop * hurt
        lost *= 1.0 - _restored(visit, handling.reached.get(visit.client), values)
        affected += here
        left += leaves
        gone += lost
        today += leaves * values.unpaid * worth
        later += lost * values.future_visits * worth
    down = max(min(handling.mended_min, crisis.closes_min), 0.0)
    return Loss(down, affected, left, gone, today, later, handling.costs_kzt)


def _in_trouble(visit: Visit, since: float, until: float) -> float:
    """Count the minutes of a visit that fall into the trouble.

    >>> _in_trouble(Visit("a", start_min=-20, minutes=60, price_kzt=1), -10, 15)
    25
    """
    return min(visit.start_min + visit.minutes, until) - max(visit.start_min, since)


def _leaves(visit: Visit, minutes: float, crisis: Played, values: Values) -> float:
    """Give the chance that this guest goes: at the door, or when patience ends."""
    at_door = values.turns_away if visit.start_min >= crisis.since_min else 0.0
    return at_door + (1.0 - at_door) * (1.0 - exp(-minutes / values.patience_min))


def _restored(visit: Visit, reached: Reached | None, values: Values) -> float:
    """Give the share of the harm that a letter makes good: the sooner the more."""
    if reached is None:
        return 0.0
    strength = values.words_restore + values.gift_restores * reached.gift
    hours = max(reached.at_min - max(visit.start_min, 0.0), 0.0) / 60
    fading = 0.5 ** (hours / values.restore_half_life_h)
    return float(min(reached.share * strength * fading, 1.0))
