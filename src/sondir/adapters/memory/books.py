"""The journal and the ledger in memory, with the same refusals as the database."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sondir.domain.errors import Rejected
from sondir.domain.journal import GENESIS, Entry, Record, chain, moment
from sondir.domain.ledger import LedgerRow, Op
from sondir.ports.ledger import Cap, Line


@dataclass
class MemoryJournal:
    """One list of records an organisation."""

    chains: dict[str, list[Record]] = field(default_factory=dict)

    def append(self, entry: Entry) -> Record:
        records = self.chains.setdefault(entry.org, [])
        prev = records[-1].hash if records else GENESIS
        record = chain(entry, len(records) + 1, prev)
        records.append(record)
        return record

    def records(
        self, org: str, after: int = 0, incident: str | None = None
    ) -> Iterator[Record]:
        for record in self.chains.get(org, [])[after:]:
            if incident is None or record.fields["incident"] == incident:
                yield record

    def since(
        self, org: str, since: datetime, entries: Collection[str]
    ) -> Iterator[Record]:
        begins = moment(since)
        for record in self.chains.get(org, []):
            if record.fields["at"] >= begins and record.fields["entry"] in entries:
                yield record

    def head(self, org: str) -> tuple[int, str]:
        records = self.chains.get(org)
        return (records[-1].seq, records[-1].hash) if records else (0, GENESIS)


@dataclass
class MemoryLedger:
    """Budgets by scope, lines by incident."""

    limits: dict[tuple[str, str], int] = field(default_factory=dict)
    sums: dict[tuple[str, str], int] = field(default_factory=dict)
    rows: dict[tuple[str, str], list[LedgerRow]] = field(default_factory=dict)
    bound: dict[tuple[str, str, str], tuple[tuple[Cap, ...], int]] = field(
        default_factory=dict
    )

    def post(self, line: Line) -> None:
        row, here = line.row, (line.org, line.incident)
        lines = self.rows.setdefault(here, [])
        if any(r.op is row.op and r.reference == row.reference for r in lines):
            return
        key = (line.org, line.incident, row.reference)
        caps, held = self.bound.get(key, (line.caps, 0))
        after = 0 if row.op is Op.RELEASE else row.amount_kzt
        if row.op is Op.RESERVE and not line.agreed:
            self._refuse_overdraft(line)
        for cap in caps:
            scope = (line.org, cap.scope)
            self.sums[scope] = self.sums.get(scope, 0) + after - held
        self.bound[key] = (caps, after)
        lines.append(row)

    def _refuse_overdraft(self, line: Line) -> None:
        for cap in line.caps:
            used = self.sums.get((line.org, cap.scope), 0)
            # as in the database: nothing may be bound beyond a cap that is passed
            # by the owner's yes, but what binds nothing passes none
            if line.row.amount_kzt and used + line.row.amount_kzt > cap.limit_kzt:
                raise Rejected(
                    "ledger.overdraft",
                    scope=cap.scope,
                    amount_kzt=line.row.amount_kzt,
                    left_kzt=max(cap.limit_kzt - used, 0),
                )

    def count(self, org: str, cap: Cap, amount_kzt: int) -> None:
        here = (org, cap.scope)
        self.sums[here] = self.sums.get(here, 0) + amount_kzt

    def used(self, org: str, scopes: Sequence[str]) -> dict[str, int]:
        return {scope: self.sums.get((org, scope), 0) for scope in scopes}

    def lines(self, org: str, incident: str) -> list[LedgerRow]:
        return list(self.rows.get((org, incident), ()))
