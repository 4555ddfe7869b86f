"""Journal and ledger: the chain is whole, and no budget is ever overdrawn."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError
from tests.contracts.desk.benches import MemoryBench
from tests.contracts.desk.documents import NOON, ORG, SALON, entry, line

from sondir.domain.errors import Rejected
from sondir.domain.journal import GENESIS, verify
from sondir.domain.ledger import LedgerRow, Op
from sondir.domain.step import Purpose
from sondir.ports.ledger import Cap

INCIDENT, DAY = "incident/inc-1", "day/2026-07-14"


def test_records_are_chained_by_organisation(salon):
    """Each organisation counts from one and verifies by itself."""
    salon.found({"org": "other"})
    with salon.step() as desk:
        first = desk.journal.append(entry(incident="inc-1", data={"why": "ыстық"}))
        desk.journal.append(entry(org="other"))
        second = desk.journal.append(entry())
    with salon.step() as desk:
        third = desk.journal.append(entry(incident="inc-1"))
        records = list(desk.journal.records(ORG))
        others = list(desk.journal.records("other"))
    assert (first.prev, second.prev, third.prev) == (GENESIS, first.hash, second.hash)
    assert records == [first, second, third]
    assert [r.seq for r in others] == [1]
    assert verify([r.text for r in records], head=third.hash) is None


def test_records_are_read_after_a_number_and_by_incident(salon):
    """A page that knows the first n asks for the rest, of one incident if it likes."""
    with salon.step() as desk:
        for incident in ("inc-1", None, "inc-2", "inc-1"):
            desk.journal.append(entry(incident=incident))
    with salon.step() as desk:
        assert [r.seq for r in desk.journal.records(ORG, after=2)] == [3, 4]
        ours = desk.journal.records(ORG, after=1, incident="inc-1")
        assert [(r.seq, r.fields["incident"]) for r in ours] == [(4, "inc-1")]


def test_a_reserve_counts_until_it_is_released(salon):
    """Commit frees the rest of a reserve, settle replaces it, release frees all."""
    steps = [("reserve", 9_000), ("commit", 7_000), ("settle", 6_500)]
    used = []
    for op, amount in steps:
        with salon.step() as desk:
            desk.ledger.post(line(op, amount))
            used.append(desk.ledger.used(ORG, [INCIDENT, DAY])[INCIDENT])
    with salon.step() as desk:
        desk.ledger.post(line("reserve", 1_000, "gift"))
        desk.ledger.post(line("release", 1_000, "gift"))
        assert desk.ledger.used(ORG, [INCIDENT, DAY, "month/2026-07"]) == {
            INCIDENT: 6_500,
            DAY: 6_500,
            "month/2026-07": 0,
        }
        rows = desk.ledger.lines(ORG, "inc-1")
    assert used == [9_000, 7_000, 6_500]
    assert rows[0] == LedgerRow(Op.RESERVE, 9_000, Purpose.VENDOR, "job", 0)
    assert [r.op.value for r in rows] == [
        "reserve",
        "commit",
        "settle",
        "reserve",
        "release",
    ]


def test_a_line_is_posted_once(salon):
    """The same operation on the same reference changes nothing the second time."""
    with salon.step() as desk:
        desk.ledger.post(line("reserve", 9_000))
    with salon.step() as desk:
        desk.ledger.post(line("reserve", 9_000))
        assert desk.ledger.used(ORG, [INCIDENT])[INCIDENT] == 9_000
        assert len(desk.ledger.lines(ORG, "inc-1")) == 1


def test_a_reserve_beyond_any_cap_is_refused_and_leaves_nothing(salon):
    """The strictest cap refuses; no line, no sum moves, and the step can go on."""
    with salon.step() as desk:
        desk.ledger.post(line("reserve", 35_000, "one"))
        with pytest.raises(Rejected) as refused:
            desk.ledger.post(line("reserve", 5_001, "two"))
        desk.journal.append(entry())
        desk.ledger.post(line("reserve", 5_000, "three"))
    assert refused.value.code == "ledger.overdraft"
    assert refused.value.fields["scope"] == INCIDENT
    assert refused.value.fields["left_kzt"] == 5_000
    with salon.step() as desk:
        assert desk.ledger.used(ORG, [INCIDENT, DAY]) == {INCIDENT: 40_000, DAY: 40_000}
        assert len(desk.ledger.lines(ORG, "inc-1")) == 2
        assert len(list(desk.journal.records(ORG))) == 1


def test_the_owners_yes_lifts_the_limit_for_one_step_only(salon):
    """After an agreed overdraft the next reserve is refused again, of one tenge even,
    and what was agreed gives no room once it is free."""
    with salon.step() as desk:
        desk.ledger.post(line("reserve", 35_000, "one"))
        desk.ledger.post(line("reserve", 9_000, "two", agreed=True))
        assert desk.ledger.used(ORG, [INCIDENT])[INCIDENT] == 44_000
        with pytest.raises(Rejected):
            desk.ledger.post(line("reserve", 1, "three"))
        desk.ledger.post(line("release", 9_000, "two"))
        with pytest.raises(Rejected):
            desk.ledger.post(line("reserve", 5_001, "four"))
        desk.ledger.post(line("reserve", 5_000, "five"))


def test_what_costs_nothing_passes_no_cap(salon):
    """A reserve of nothing is taken also where the owner's yes has passed the cap."""
    with salon.step() as desk:
        desk.ledger.post(line("reserve", 44_000, "one", agreed=True))
        desk.ledger.post(line("reserve", 0, "two"))
        assert desk.ledger.used(ORG, [INCIDENT])[INCIDENT] == 44_000


def test_a_tightened_limit_refuses_more_and_keeps_what_was_spent(salon):
    """The owner may lower a limit below what is used: only new sums are refused."""
    low = (Cap(INCIDENT, 10_000),)
    with salon.step() as desk:
        desk.ledger.post(line("reserve", 30_000, "one"))
        with pytest.raises(Rejected):
            desk.ledger.post(line("reserve", 1, "two", caps=low))
        desk.ledger.post(line("commit", 30_000, "one"))
        assert desk.ledger.used(ORG, [INCIDENT])[INCIDENT] == 30_000


def test_budgets_of_two_organisations_are_two(salon):
    """The same scope in another organisation is another budget."""
    salon.found({"org": "other"})
    with salon.step() as desk:
        desk.ledger.post(line("reserve", 40_000))
        desk.ledger.post(line("reserve", 40_000, org="other"))
        assert desk.ledger.used("other", [DAY])[DAY] == 40_000


STEPS = st.lists(
    st.tuples(
        st.integers(0, 4),  # which reference
        st.booleans(),  # the owner's yes, or a release instead of a commit
        st.integers(1, 30_000),
    ),
    max_size=25,
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS)
def test_both_stores_refuse_alike_and_never_pass_a_cap(kept_salon, steps):
    """Whatever is reserved, promised, paid and freed: the same sums, never over."""
    memory = MemoryBench()
    memory.found(SALON)
    name = f"inc-{kept_salon.house.ids.ordered()}"
    ours, theirs = _walk(kept_salon, name, steps), _walk(memory, name, steps)
    assert ours == theirs


def _walk(bench, name, steps):
    """Take each reference through its life; return refusals and sums."""
    caps = (Cap(f"incident/{name}", 40_000), Cap(f"day/{name}", 25_000))
    stands: dict[int, tuple[str, int]] = {}
    seen, agreed_kzt = [], 0
    for number, yes, given_kzt in steps:
        stood, held = stands.get(number, ("", 0))
        op = {"": "reserve", "reserve": "release" if yes else "commit"}.get(stood)
        op = op or ("settle" if stood == "commit" else None)
        if op is None:
            continue
        amount = given_kzt if op == "reserve" else min(held, given_kzt)
        posted = line(op, amount, f"ref-{number}", incident=name, agreed=yes)
        posted = replace(posted, caps=caps if op == "reserve" else ())
        with bench.step() as desk:
            try:
                desk.ledger.post(posted)
                stands[number] = (op, amount)
                agreed_kzt += amount if op == "reserve" and yes else 0
            except Rejected as refused:
                seen.append(refused.code)
            used = desk.ledger.used(ORG, [cap.scope for cap in caps])
        assert all(used[c.scope] <= c.limit_kzt + agreed_kzt for c in caps)
        seen.append(used)
    return seen


def test_what_was_never_agreed_never_passes_a_cap(kept_salon):
    """The database's own check holds for a hand-written statement too."""
    with kept_salon.step() as desk:
        desk.ledger.post(line("reserve", 40_000))
    with pytest.raises(IntegrityError, match="budget_not_overdrawn"):
        _by_hand(kept_salon, "UPDATE budget SET used_kzt = used_kzt + 1")


FORBIDDEN = [
    "UPDATE journal_record SET record = 'x' WHERE seq = 1",
    "DELETE FROM journal_record WHERE seq = 1",
]
ONLY = {
    "sqlite": [
        "INSERT OR REPLACE INTO journal_record SELECT org, seq, entry, incident, at,"
        " hash, prev, 'x' FROM journal_record",
        "REPLACE INTO journal_record SELECT org, 2, entry, incident, at, hash, prev,"
        " 'x' FROM journal_record",
    ],
    "postgresql": ["TRUNCATE journal_record"],
}


def test_the_database_refuses_to_change_the_journal(kept_salon):
    """A hand-written change fails, whatever its words, and the chain still holds."""
    with kept_salon.step() as desk:
        desk.journal.append(entry(at=NOON))
    dialect = kept_salon.engine.dialect.name
    for statement in FORBIDDEN + ONLY[dialect]:
        with pytest.raises(IntegrityError, match="append-only"):
            _by_hand(kept_salon, statement)
    with kept_salon.step() as desk:
        texts = [record.text for record in desk.journal.records(ORG)]
    assert len(texts) == 1 and verify(texts) is None


def _by_hand(bench, statement):
    with bench.engine.begin() as connection:
        connection.exec_driver_sql(statement)
