"""The outcome of one crisis, from facts alone. None is unknown, and is called so.

Sums are KZT, spans are whole seconds unless a name says otherwise. Nothing here is
estimated: a number is in the database, or it is None. The rules by which numbers are
counted are written beside them wherever they are shown (docs/reference/outcome.md).
"""

from dataclasses import dataclass, field
from datetime import datetime

RETURN_DAYS = (30, 60)
"""After how many days we look who came back."""


@dataclass(frozen=True, slots=True)
class StepTime:
    """One line of the source's journal in this crisis.

    *after_s* counts from the alarm, by the story's clock; None: it did not happen.
    *own_ms* is our own work until then, on the monotonic clock.
    """

    line: str
    source_s: int
    after_s: int | None = None
    own_ms: int | None = None

    @property
    def waited_s(self) -> int | None:
        """Return what people, the road and holds took until then."""
        if self.after_s is None or self.own_ms is None:
            return None
        return max(self.after_s - self.own_ms // 1000, 0)


@dataclass(frozen=True, slots=True)
class Waits:
    """How long we waited for people; each None where there was nothing to wait for.

    *whole_s* is the whole of it, known at the close.
    """

    whole_s: int | None = None
    owner_s: int | None = None
    shift_s: int | None = None
    vendor_s: int | None = None
    road_s: int | None = None


@dataclass(frozen=True, slots=True)
class Visits:
    """The visits that the trouble fell upon.

    *kept* stand in the book at their time, *moved* at another one with the client's
    consent, *lost* were cancelled.
    """

    kept: int
    moved: int
    lost: int

    @property
    def hit(self) -> int:
        """Count them all."""
        return self.kept + self.moved + self.lost


@dataclass(frozen=True, slots=True)
class Answers:
    """The clients of the crisis: who complained, was written to, answered, is fine."""

    affected: int
    written: int
    answered: int
    fine: int


@dataclass(frozen=True, slots=True)
class Returned:
    """Who of *of* affected clients came again within *days* of the close.

    *came* None: nobody can know yet (*why* "too_early", then *known_from* says when)
    or the book says nothing of that time ("no_book", "open").
    """

    days: int
    of: int
    came: int | None = None
    why: str | None = None
    known_from: datetime | None = None


@dataclass(frozen=True, slots=True)
class Spending:
    """One purpose's money: promised at most, of which *settled_kzt* by a receipt."""

    purpose: str
    bound_kzt: int
    settled_kzt: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one crisis took, cost and left; see the fields' own words."""

    steps: tuple[StepTime, ...]
    waits: Waits
    answers: Answers
    spending: tuple[Spending, ...]
    spent_kzt: int
    limit_kzt: int
    own_time_ms: int | None = None
    repair_s: int | None = None
    downtime_min: int | None = None
    visits: Visits | None = None
    saved_kzt: int | None = None
    returned: tuple[Returned, ...] = field(default=())
    is_open: bool = False
