"""The ledger's book: money is reserved before it is promised, in whole tenge."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sondir.domain.ledger import LedgerRow


@dataclass(frozen=True, slots=True)
class Cap:
    """One limit that a reservation counts against.

    *scope* is unique per organisation: `incident/<id>`, `job/<incident>/<vendor>`,
    `client/<incident>/<client>`, `compensation/<incident>`, `problem/<incident>`,
    `day/2026-07-14`, `month/2026-07`, `messages/2026-07` (local dates).
    """

    scope: str
    limit_kzt: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the book. *caps* stand with a reserve; the later lines of its
    reference count against the same. *agreed*: the owner's yes to this very step."""

    org: str
    incident: str
    row: LedgerRow
    at: datetime
    caps: tuple[Cap, ...] = ()
    agreed: bool = False


class LedgerBook(Protocol):
    """Kept so that the store itself refuses to overdraw, whoever writes."""

    def post(self, line: Line) -> None:
        """Write a line and move every cap of its reference, in one go.

        Raises Rejected `ledger.overdraft` where a reserve passes a cap without the
        owner's yes; a line with a known (incident, reference, op) changes nothing.
        """
        ...

    def count(self, org: str, cap: Cap, amount_kzt: int) -> None:
        """Count a fee that nothing may block: of an alert, of an emergency message.

        It moves the one scope and writes no line; a cap that is passed stays passed.
        """
        ...

    def used(self, org: str, scopes: Sequence[str]) -> dict[str, int]:
        """Say how much of each scope is reserved, committed or settled, in KZT."""
        ...

    def lines(self, org: str, incident: str) -> list[LedgerRow]:
        """Return the lines of one incident, in order."""
        ...
