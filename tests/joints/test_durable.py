"""What the durable engine promises besides surviving: one commit, once, no words."""

import logging
import subprocess
import sys
import threading
from contextlib import contextmanager

import pytest
from sqlalchemy import text
from tests.joints.toy import STEPS, toy_turn
from tests.joints.toy_database import (
    SqlToyDesk,
    begin_incident,
    create_tables,
    open_database,
    open_reader,
    run_states,
    totals,
)
from tests.joints.workers import wait_until

from sondir.adapters.durable import DurableEngine, EngineOptions
from sondir.adapters.durable.transactions import Transactions

LAST = 2
SECRET = "Алия +7 799 000 11 22"


@contextmanager
def launched(url, **workflows):
    """Launch an engine on fresh tables; yield it with a writer and a reader."""
    database = open_database(url)
    create_tables(database)
    engine: DurableEngine[SqlToyDesk]
    engine = DurableEngine(
        database,
        lambda connection: SqlToyDesk(connection, engine.enqueue, LAST),
        EngineOptions(application="toy", poll_s=0.1, sweep_s=0.2, drain_s=0.2),
    )
    for name, workflow in {"toy_turn": toy_turn, **workflows}.items():
        engine.register(name, workflow)
    engine.launch()
    reader = open_reader(url)
    try:
        yield engine, database, reader
    finally:
        engine.stop()
        reader.dispose()
        database.dispose()


def order(engine, database, name, run_id):
    with database.begin() as connection:
        engine.enqueue(connection, name, run_id, [run_id])
    engine.wake()


def test_a_workflow_needs_no_engine():
    """Importing a workflow loads neither DBOS nor a database toolkit."""
    code = (
        "import sys, tests.joints.toy;"
        "sys.exit(bool({'dbos', 'sqlalchemy'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], check=False, env={"PYTHONPATH": "src:."}
    )
    assert done.returncode == 0


def test_rows_and_run_are_one_commit(url):
    """A transaction rolled back leaves no row and no run; committed, both are there."""
    with launched(url) as (engine, database, reader):
        with pytest.raises(ZeroDivisionError), database.begin() as connection:
            begin_incident(connection, "lost", engine.enqueue)
            raise ZeroDivisionError
        assert engine.pending_count() == 0
        with database.begin() as connection:
            begin_incident(connection, "kept", engine.enqueue)
        engine.wake()
        wait_until(lambda: engine.pending_count() == 0, "the run")
        assert totals(reader) == {"kept": LAST * len(STEPS)}


def test_a_run_ordered_again_runs_once(url):
    """A run id seen before has no effect, while it waits and after it ended."""
    with launched(url) as (engine, database, reader):
        with database.begin() as connection:
            begin_incident(connection, "a", engine.enqueue)
            engine.enqueue(connection, "toy_turn", "a/1", ["a/1"])
        engine.wake()
        wait_until(lambda: engine.pending_count() == 0, "the run")
        order(engine, database, "toy_turn", "a/1")
        assert engine.pending_count() == 0
        assert run_states(reader) == {"SUCCESS": LAST}
        assert totals(reader) == {"a": LAST * len(STEPS)}


def test_what_nobody_would_run_is_refused(url):
    """An unknown queue or workflow is an error at once, not silence for ever."""
    with launched(url) as (engine, database, _), database.begin() as connection:
        with pytest.raises(ValueError, match="no queue"):
            engine.enqueue(connection, "toy_turn", "x", ["x"], queue="nowhere")
        with pytest.raises(ValueError, match="no workflow"):
            engine.enqueue(connection, "nobody", "x", ["x"])


def test_a_failed_run_is_listed_and_says_nothing_personal(url, caplog, capfd):
    """What a step raised reaches neither the log nor the engine's tables."""

    def fails_with_words(desk):
        raise LookupError(SECRET)

    async def fails(steps, _turn):
        await steps.transact("read", fails_with_words)

    with caplog.at_level(logging.DEBUG), launched(url, fails=fails) as used:
        engine, database, reader = used
        order(engine, database, "fails", "f/1")
        wait_until(lambda: engine.pending_count() == 0, "the run")
        assert engine.failed() == [("fails", "f/1")]
        prefix = "" if reader.dialect.name == "sqlite" else "dbos."
        with reader.connect() as connection:
            for table in ("workflow_status", "operation_outputs"):
                rows = connection.execute(text(f"SELECT * FROM {prefix}{table}"))
                assert SECRET not in str(rows.all())
    assert "step read raised LookupError" in caplog.text
    assert SECRET not in caplog.text
    assert SECRET not in str(capfd.readouterr())


def test_a_claimed_run_that_never_began_is_found(url):
    """A run lost between its claim and its start is put back in line."""
    with launched(url) as (engine, database, reader):
        with database.begin() as connection:
            begin_incident(connection, "a", engine.enqueue)
            prefix = "" if database.dialect.name == "sqlite" else "dbos."
            claim = f"UPDATE {prefix}workflow_status SET status = 'PENDING',"
            claim += " executor_id = :me, owner_xid = 'nobody'"
            connection.execute(text(claim), {"me": engine.executor_id})
        wait_until(lambda: engine.pending_count() == 0, "the run")
        assert totals(reader) == {"a": LAST * len(STEPS)}


def test_a_stop_in_the_middle_is_no_failure(url):
    """An engine stopped during a step leaves the run to the next, which ends it."""
    begun, let_go = threading.Event(), threading.Event()

    def wait_for_leave(desk):
        begun.set()
        let_go.wait(20)
        return True

    async def slow(steps, turn):
        await steps.transact("wait", wait_for_leave)
        await toy_turn(steps, turn)

    with launched(url, slow=slow) as (engine, database, reader):
        with database.begin() as connection:
            begin_incident(connection, "a", lambda *_: None)
            engine.enqueue(connection, "slow", "slow/1", ["a/2"])
        engine.wake()
        assert begun.wait(20)
        threading.Timer(0.6, let_go.set).start()  # later than drain_s
    let_go.set()
    with launched(url, slow=slow) as (engine, database, reader):
        wait_until(lambda: engine.pending_count() == 0, "the run")
        assert engine.failed() == []
        assert totals(reader) == {"a": len(STEPS)}


def test_a_busy_database_is_waited_for(tmp_path):
    """Work that meets a locked database is tried again and commits once."""
    url = f"sqlite:///{tmp_path / 'busy.sqlite'}"
    database, blocker = open_database(url), open_database(url)
    create_tables(database)
    with database.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=1")
    transactions = Transactions(
        database, lambda connection: SqlToyDesk(connection, lambda *_: None, LAST)
    )
    with database.begin() as connection:
        begin_incident(connection, "a", lambda *_: None)
    with blocker.begin():
        waiting = threading.Thread(
            target=transactions.run, args=("hear", lambda desk: desk.hear("a/1"))
        )
        waiting.start()
        waiting.join(0.2)
        assert waiting.is_alive()
    waiting.join(20)
    assert totals(open_reader(url)) == {"a": 1}
