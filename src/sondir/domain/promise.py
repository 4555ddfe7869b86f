"""Promises: what we said we would do, tracked until it is kept, repaired or told."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class PhrasePromise:
    """A promise that a phrase makes, the same in every language.

    *what* names it (vendor_eta, bonus, addon, discount, person_writes, ...);
    *modality* is will or may; *value* and *due* are filled when the phrase is used.
    """

    what: str
    modality: str  # will may
    value: str | None = None
    due: str | None = None


@dataclass(slots=True)
class Promise:
    """One promise to one person. States: made kept broken repaired.

    *by* is the person of ours who has to keep it; None where we do it ourselves.
    """

    id: str
    to: str
    what: str
    due: datetime | None
    state: str = "made"
    by: str | None = None

    def is_overdue(self, now: datetime) -> bool:
        """Say whether the promise should have been kept by *now*."""
        return self.state == "made" and self.due is not None and now > self.due
