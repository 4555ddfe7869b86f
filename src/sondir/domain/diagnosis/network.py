"""The shape of a diagnostic network: one cause, findings independent given it.

A *TopicModel* is a list of priors and conditional tables. The figures in tables/
are our assumptions, each with its reason; nobody has measured them yet. They are
starting counts: confirmed incidents move them (`learning.py`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

UNKNOWN = "unknown"
LEAK = 0.05
"""The least prior of a cause that is not in the list."""
ANSWERS = ("yes", "no", "repairing")
"""Answers of the shift that carry evidence; `unknown` and `wrong_branch` do not."""
ANSWERS_OF_ALL = ("yes", "no", "all_but_one", "repairing")
"""The same of a question about the whole place: it may hold in all rooms but one."""


@dataclass(frozen=True, slots=True)
class Row:
    """How often *causes* show each state of a table, and why we think so."""

    causes: tuple[str, ...]
    p: tuple[float, ...]
    why: str


def row(causes: str, *p: float, why: str) -> Row:
    """Write a row; *causes* are parted by spaces, `*` stands for all others."""
    return Row(tuple(causes.split()), p, why)


@dataclass(frozen=True)
class Table:
    """P(state | cause) of one finding or question.

    Raises ValueError when a row does not sum to one or has a zero: nothing that a
    person reports is impossible.
    """

    finding: str
    states: tuple[str, ...]
    rows: tuple[Row, ...]
    by_cause: Mapping[str, tuple[float, ...]] = field(init=False)

    def __post_init__(self) -> None:
        for each in self.rows:
            if len(each.p) != len(self.states) or abs(sum(each.p) - 1) > 1e-9:
                raise ValueError(f"{self.finding}: {each.causes} does not sum to 1")
            if min(each.p) <= 0:
                raise ValueError(f"{self.finding}: {each.causes} has a zero")
        rows = {cause: each.p for each in self.rows for cause in each.causes}
        object.__setattr__(self, "by_cause", rows)

    def row_of(self, cause: str) -> tuple[float, ...]:
        """Give the states' probabilities under *cause*."""
        return self.by_cause[cause if cause in self.by_cause else "*"]


@dataclass(frozen=True, slots=True)
class Prior:
    """How often *cause* stands behind such a spike, and whom it makes complain.

    *crowd* picks the rows of the tables about witnesses (`tables/crowd.py`).
    """

    cause: str
    p: float
    crowd: str
    why: str


@dataclass(frozen=True)
class TopicModel:
    """All that is assumed about the causes of one topic.

    Raises ValueError when the priors do not sum to one or the leak is too small.
    """

    topic: str
    priors: tuple[Prior, ...]
    tables: tuple[Table, ...]
    questions: tuple[Table, ...]

    def __post_init__(self) -> None:
        shares = {prior.cause: prior.p for prior in self.priors}
        if abs(sum(shares.values()) - 1) > 1e-9:
            raise ValueError(f"{self.topic}: the priors do not sum to 1")
        if shares.get(UNKNOWN, 0) < LEAK:
            raise ValueError(f"{self.topic}: the leak is below {LEAK}")

    @cached_property
    def causes(self) -> tuple[str, ...]:
        """The causes in the order of the file."""
        return tuple(prior.cause for prior in self.priors)

    def table(self, finding: str) -> Table | None:
        """Find the table of a finding or question; None if it says nothing here."""
        return self._by_finding.get(finding)

    @cached_property
    def assumed(self) -> dict[tuple[str, str], dict[str, float]]:
        """What was computed from the assumed figures alone; kept for the next time.

        (finding, state) -> P(finding | cause) per cause; ("", "") -> the priors.
        """
        return {}

    @cached_property
    def _by_finding(self) -> dict[str, Table]:
        return {table.finding: table for table in (*self.tables, *self.questions)}
