"""Everything that the model guesses: a value, a range, and where it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from math import sqrt


@dataclass(frozen=True, slots=True)
class Values:
    """One set of guesses, as the model uses it. Shares are 0..1, money is KZT.

    What each means, and why it has its value, stands in the assumptions' file.
    """

    person_notices_from_min: float
    person_notices_to_min: float
    person_soonest_min: float
    person_finds_firm_min: float
    person_repair_takes_min: float
    person_writes_after_min: float
    person_reaches: float
    person_gives: float
    person_gift_kzt: float
    person_moves: float
    turns_away: float
    patience_min: float
    unpaid: float
    moved_visit_lost: float
    return_drop: float
    words_restore: float
    gift_restores: float
    restore_half_life_h: float
    future_visits: float
    margin: float
    gift_cost: float


NAMES = tuple(field.name for field in fields(Values))
"""Every assumption there is, in the order of the file."""
SHARES = frozenset(
    {"person_reaches", "person_gives", "person_moves", "turns_away", "unpaid"}
    | {"moved_visit_lost", "return_drop", "words_restore", "gift_restores"}
    | {"margin", "gift_cost"}
)
"""Assumptions that are a share and so lie between 0 and 1."""
ABOVE_ZERO = frozenset({"patience_min", "restore_half_life_h"})
"""Assumptions by which the model divides."""


@dataclass(frozen=True, slots=True)
class Assumption:
    """One guess: *value* is the best, *low* to *high* what we would not wonder at."""

    name: str
    value: float
    low: float
    high: float
    source: str

    @property
    def is_uncertain(self) -> bool:
        """Say whether it has a range at all; without one it is a definition."""
        return self.low < self.high

    @property
    def fault(self) -> str | None:
        """Name what is wrong with it: order, share, zero; None when all is well."""
        if not self.low <= self.value <= self.high:
            return "order"
        if self.low < 0 or (self.name in SHARES and self.high > 1):
            return "bounds"
        return "zero" if self.name in ABOVE_ZERO and self.low == 0 else None

    def at(self, lot: float) -> float:
        """Give the value at *lot* (0..1) of a triangle over the range.

        >>> guess = Assumption("patience_min", 90, 30, 210, "our assumption")
        >>> guess.at(0.0), round(guess.at(0.5)), guess.at(1.0)
        (30.0, 106, 210.0)
        """
        low, mode, high = self.low, self.value, self.high
        if not self.is_uncertain:
            return mode
        if lot < (mode - low) / (high - low):
            return low + sqrt(lot * (high - low) * (mode - low))
        return high - sqrt((1 - lot) * (high - low) * (high - mode))


@dataclass(frozen=True, slots=True)
class Assumptions:
    """All of them, by name."""

    known: Mapping[str, Assumption]

    @property
    def uncertain(self) -> list[str]:
        """Name those that have a range, in the order of the file."""
        return [name for name in NAMES if self.known[name].is_uncertain]

    def values(self, **instead: float) -> Values:
        """Give the best values, some replaced by *instead*."""
        best = {name: self.known[name].value for name in NAMES}
        return Values(**{**best, **instead})

    def drawn(self, lots: Mapping[str, float]) -> Values:
        """Give one set of values within the ranges, by a lot (0..1) for each name."""
        return Values(**{name: self.known[name].at(lots[name]) for name in NAMES})
