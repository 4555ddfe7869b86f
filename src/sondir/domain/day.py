"""What a stretch of the journal came to: the owner's evening line, a day of the week.

Everything here is folded from records alone, so that the line, the page and whoever
verifies the journal count the same. Sums are whole tenge.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sondir.domain.journal import Record
from sondir.domain.ledger import Op

BEGINS = frozenset({"INCIDENT_OPENED", "INCIDENT_REOPENED"})
ENDS = "INCIDENT_CLOSED"
COUNTED = (
    *sorted(BEGINS),
    ENDS,
    *("LEDGER", "PROMISE", "QUESTION_ASKED", "QUESTION_ANSWERED", "MODE_CHANGED"),
)
"""The entries that a day is counted from; all others may be left unread."""
LOOKED_BACK = timedelta(days=67)
"""A promise is counted this long after it was made: a gift lasts 60 days, and what
lapsed is told for one week more."""

Reference = tuple[str, str]
"""An incident, and a reference of its ledger."""


@dataclass(frozen=True, slots=True)
class Day:
    """What happened. *incidents* are those that began or ended, *modes* the records
    of changed flight modes; a settled bill counts by what it adds to its commit."""

    incidents: frozenset[str] = frozenset()
    spent_kzt: int = 0
    made: int = 0
    kept: int = 0
    broken: int = 0
    asked: int = 0
    answered: int = 0
    modes: tuple[Record, ...] = ()


@dataclass(frozen=True, slots=True)
class Owed:
    """Promises that nobody has kept: *open* ones, and those *overdue*."""

    open: int = 0
    overdue: int = 0


def day_of(records: Iterable[Record], committed: Mapping[Reference, int]) -> Day:
    """Count one stretch. *committed* has the commits that its settlements replace.

    Pure; the order of the records does not matter.
    """
    found = list(records)
    promises = [_data(r)["state"] for r in found if _is(r, "PROMISE")]
    bounds = [r for r in found if r.fields["entry"] in (*BEGINS, ENDS)]
    return Day(
        incidents=frozenset(str(r.fields["incident"]) for r in bounds),
        spent_kzt=sum(_spent(r, committed) for r in found if _is(r, "LEDGER")),
        made=promises.count("made"),
        kept=promises.count("kept") + promises.count("repaired"),
        broken=promises.count("broken"),
        asked=sum(_is(r, "QUESTION_ASKED") for r in found),
        answered=sum(_is(r, "QUESTION_ANSWERED") and _is_answer(r) for r in found),
        modes=tuple(r for r in found if _is(r, "MODE_CHANGED")),
    )


def commits(records: Iterable[Record]) -> dict[Reference, int]:
    """Read what was committed, by reference."""
    return {
        _reference(r): int(_data(r)["amount_kzt"])
        for r in records
        if _is(r, "LEDGER") and _data(r)["op"] == Op.COMMIT
    }


def settled(records: Iterable[Record]) -> set[Reference]:
    """List the references that were settled."""
    return {
        _reference(r)
        for r in records
        if _is(r, "LEDGER") and _data(r)["op"] == Op.SETTLE
    }


def owed(records: Iterable[Record], now: datetime) -> Owed:
    """Count the promises that stand, from the `PROMISE` records in order. Pure."""
    states: dict[Reference, tuple[str, str | None]] = {}
    for record in records:
        if _is(record, "PROMISE"):
            said = _data(record)
            here = (str(record.fields["incident"]), str(said["promise"]))
            states[here] = (said["state"], said["due"])
    dues = [due for state, due in states.values() if state == "made"]
    late = [due for due in dues if due and datetime.fromisoformat(due) <= now]
    return Owed(len(dues) - len(late), len(late))


def _spent(record: Record, committed: Mapping[Reference, int]) -> int:
    """Say what one line of the ledger adds; a reserve is not spent yet."""
    said = _data(record)
    if said["op"] == Op.COMMIT:
        return int(said["amount_kzt"])
    if said["op"] == Op.SETTLE:
        return int(said["amount_kzt"]) - committed.get(_reference(record), 0)
    return 0


def _is(record: Record, entry: str) -> bool:
    return bool(record.fields["entry"] == entry)


def _is_answer(record: Record) -> bool:
    return bool(_data(record).get("answer") != "expired")


def _data(record: Record) -> Mapping[str, Any]:
    data: Mapping[str, Any] = record.fields["data"]
    return data


def _reference(record: Record) -> Reference:
    return str(record.fields["incident"]), str(_data(record)["reference"])
