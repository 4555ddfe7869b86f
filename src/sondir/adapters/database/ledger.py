"""The ledger's book: the database's own check refuses to overdraw a budget."""

from collections.abc import Sequence

from sqlalchemy import Connection, Row, case, insert, literal, select, update
from sqlalchemy.exc import IntegrityError

from sondir.adapters.database.partition import Partition
from sondir.adapters.database.statements import insert_new
from sondir.adapters.database.tables.books import budget, ledger_cap, ledger_line
from sondir.domain.errors import Rejected
from sondir.domain.ledger import LedgerRow, Op
from sondir.domain.step import Purpose
from sondir.ports.ledger import Cap, Line


class DatabaseLedger:
    """Lines, what they bind, and the budgets they count against."""

    def __init__(self, connection: Connection, partition: Partition) -> None:
        self._connection = connection
        self._partition = partition

    def post(self, line: Line) -> None:
        """Write a line and move every budget of its reference, or nothing at all."""
        self._partition.hold(line.org)
        bound = self._bound(line)
        # a savepoint: after a refusal the transaction goes on as if nothing was tried
        with self._connection.begin_nested():
            if not self._write(line):
                return
            caps = self._caps(line)
            after = 0 if line.row.op is Op.RELEASE else line.row.amount_kzt
            for cap in caps:
                self._move(line, cap, after - bound)

    def count(self, org: str, cap: Cap, amount_kzt: int) -> None:
        """Count a fee that nothing may block."""
        self._partition.hold(org)
        here = {"org": org, "scope": cap.scope}
        new = {"limit_kzt": cap.limit_kzt, "extended_kzt": 0, "used_kzt": 0}
        insert_new(self._connection, budget, here | new)
        counted = budget.c.used_kzt + amount_kzt
        beyond = case((counted > cap.limit_kzt, counted - cap.limit_kzt), else_=0)
        self._connection.execute(
            update(budget)
            .where(budget.c.org == org, budget.c.scope == cap.scope)
            .values(limit_kzt=cap.limit_kzt, extended_kzt=beyond, used_kzt=counted)
        )

    def used(self, org: str, scopes: Sequence[str]) -> dict[str, int]:
        """Say how much of each scope is used, in KZT; 0 for one nobody has used."""
        rows = self._connection.execute(
            select(budget.c.scope, budget.c.used_kzt).where(
                budget.c.org == org, budget.c.scope.in_(scopes)
            )
        )
        return dict.fromkeys(scopes, 0) | {row.scope: row.used_kzt for row in rows}

    def lines(self, org: str, incident: str) -> list[LedgerRow]:
        """Return the lines of one incident, in order."""
        table = ledger_line.c
        rows = self._connection.execute(
            select(ledger_line)
            .where(table.org == org, table.incident == incident)
            .order_by(table.number)
        )
        return [_row(row) for row in rows]

    def _bound(self, line: Line) -> int:
        """Return what the reference binds so far."""
        table = ledger_line.c
        last = self._connection.execute(
            select(table.op, table.amount_kzt)
            .where(
                table.org == line.org,
                table.incident == line.incident,
                table.reference == line.row.reference,
            )
            .order_by(table.number.desc())
            .limit(1)
        ).one_or_none()
        if last is None or last.op == Op.RELEASE:
            return 0
        return int(last.amount_kzt)

    def _write(self, line: Line) -> bool:
        row = line.row
        return insert_new(
            self._connection,
            ledger_line,
            {
                "org": line.org,
                "incident": line.incident,
                "reference": row.reference,
                "op": row.op.value,
                "amount_kzt": row.amount_kzt,
                "purpose": row.purpose.value,
                "left_kzt": row.left_kzt,
                "agreed": line.agreed,
                "at": line.at,
            },
        )

    def _caps(self, line: Line) -> Sequence[Cap]:
        """Return what the reference counts against: named once, with the reserve."""
        here = {
            "org": line.org,
            "incident": line.incident,
            "reference": line.row.reference,
        }
        if line.row.op is Op.RESERVE:
            for cap in line.caps:
                new = {"org": line.org, "scope": cap.scope, "limit_kzt": cap.limit_kzt}
                insert_new(
                    self._connection, budget, new | {"extended_kzt": 0, "used_kzt": 0}
                )
                self._connection.execute(
                    insert(ledger_cap).values(**here, scope=cap.scope)
                )
            return line.caps
        rows = self._connection.execute(
            select(budget.c.scope, budget.c.limit_kzt)
            .join(
                ledger_cap,
                (ledger_cap.c.org == budget.c.org)
                & (ledger_cap.c.scope == budget.c.scope),
            )
            .where(*(ledger_cap.c[name] == value for name, value in here.items()))
        )
        return [Cap(row.scope, row.limit_kzt) for row in rows]

    def _move(self, line: Line, cap: Cap, by_kzt: int) -> None:
        """Move one budget; its check refuses a reserve beyond limit and agreement."""
        used = budget.c.used_kzt
        # only a reserve can be refused: what follows it was promised or paid already
        may_pass = line.agreed or line.row.op is not Op.RESERVE
        counted = used + by_kzt if may_pass else used
        extended = case((counted > cap.limit_kzt, counted - cap.limit_kzt), else_=0)
        move = (
            update(budget)
            .where(budget.c.org == line.org, budget.c.scope == cap.scope)
            .values(
                limit_kzt=literal(cap.limit_kzt),
                extended_kzt=extended,
                used_kzt=used + by_kzt,
            )
        )
        left = cap.limit_kzt - self.used(line.org, [cap.scope])[cap.scope]
        try:
            self._connection.execute(move)
        except IntegrityError:
            raise Rejected(
                "ledger.overdraft",
                scope=cap.scope,
                amount_kzt=line.row.amount_kzt,
                left_kzt=max(left, 0),
            ) from None


def _row(row: Row[tuple[object, ...]]) -> LedgerRow:
    return LedgerRow(
        Op(row.op), row.amount_kzt, Purpose(row.purpose), row.reference, row.left_kzt
    )
