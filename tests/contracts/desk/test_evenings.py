"""Every desk tells a day once, finds records by time, counts what never blocks."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

from tests.contracts.desk.documents import NOON, ORG, entry

from sondir.adapters.database.tables.outbox import outbox_message
from sondir.bootstrap.memory import offline_channels
from sondir.domain.journal import GENESIS, verify
from sondir.languages import Phrasebook
from sondir.ports.conversations import Noted
from sondir.ports.evenings import Told
from sondir.ports.ledger import Cap
from sondir.workflows.evening import tell_day, to_tell

DAY = date(2026, 7, 14)
TOLD = Told(DAY, NOON, 4)


def test_a_day_is_told_once(salon):
    """The second claim of the same day finds it told; another day is free."""
    with salon.step() as desk:
        assert desk.evenings.untold(DAY) == [ORG]
        assert desk.evenings.last(ORG) is None
        claimed = [desk.evenings.add(ORG, TOLD) for _ in range(2)]
    with salon.step() as desk:
        assert claimed == [True, False]
        assert desk.evenings.untold(DAY) == []
        assert desk.evenings.untold(DAY + timedelta(days=1)) == [ORG]


def test_the_newest_line_is_the_last(salon):
    """Whatever the order in which they were written."""
    earlier = Told(DAY - timedelta(days=2), NOON - timedelta(days=2), 1)
    with salon.step() as desk:
        desk.evenings.add(ORG, TOLD)
        desk.evenings.add(ORG, earlier)
    with salon.step() as desk:
        assert desk.evenings.last(ORG) == TOLD


def test_two_workers_at_once_claim_a_day_once(kept_salon):
    """Both find it untold; the primary key and the organisation's line decide."""

    def claim(_: int) -> bool:
        with kept_salon.step() as desk:
            assert desk.evenings.untold(DAY) in ([ORG], [])
            return desk.evenings.add(ORG, TOLD)

    with ThreadPoolExecutor(4) as workers:
        claims = list(workers.map(claim, range(4)))
    assert sorted(claims) == [False, False, False, True]


def test_two_workers_at_once_write_one_line(kept_salon):
    """One message in the outbox, one record beside it, and a chain that holds."""
    kept_salon.house = replace(
        kept_salon.house, phrasebook=Phrasebook(), channels=offline_channels()
    )
    kept_salon.clock.jump_to(NOON + timedelta(hours=8))

    def evening(_: int) -> list[bool]:
        with kept_salon.step() as desk:
            return [tell_day(desk, org) for org in to_tell(desk, "20:00")]

    with ThreadPoolExecutor(4) as workers:
        told = [one for each in workers.map(evening, range(4)) for one in each]
    with kept_salon.engine.connect() as connection:
        rows = list(connection.execute(outbox_message.select()))
    with kept_salon.step() as desk:
        records = list(desk.journal.records(ORG))
    assert told.count(True) == 1
    assert [row.key for row in rows] == [f"{ORG}/day/2026-07-14/owner:1"]
    assert [record.fields["entry"] for record in records] == ["ACTION_INITIATED"]
    assert verify([record.text for record in records]) is None


def test_the_journal_is_found_by_time_and_kind(salon):
    """From a moment on, in order, only what was asked for."""
    with salon.step() as desk:
        for hour, kind in ((0, "LEDGER"), (1, "VERDICT"), (2, "LEDGER")):
            at = NOON + timedelta(hours=hour)
            desk.journal.append(entry(entry=kind, at=at))
    with salon.step() as desk:
        later = NOON + timedelta(minutes=30)
        ledger = [r.seq for r in desk.journal.since(ORG, NOON, ("LEDGER",))]
        from_later = [
            r.seq for r in desk.journal.since(ORG, later, ("LEDGER", "VERDICT"))
        ]
        assert (ledger, from_later) == ([1, 3], [2, 3])


def test_the_head_is_that_of_the_newest_record(salon):
    """Before the first record it is the hash that stands for none."""
    with salon.step() as desk:
        assert desk.journal.head(ORG) == (0, GENESIS)
        record = desk.journal.append(entry())
        assert desk.journal.head(ORG) == (1, record.hash)


def test_what_never_blocks_counts_beyond_its_limit(salon):
    """The fee of an alert is counted over the limit, and no line is written."""
    cap = Cap("messages/2026-07", 20)
    with salon.step() as desk:
        for _ in range(3):
            desk.ledger.count(ORG, cap, 15)
    with salon.step() as desk:
        assert desk.ledger.used(ORG, [cap.scope]) == {cap.scope: 45}
        assert desk.ledger.lines(ORG, "inc-1") == []


def test_messages_are_counted_from_a_moment_on(salon):
    """Only those that clients of this organisation wrote since."""
    with salon.step() as desk:
        for hour in (0, 1, 2):
            written = NOON + timedelta(hours=hour)
            what = ("heat_air", True, ("heat_air",), None)
            note = Noted(f"m{hour}", ORG, "client:1", "abay", written, *what)
            desk.conversations.note(note)
    with salon.step() as desk:
        since = NOON + timedelta(minutes=30)
        found = [desk.conversations.count(org, since) for org in (ORG, "other")]
    assert found == [2, 0]
