"""A backup is one state of everything, and an installation goes on from it."""

import json
import stat
import threading
from datetime import UTC, datetime

import pytest
from sqlalchemy import insert, select, text
from tests.contracts.desk.documents import NOON, ORG
from tests.operations.salon import Salon
from typer.testing import CliRunner

from sondir.adapters.database.engine import open_database
from sondir.adapters.database.journal import DatabaseJournal
from sondir.adapters.database.keeping.archive import rows_of
from sondir.adapters.database.migrate import migrate
from sondir.adapters.database.partition import Partition
from sondir.adapters.database.seed import seed
from sondir.adapters.database.tables.incidents import turn
from sondir.bootstrap.keeping import back_up, restore
from sondir.cli import app
from sondir.domain.founding import founding_of
from sondir.domain.journal import Entry

POSTGRES = pytest.param("postgres", marks=pytest.mark.postgres)
KINDS = pytest.mark.parametrize("kind", ["sqlite", POSTGRES])


def typed(*words):
    return CliRunner().invoke(app, [str(word) for word in words])


def rows(path):
    return list(rows_of(path))


@pytest.mark.parametrize("target", ["sqlite", POSTGRES])
@pytest.mark.parametrize("source", ["sqlite", POSTGRES])
def test_what_comes_back_is_what_was_there(source, target, fresh, story, tmp_path):
    """From either database to either: row by row the same, and the chain holds."""
    here, there = fresh(source, "here"), fresh(target, "there")
    restore(here, story)
    one, two = tmp_path / "one.sondir", tmp_path / "two.sondir"
    taken = typed("backup", one, "--json", "--database-url", here)
    brought = typed("restore", one, "--json", "--database-url", there)
    back_up(there, two)

    assert (taken.exit_code, brought.exit_code) == (0, 0), brought.output
    assert rows(one) == rows(two)
    assert len(rows(one)) > 300
    assert json.loads(brought.output)["heads"] == json.loads(taken.output)["heads"]
    verified = typed("journal", "verify", "--database-url", there)
    assert verified.exit_code == 0
    assert json.loads(taken.output)["heads"]["salon"][1] in verified.output


@KINDS
def test_what_comes_back_can_be_written_to(kind, fresh, story):
    """Numbers go on behind the largest, and the journal still refuses a change."""
    url = fresh(kind, "there")
    restore(url, story)
    database = open_database(url)
    at = datetime(2026, 7, 15, tzinfo=UTC)
    with database.begin() as connection:
        journal = DatabaseJournal(connection, Partition(connection))
        journal.append(Entry("MODE_CHANGED", at, "salon", {}))
        latest = connection.execute(text("SELECT max(number) FROM turn")).scalar_one()
        some = connection.execute(select(turn).limit(1)).mappings().one()
        again = {k: v for k, v in some.items() if k != "number"} | {"id": "one more"}
        connection.execute(insert(turn).values(**again))
        newest = select(turn.c.number).where(turn.c.id == "one more")
        assert connection.execute(newest).scalar_one() == latest + 1
    with pytest.raises(Exception, match="append-only"), database.begin() as connection:
        connection.execute(text("DELETE FROM journal_record"))
    database.dispose()
    assert typed("journal", "verify", "--database-url", url).exit_code == 0


@KINDS
def test_a_server_goes_on_where_the_backup_was_taken(kind, fresh, tmp_path):
    """A turn that was ordered and not yet done is done on the restored database."""
    first = Salon(tmp_path)
    first.engine.launch()
    first.open_incident("closed")
    first.rest()
    first.engine.stop()
    first.ring("check")
    back_up(str(first.database.url), tmp_path / "evening.sondir")
    first.database.dispose()
    url = fresh(kind, "there")
    restore(url, tmp_path / "evening.sondir")

    second = Salon(url, is_founded=True)
    assert [row.id for row in second.rows(turn, turn.c.done_at.is_(None))] != []
    second.engine.launch()
    second.rest()
    assert second.rows(turn, turn.c.done_at.is_(None)) == []
    assert second.engine.failed() == []
    second.engine.stop()
    second.database.dispose()


@KINDS
def test_a_run_under_way_is_taken_over(kind, fresh, tmp_path):
    """What the old process had begun belongs to whoever starts on the restored one."""
    first = Salon(tmp_path)
    first.engine.launch()
    first.open_incident("closed")
    first.rest()
    first.engine.stop()
    first.ring("check")
    begun = "UPDATE workflow_status SET status = 'PENDING', executor_id = 'gone-1-a'"
    with first.database.begin() as connection:
        connection.execute(text(f"{begun} WHERE status = 'ENQUEUED'"))
    back_up(str(first.database.url), tmp_path / "evening.sondir")
    first.database.dispose()
    url = fresh(kind, "there")
    restore(url, tmp_path / "evening.sondir")

    second = Salon(url, is_founded=True)
    second.engine.launch()
    second.rest()
    assert second.rows(turn, turn.c.done_at.is_(None)) == []
    second.engine.stop()
    second.database.dispose()


@KINDS
def test_a_backup_beside_a_writer_is_one_state(kind, fresh, tmp_path):
    """Head and records are never of two moments, however fast somebody writes."""
    url = fresh(kind, "busy")
    database = open_database(url)
    migrate(database)
    document = {"org": ORG, "branches": [{"id": "abay", "name": "Абай"}]}
    with database.begin() as connection:
        seed(connection, founding_of(document, frozenset()), NOON)
    ended = threading.Event()

    def write():
        while not ended.is_set():
            with database.begin() as connection:
                journal = DatabaseJournal(connection, Partition(connection))
                journal.append(Entry("MODE_CHANGED", NOON, ORG, {}))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        kept = [back_up(url, tmp_path / f"{n}.sondir") for n in range(3)]
    finally:
        ended.set()
        writer.join()
        database.dispose()

    lengths = [one.heads[ORG][0] for one in kept if ORG in one.heads]
    assert len(set(lengths)) > 1, "nobody wrote meanwhile"
    for number, one in enumerate(kept):
        assert one.broken == ()
        target = f"sqlite:///{tmp_path / f'{number}.db'}"
        assert restore(target, tmp_path / f"{number}.sondir").heads == one.heads


def test_the_file_is_private_and_never_overwritten(story, tmp_path):
    """Only its owner reads it; a second backup needs another name; no half is left."""
    url = f"sqlite:///{tmp_path / 'there.db'}"
    restore(url, story)
    file = tmp_path / "one.sondir"
    assert typed("backup", file, "--database-url", url).exit_code == 0
    before = file.read_bytes()
    again = typed("backup", file, "--database-url", url)
    assert again.exit_code == 1
    assert file.read_bytes() == before
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    nowhere = f"sqlite:///{tmp_path / 'missing.db'}"
    lost = typed("backup", tmp_path / "two.sondir", "--database-url", nowhere)
    assert lost.exit_code == 1
    assert not (tmp_path / "missing.db").exists()
    assert [p.name for p in tmp_path.glob("*.sondir*")] == ["one.sondir"]
    closed = typed("backup", tmp_path / "no" / "x.sondir", "--database-url", url)
    assert closed.exit_code == 1
    assert "FileNotFoundError" in closed.output
