"""What one crisis costs, handled in three ways: an open model of patience and return.

Read it in this order:

- `played`: the facts of one crisis that was played, in minutes from its first
  complaint: visits, what the autopilot did and when. No guess is in them;
- `assumption`: everything that is guessed, each with its range and its source;
- `handling`: the same crisis in the hands of the autopilot, of a person who notices
  late, and of nobody;
- `loss`: what that costs, visit by visit, as an expectation: nothing is drawn here;
- `interval`: from where to where a figure lies, when all that is uncertain varies.

Pure: who calls draws the numbers. docs/explanation/outcomes.md says it in words.
"""

from sondir.domain.outcome_model.assumption import Assumption, Assumptions, Values
from sondir.domain.outcome_model.handling import (
    Handling,
    by_autopilot,
    by_nobody,
    by_person,
)
from sondir.domain.outcome_model.interval import Interval, interval, quantile
from sondir.domain.outcome_model.loss import Loss, loss_of
from sondir.domain.outcome_model.played import Played, Visit, Written

__all__ = [
    "Assumption",
    "Assumptions",
    "Handling",
    "Interval",
    "Loss",
    "Played",
    "Values",
    "Visit",
    "Written",
    "by_autopilot",
    "by_nobody",
    "by_person",
    "interval",
    "loss_of",
    "quantile",
]
