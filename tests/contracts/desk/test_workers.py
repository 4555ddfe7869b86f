"""Two workers on one PostgreSQL: nobody waits for a stranger, the dead are noticed."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from tests.contracts.desk.conftest import POSTGRES
from tests.contracts.desk.documents import NOON, ORG, letterhead, outbound

BEAT = text(
    "INSERT INTO worker_lease VALUES (:worker, clock_timestamp() - :age)"
    " ON CONFLICT (executor_id) DO UPDATE SET beat = EXCLUDED.beat"
)


@pytest.fixture
def shared(kept_salon):
    """Give a salon and another organisation with a queued message each."""
    bench = kept_salon
    bench.found({"org": "other"})
    with bench.step() as desk:
        for org in (ORG, "other"):
            head = letterhead(org, org=org, incident=None)
            desk.outbox.put(head, outbound(org), NOON)
    return bench


def beat(bench, worker, age_s=0):
    with bench.engine.begin() as connection:
        age = timedelta(seconds=age_s)
        connection.execute(BEAT, {"worker": worker, "age": age})


on_postgres = pytest.mark.parametrize("database", [POSTGRES], indirect=True)


@on_postgres
def test_a_sender_serves_others_while_one_organisation_is_busy(shared):
    """A long turn of one salon holds up no message of another."""
    with shared.step() as turn:
        turn.detectors.load(ORG)
        with shared.step() as desk:
            claimed = desk.outbox.claim(NOON, "w1", 5)
    assert [posted.head.key for posted in claimed] == ["other"]
    with shared.step() as desk:
        assert [p.head.key for p in desk.outbox.claim(NOON, "w1", 5)] == [ORG]


@on_postgres
def test_messages_of_a_living_worker_are_no_orphans(shared):
    """Another worker's messages are found only once its lease is over."""
    beat(shared, "w1")
    with shared.step() as desk:
        desk.outbox.claim(NOON, "w1", 5)
    with shared.step() as desk:
        assert desk.outbox.orphans("w2") == []
    beat(shared, "w1", age_s=3600)
    with shared.step() as desk:
        assert len(desk.outbox.orphans("w2")) == 2


@on_postgres
def test_an_earlier_life_of_the_same_worker_left_orphans(shared):
    """Who starts under a name that has messages in the air knows nothing of them."""
    beat(shared, "w1")
    with shared.step() as desk:
        desk.outbox.claim(NOON, "w1", 5)
    with shared.step() as desk:
        assert len(desk.outbox.orphans("w1")) == 2
