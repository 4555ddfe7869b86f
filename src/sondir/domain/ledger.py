"""The one ledger of an incident: every tenge is reserved before it is promised.

reserve -> commit -> settle, or reserve -> release. Pure: an operation returns a
new ledger whose `rows[-1]` is what the journal records. Fees of alerts and of
emergency messages write no row here: they count against `messages.month_kzt` only.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from sondir.domain.errors import Mistake, Rejected
from sondir.domain.money import kzt
from sondir.domain.step import Purpose


class Op(StrEnum):
    """What happens to a reserved sum."""

    RESERVE = "reserve"
    COMMIT = "commit"
    RELEASE = "release"
    SETTLE = "settle"


@dataclass(frozen=True, slots=True)
class Spent:
    """Sums already reserved and committed, whole tenge, this step left out.

    *job* is what this vendor, *client* what this client already costs in this
    incident; *compensation* and *incident* its sums; *problem* the sum of this
    crisis and of those opened for the same problem (a parent and its branches);
    *day*, *month* and *messages_month* the organisation's, in local time.
    """

    incident: int
    job: int
    client: int
    compensation: int
    problem: int
    day: int
    month: int
    messages_month: int


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The same sums outside this incident, whole tenge."""

    problem: int = 0
    day: int = 0
    month: int = 0
    messages_month: int = 0


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One `LEDGER` entry of the journal; *left_kzt* is of `incident_kzt`, after."""

    op: Op
    amount_kzt: int
    purpose: Purpose
    reference: str
    left_kzt: int


@dataclass(frozen=True, slots=True)
class Holding:
    """What one reference binds now: *state* is the last operation on it."""

    state: Op
    amount_kzt: int
    purpose: Purpose
    to: str | None


@dataclass(frozen=True, slots=True)
class Ledger:
    """One incident's money against *limit_kzt*, the corridor's `incident_kzt`.

    >>> ledger = Ledger(50_000).reserve("i1/job/v1", 15_000, Purpose.VENDOR)
    >>> ledger = ledger.commit("i1/job/v1", 12_000)
    >>> ledger.spent_kzt, ledger.left_kzt, ledger.rows[-1].op.value
    (12000, 38000, 'commit')
    """

    limit_kzt: int
    holdings: Mapping[str, Holding] = field(default_factory=dict)
    rows: tuple[LedgerRow, ...] = ()

    @property
    def spent_kzt(self) -> int:
        """Sum of what is reserved, committed or settled."""
        return sum(holding.amount_kzt for holding in self.holdings.values())

    @property
    def left_kzt(self) -> int:
        """What is left of the limit; negative only where the owner agreed."""
        return self.limit_kzt - self.spent_kzt

    @property
    def open_references(self) -> tuple[str, ...]:
        """References still reserved: each must end committed or released."""
        return tuple(r for r, h in self.holdings.items() if h.state is Op.RESERVE)

    def sum_for(self, purpose: Purpose, to: str | None = None) -> int:
        """Sum of one *purpose*, of all recipients or of *to* alone."""
        return sum(
            holding.amount_kzt
            for holding in self.holdings.values()
            if holding.purpose is purpose and to in (None, holding.to)
        )

    def reserve(
        self,
        reference: str,
        amount_kzt: int,
        purpose: Purpose,
        to: str | None = None,
        agreed: bool = False,
    ) -> "Ledger":
        """Set *amount_kzt* aside: the most that may be promised under *reference*.

        *agreed* is the owner's yes to this very step beyond the limit. Raises
        Mistake for a reference used before, Rejected `ledger.overdraft`.
        """
        if reference in self.holdings:
            raise Mistake("ledger.reference_used", reference=reference)
        amount = kzt(amount_kzt)
        if amount > max(0, self.left_kzt) and not agreed:
            raise self._overdraft(amount)
        return self._with(reference, Holding(Op.RESERVE, amount, purpose, to), amount)

    def commit(self, reference: str, amount_kzt: int) -> "Ledger":
        """Promise *amount_kzt* of the reserve; the rest of it is free again.

        Raises Mistake without an open reserve, Rejected `ledger.over_reserve`.
        """
        held = self._held(reference, Op.RESERVE)
        amount = kzt(amount_kzt)
        if amount > held.amount_kzt:
            raise Rejected(
                "ledger.over_reserve", amount_kzt=amount, reserved_kzt=held.amount_kzt
            )
        committed = replace(held, state=Op.COMMIT, amount_kzt=amount)
        return self._with(reference, committed, amount)

    def release(self, reference: str) -> "Ledger":
        """Free a reserve of which nothing was promised. Raises Mistake if none.

        A promise that fell through (no-show, cancelled) is settled with 0.
        """
        held = self._held(reference, Op.RESERVE)
        freed = replace(held, state=Op.RELEASE, amount_kzt=0)
        return self._with(reference, freed, held.amount_kzt)

    def settle(self, reference: str, amount_kzt: int, agreed: bool = False) -> "Ledger":
        """Replace the commit by what was really paid, from the receipt.

        More than was committed needs the owner's yes (*agreed*), else Rejected
        `ledger.over_commit`. Raises Mistake without a commit.
        """
        held = self._held(reference, Op.COMMIT)
        amount = kzt(amount_kzt)
        if amount > held.amount_kzt and not agreed:
            raise Rejected(
                "ledger.over_commit", amount_kzt=amount, committed_kzt=held.amount_kzt
            )
        settled = replace(held, state=Op.SETTLE, amount_kzt=amount)
        return self._with(reference, settled, amount)

    def without(self, reference: str) -> "Ledger":
        """Leave *reference* out, to judge a step again that has reserved already."""
        rest = {r: h for r, h in self.holdings.items() if r != reference}
        return replace(self, holdings=rest)

    def spent(self, to: str | None, elsewhere: Elsewhere) -> Spent:
        """Add up what the limits ask about a step for *to*."""
        here = self.spent_kzt
        return Spent(
            incident=here,
            job=self.sum_for(Purpose.VENDOR, to),
            client=self.sum_for(Purpose.COMPENSATION, to),
            compensation=self.sum_for(Purpose.COMPENSATION),
            problem=here + elsewhere.problem,
            day=here + elsewhere.day,
            month=here + elsewhere.month,
            messages_month=self.sum_for(Purpose.MESSAGES) + elsewhere.messages_month,
        )

    def _held(self, reference: str, state: Op) -> Holding:
        held = self.holdings.get(reference)
        if held is None or held.state is not state:
            found = "nothing" if held is None else held.state.value
            raise Mistake(
                "ledger.not_in_state", reference=reference, needs=state.value, is_=found
            )
        return held

    def _overdraft(self, amount: int) -> Rejected:
        return Rejected(
            "ledger.overdraft", amount_kzt=amount, left_kzt=max(0, self.left_kzt)
        )

    def _with(self, reference: str, holding: Holding, amount: int) -> "Ledger":
        after = replace(self, holdings={**self.holdings, reference: holding})
        row = LedgerRow(
            holding.state, amount, holding.purpose, reference, after.left_kzt
        )
        return replace(after, rows=(*self.rows, row))


def open_ledger(limit_kzt: int, rows: Iterable[LedgerRow]) -> Ledger:
    """Rebuild a ledger from its rows, checking each; *to* is not in a row.

    Raises what the operations raise, and Mistake `ledger.row_differs` where a
    row's `left_kzt` is not what the operations give. Pure.
    """
    ledger = Ledger(limit_kzt)
    for row in rows:
        ledger = _apply(ledger, row)
        if ledger.rows[-1] != row:
            raise Mistake("ledger.row_differs", reference=row.reference)
    return ledger


def _apply(ledger: Ledger, row: LedgerRow) -> Ledger:
    agreed = row.left_kzt < 0
    if row.op is Op.RESERVE:
        return ledger.reserve(row.reference, row.amount_kzt, row.purpose, agreed=agreed)
    if row.op is Op.COMMIT:
        return ledger.commit(row.reference, row.amount_kzt)
    if row.op is Op.RELEASE:
        return ledger.release(row.reference)
    return ledger.settle(row.reference, row.amount_kzt, agreed=True)
