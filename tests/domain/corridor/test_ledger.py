"""The ledger of one incident."""

from contextlib import suppress

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from sondir.domain.errors import Mistake, Rejected
from sondir.domain.ledger import (
    Elsewhere,
    Ledger,
    LedgerRow,
    Op,
    Spent,
    open_ledger,
)
from sondir.domain.step import Purpose

VENDOR, GIFT, FEES = Purpose.VENDOR, Purpose.COMPENSATION, Purpose.MESSAGES


def test_rows_say_what_is_left_after_each_operation():
    """reserve, commit and settle of one job leave what the journal shows."""
    ledger = Ledger(50_000).reserve("job", 15_000, VENDOR)
    ledger = ledger.commit("job", 12_000).settle("job", 9_000)

    assert ledger.rows == (
        LedgerRow(Op.RESERVE, 15_000, VENDOR, "job", 35_000),
        LedgerRow(Op.COMMIT, 12_000, VENDOR, "job", 38_000),
        LedgerRow(Op.SETTLE, 9_000, VENDOR, "job", 41_000),
    )


def test_a_release_frees_the_whole_reserve():
    """A reserve of which nothing was promised comes back."""
    ledger = Ledger(50_000).reserve("job", 15_000, VENDOR).release("job")

    assert ledger.rows[-1] == LedgerRow(Op.RELEASE, 15_000, VENDOR, "job", 50_000)


def test_the_last_tenge_can_be_reserved_once():
    """One tenge more than is left is refused, whatever it is for."""
    ledger = Ledger(100).reserve("a", 100, VENDOR)

    with pytest.raises(Rejected, match=r"ledger\.overdraft"):
        ledger.reserve("b", 1, GIFT)


def test_the_owners_yes_may_pass_the_limit_and_left_is_then_negative():
    """A sum beyond the limit needs the yes to that very step."""
    ledger = Ledger(100).reserve("a", 150, VENDOR, agreed=True)

    assert (ledger.left_kzt, ledger.rows[-1].left_kzt) == (-50, -50)


@pytest.mark.parametrize("ended", [False, True])
def test_a_reference_reserves_once_for_ever(ended: bool):
    """A second reserve is refused even after the first was released."""
    ledger = Ledger(100).reserve("a", 10, VENDOR)
    ledger = ledger.release("a") if ended else ledger

    with pytest.raises(Mistake, match=r"ledger\.reference_used"):
        ledger.reserve("a", 10, VENDOR)


def test_a_commit_stays_below_its_reserve():
    """The reserve is the ceiling of what is promised."""
    with pytest.raises(Rejected, match=r"ledger\.over_reserve"):
        Ledger(100).reserve("a", 10, VENDOR).commit("a", 11)


def test_a_dearer_receipt_needs_the_owner():
    """More than was committed is settled only with the owner's yes."""
    ledger = Ledger(100).reserve("a", 10, VENDOR).commit("a", 10)

    with pytest.raises(Rejected, match=r"ledger\.over_commit"):
        ledger.settle("a", 11)
    assert ledger.settle("a", 11, agreed=True).spent_kzt == 11


@pytest.mark.parametrize(
    "wrong",
    [
        lambda ledger: ledger.commit("new", 1),
        lambda ledger: ledger.release("new"),
        lambda ledger: ledger.settle("held", 1),
        lambda ledger: ledger.release("done"),
        lambda ledger: ledger.commit("done", 1),
    ],
)
def test_operations_out_of_order_are_mistakes(wrong):
    """Nothing is committed, released or settled that is not in that state."""
    ledger = Ledger(100).reserve("held", 5, VENDOR)
    ledger = ledger.reserve("done", 5, VENDOR).commit("done", 5)

    with pytest.raises(Mistake, match=r"ledger\.not_in_state"):
        wrong(ledger)


def test_a_step_judged_again_does_not_count_itself():
    """Leaving out its own reserve gives the sums its limits ask about."""
    ledger = Ledger(50_000).reserve("a", 2_000, GIFT, "client:1")
    ledger = ledger.reserve("b", 25, FEES, "client:1")
    spent = ledger.without("a").spent("client:1", Elsewhere(day=100))

    assert spent == Spent(25, 0, 0, 0, 25, 125, 25, 25)


def test_a_changed_row_is_found():
    """A ledger rebuilt from rows refuses one that does not follow."""
    rows = Ledger(100).reserve("a", 10, VENDOR).rows
    forged = (LedgerRow(Op.RESERVE, 10, VENDOR, "a", 95),)

    assert open_ledger(100, rows).left_kzt == 90
    with pytest.raises(Mistake, match=r"ledger\.row_differs"):
        open_ledger(100, forged)


class AnyHistory(RuleBasedStateMachine):
    """Random operations, some of them forbidden, without any agreement."""

    references = st.sampled_from(["a", "b", "c", "d"])
    sums = st.integers(0, 800)

    def __init__(self) -> None:
        super().__init__()
        self.ledger = Ledger(1_000)

    def _try(self, operation) -> None:
        with suppress(Mistake, Rejected):
            self.ledger = operation()

    @rule(reference=references, amount=sums, purpose=st.sampled_from(Purpose))
    def reserve(self, reference, amount, purpose):
        self._try(lambda: self.ledger.reserve(reference, amount, purpose))

    @rule(reference=references, amount=sums)
    def commit(self, reference, amount):
        self._try(lambda: self.ledger.commit(reference, amount))

    @rule(reference=references)
    def release(self, reference):
        self._try(lambda: self.ledger.release(reference))

    @rule(reference=references, amount=sums)
    def settle(self, reference, amount):
        self._try(lambda: self.ledger.settle(reference, amount))

    @invariant()
    def is_never_overdrawn(self):
        assert 0 <= self.ledger.left_kzt <= 1_000

    @invariant()
    def is_the_same_from_its_rows(self):
        again = open_ledger(1_000, self.ledger.rows)
        assert again.left_kzt == self.ledger.left_kzt
        assert again.open_references == self.ledger.open_references

    @invariant()
    def purposes_add_up(self):
        by_purpose = sum(self.ledger.sum_for(purpose) for purpose in Purpose)
        assert by_purpose == self.ledger.spent_kzt


AnyHistory.TestCase.settings = settings(
    max_examples=60, stateful_step_count=20, deadline=None
)
TestAnyHistory = AnyHistory.TestCase
