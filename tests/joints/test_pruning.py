"""Runs that ended well are forgotten after some days, and nothing happens twice."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, insert, select, update
from tests.contracts.desk.documents import NOON
from tests.operations.salon import Salon

from sondir.adapters.database.tables.inbox import inbox_body
from sondir.adapters.database.tables.incidents import turn
from sondir.adapters.durable.keeping import make_engine_tables, run_tables
from sondir.adapters.durable.pruning import AT_ONCE, Pruner
from sondir.adapters.durable.store import connect_like
from sondir.domain.turn import TimerRang

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def salon(url):
    kept = Salon(url)
    yield kept
    kept.engine.stop()
    kept.database.dispose()


def pruner(salon, keep_days=14.0):
    return Pruner((salon.database, salon.engine._store), "sondir", keep_days)


def counts(salon):
    with salon.database.begin() as connection:
        return {
            table.name: connection.execute(
                select(func.count()).select_from(table)
            ).scalar_one()
            for table in run_tables(salon.database)
        }


def age(salon, days, *where):
    """Let the engine's runs be as old as that, on the engine's own clock."""
    runs = run_tables(salon.database)[0]
    then = int((datetime.now(UTC) - days * DAY).timestamp() * 1000)
    with salon.database.begin() as connection:
        connection.execute(update(runs).where(*where).values(created_at=then))


def run(name, status="SUCCESS", at=NOW - 20 * DAY, of="sondir"):
    ms = int(at.timestamp() * 1000)
    return {
        "workflow_uuid": name,
        "status": status,
        "name": "incident",
        "created_at": ms,
        "updated_at": ms,
        "priority": 0,
        "application_name": of,
    }


def test_only_what_ended_well_long_ago_is_forgotten(salon):
    """Young, failed, waiting and other applications' runs stay, with their parts."""
    make_engine_tables(salon.database)
    runs, inputs, outputs, steps = run_tables(salon.database)
    rows = [
        run("old"),
        run("young", at=NOW - 13 * DAY),
        run("raised", "ERROR"),
        run("waits", "ENQUEUED"),
        run("runs", "PENDING"),
        run("theirs", of="others"),
    ]
    part = {"retention_timestamp": 1}
    with salon.database.begin() as connection:
        connection.execute(insert(runs), rows)
        for row in rows:
            name = {"workflow_uuid": row["workflow_uuid"]} | part
            connection.execute(insert(inputs).values(**name, inputs="[]"))
            connection.execute(insert(outputs).values(**name, output="null"))
            step = {"function_id": 1, "function_name": "turn"}
            connection.execute(insert(steps).values(**name, **step))

    assert pruner(salon, keep_days=0).prune(NOW) == 0
    assert pruner(salon).prune(NOW) == 1
    assert pruner(salon).prune(NOW) == 0

    with salon.database.begin() as connection:
        for table in (runs, inputs, outputs, steps):
            left = set(connection.execute(select(table.c.workflow_uuid)).scalars())
            assert left == {"young", "raised", "waits", "runs", "theirs"}, table.name


def test_many_are_forgotten_in_small_batches(salon):
    """One transaction takes a bounded number, the oldest first."""
    make_engine_tables(salon.database)
    runs = run_tables(salon.database)[0]
    rows = [run(f"r{n:04}", at=NOW - (500 - n) * DAY) for n in range(AT_ONCE + 50)]
    with salon.database.begin() as connection:
        connection.execute(insert(runs), rows)
    forgets = pruner(salon)
    assert forgets.prune(NOW) == AT_ONCE
    with salon.database.begin() as connection:
        oldest = connection.execute(select(func.min(runs.c.workflow_uuid)))
        assert oldest.scalar_one() == f"r{AT_ONCE:04}"
    assert [forgets.prune(NOW) for _ in range(2)] == [50, 0]


def test_what_was_done_is_not_done_again_after_its_run_is_forgotten(salon):
    """Our own rows are the guard: turn, body and run come again, and nothing moves."""
    salon.engine.launch()
    salon.open_incident("closed")
    salon.ring("check")
    salon.receive(b'{"object": "whatsapp_business_account", "entry": []}')
    salon.rest()
    age(salon, 20)
    assert pruner(salon).prune(datetime.now(UTC)) == 2
    assert set(counts(salon).values()) == {0}
    turns, bodies = salon.rows(turn), salon.rows(inbox_body)
    assert all(row.done_at for row in turns)
    assert all(row.settled_at for row in bodies)

    said = TimerRang("check", NOON)
    salon.change(lambda desk: desk.mailbox.put("inc-1", said, "inc-1/check"))
    assert counts(salon)["workflow_status"] == 0, "a known turn orders nothing"
    with salon.database.begin() as connection:  # and where somebody orders it anyway
        salon.engine.enqueue(
            connection, "incident", f"turn/{turns[0].id}", [turns[0].incident]
        )
        salon.engine.enqueue(connection, "intake", "body/b-1", ["b-1"])
    salon.engine.wake()
    salon.rest()

    assert counts(salon)["workflow_status"] == 2, "they ran"
    assert salon.engine.failed() == []
    assert salon.rows(turn) == turns
    assert salon.rows(inbox_body) == bodies


def test_two_workers_forget_beside_each_other(salon):
    """A batch that another worker holds is left to it; nobody waits or fails."""
    if salon.database.dialect.name == "sqlite":
        pytest.skip("there is one process, and one writer")
    make_engine_tables(salon.database)
    runs = run_tables(salon.database)[0]
    with salon.database.begin() as connection:
        connection.execute(insert(runs), [run("a"), run("b")])
    other = connect_like(salon.database)
    with other.begin() as connection:
        held = select(runs).where(runs.c.workflow_uuid == "a").with_for_update()
        connection.execute(held).all()
        assert pruner(salon).prune(NOW) == 1
    assert pruner(salon).prune(NOW) == 1
    other.dispose()


def test_the_engine_forgets_by_itself(url):
    """Its own sweep does it, while other runs come and go."""
    kept = Salon(url, keeping=(0.1, 14.0))
    kept.engine.launch()
    kept.open_incident("closed")
    kept.ring("check")
    kept.rest()
    age(kept, 20)
    deadline = time.monotonic() + 30
    while counts(kept)["workflow_status"]:
        assert time.monotonic() < deadline, "nothing was forgotten"
        time.sleep(0.05)
    kept.ring("again")
    kept.rest()
    assert all(row.done_at for row in kept.rows(turn))
    kept.engine.stop()
    kept.database.dispose()
