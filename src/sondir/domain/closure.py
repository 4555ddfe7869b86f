"""A closing of one branch: proposed with its price both ways, decided by a person.

It names its reopening before anybody may say yes, and a question that nobody answers
leaves the branch open (domain/limits/never_alone.py). Sums are KZT, moments are UTC.
"""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(slots=True)
class Closure:
    """One proposal to close, and what became of it.

    States: proposed; expired, declined, mended or stopped (the branch stayed open);
    closed; reopened (the hour had come) or opened (a person opened earlier).
    *why* is repair_failed, repair_late, nobody_comes, no_end or danger. *bookings*
    counts the visits that would start in the closed hours; *closing_kzt* is what they
    cost, *staying_kzt* what making them good may cost at most.
    """

    number: int
    branch: str
    why: str
    reopens_at: datetime
    bookings: int
    closing_kzt: int
    staying_kzt: int
    state: str = "proposed"
    asked_at: datetime | None = None
    ended_at: datetime | None = None
    decided_by: str | None = None
    visits: list[str] = field(default_factory=list)  # told of, since it is closed
    called: list[str] = field(default_factory=list)  # clients whom a person tells

    @property
    def key(self) -> str:
        """Name the step that a person decides about by name."""
        return f"propose_closure/{self.number}"

    @property
    def is_open_question(self) -> bool:
        """Say whether a person has yet to decide."""
        return self.state == "proposed"

    @property
    def is_on(self) -> bool:
        """Say whether the branch is closed by it now."""
        return self.state == "closed"

    @property
    def may_be_asked_again(self) -> bool:
        """Say whether another proposal may follow: never after a person's own no."""
        return self.state not in ("proposed", "closed", "declined", "opened")

    def minutes_left(self, now: datetime) -> int:
        """Say how many whole minutes remain until the reopening; 0 when it is due."""
        return max(int((self.reopens_at - now).total_seconds() // 60), 0)
