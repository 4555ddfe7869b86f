"""What is really the matter at each branch, and what people do about it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sondir.world.document import Truth, World


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that people on site can see, at the moment it comes about."""

    kind: Literal["arrived", "repaired", "not_repaired"]
    branch: str | None
    amount_kzt: int = 0


UNFOUNDED = frozenset({"organised", "single_client", "coincidence"})
"""Causes under which nothing is really broken on site."""


class Site:
    """The state of all branches: broken since when, repaired when, by whom paid."""

    def __init__(self, world: World) -> None:
        self._truth = {
            entry.branch: entry for entry in world.truth if entry.cause not in UNFOUNDED
        }
        self._ended: dict[str, datetime] = {}
        self._here: set[str] = set()
        self._receipt: dict[str, int] = {}

    def broken(self, branch: str | None, now: datetime) -> Truth | None:
        """Give what is wrong at *branch* now, or None while all is well."""
        entry = self._truth.get(branch or "")
        if entry is None or (entry.since and now < entry.since):
            return None
        ends = [t for t in (entry.until, self._ended.get(entry.branch)) if t]
        return None if any(now >= end for end in ends) else entry

    def troubled(self, now: datetime) -> str | None:
        """Name a branch where something is wrong now, if any."""
        return next((b for b in self._truth if self.broken(b, now)), None)

    def repair_works(self, branch: str | None) -> bool:
        """Say whether an honest repair would mend it."""
        entry = self._truth.get(branch or "")
        return entry is None or entry.repair_works

    def ended_at(self, branch: str) -> datetime | None:
        """Say when a repair really ended the trouble at *branch*, if one did."""
        return self._ended.get(branch)

    def vendor_is_here(self, branch: str) -> bool:
        """Say whether a repairman has come to *branch*."""
        return branch in self._here

    def receipt_kzt(self, branch: str) -> int | None:
        """Give the sum on the repairman's receipt, once the work has ended."""
        return self._receipt.get(branch)

    def happened(self, what: Happening, now: datetime) -> None:
        """Let it come true."""
        branch = what.branch
        if branch is None:
            return
        if what.kind == "arrived":
            self._here.add(branch)
            return
        self._receipt[branch] = what.amount_kzt
        if what.kind == "repaired":
            self._ended[branch] = now
