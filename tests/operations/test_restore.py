"""A restore checks before it touches anything: all of it comes back, or nothing."""

import gzip
import json
from datetime import UTC, datetime

import pytest
from sqlalchemy import insert, inspect, text, update
from tests.contracts.desk.documents import NOON
from tests.operations.kept_story import NAME, PHONE, cells, places
from typer.testing import CliRunner

from sondir.adapters.database.engine import open_database
from sondir.adapters.database.keeping.archive import ArchiveWriter, Header
from sondir.adapters.database.keeping.taking import take
from sondir.adapters.database.lease import worker_lease
from sondir.adapters.database.migrate import is_current, upgrade_to
from sondir.bootstrap.keeping import restore
from sondir.cli import app
from sondir.domain.errors import Mistake

POSTGRES = pytest.param("postgres", marks=pytest.mark.postgres)
KINDS = pytest.mark.parametrize("kind", ["sqlite", POSTGRES])


def typed(*words):
    return CliRunner().invoke(app, [str(word) for word in words])


def spoilt(story, path, how):
    raw = story.read_bytes()
    if how == "cut":
        path.write_bytes(raw[: len(raw) // 2])
    elif how == "flipped":
        middle = len(raw) // 2
        path.write_bytes(raw[:middle] + bytes([raw[middle] ^ 1]) + raw[middle + 1 :])
    elif how == "changed":
        whole = gzip.decompress(raw).replace(PHONE.encode(), b"+77990000999")
        path.write_bytes(gzip.compress(whole))
    elif how == "shortened":
        lines = gzip.decompress(raw).splitlines(keepends=True)
        path.write_bytes(gzip.compress(b"".join(lines[:-1])))
    else:
        path.write_bytes(
            gzip.compress(b'{"some": "thing"}\n') if how == "other" else b""
        )


def everything(url):
    database = open_database(url)
    found = sorted(cells(database))
    database.dispose()
    return found


@pytest.mark.parametrize(
    "how", ["cut", "flipped", "changed", "shortened", "other", "empty"]
)
def test_a_spoilt_file_is_refused_before_anything_is_touched(how, story, tmp_path):
    """One line that says so, exit 1, and the database is as it was."""
    url = f"sqlite:///{tmp_path / 'there.db'}"
    restore(url, story)
    before = everything(url)
    spoilt(story, tmp_path / "bad.sondir", how)

    said = typed("restore", tmp_path / "bad.sondir", "--replace", "--database-url", url)

    assert said.exit_code == 1
    assert "bad.sondir" in said.output
    assert len(said.output.strip().splitlines()) == 1
    assert everything(url) == before


@KINDS
def test_what_is_there_stays_unless_told(kind, fresh, story):
    """Refused without --replace; with it, the old state is gone and the new whole."""
    url = fresh(kind, "there")
    restore(url, story)
    before = everything(url)
    database = open_database(url)
    with database.begin() as connection:
        connection.execute(text("UPDATE person SET visits = 99"))
    database.dispose()

    refused = typed("restore", story, "--database-url", url)
    assert refused.exit_code == 1
    assert "--replace" in refused.output
    assert everything(url) != before
    replaced = typed("restore", story, "--replace", "--database-url", url)
    assert replaced.exit_code == 0
    assert everything(url) == before


@KINDS
@pytest.mark.parametrize("wrong", ["newer", "not_whole", "other_engine"])
def test_what_fails_half_way_changes_nothing(kind, wrong, fresh, story, tmp_path):
    """Old rows, new rows and the check between them are one transaction."""
    url = fresh(kind, "there")
    restore(url, story)
    before = everything(url)
    bad = tmp_path / "bad.sondir"
    schema = "9999" if wrong == "newer" else "0005"
    head = {"salon": (7, "f" * 64, True)} if wrong == "not_whole" else {}
    with ArchiveWriter(bad, Header(NOON, schema, "sqlite")) as archive:
        if wrong == "other_engine":
            archive.table("of_tomorrow", ["id"])
            archive.row(["1"])
        archive.finish(head)

    with pytest.raises(Mistake) as refused:
        restore(url, bad, replace=True)

    assert refused.value.code == f"restore.{wrong}"
    assert everything(url) == before


@KINDS
def test_a_database_in_use_is_left_alone(kind, fresh, story):
    """A running server would go on with what it remembers."""
    url = fresh(kind, "there")
    restore(url, story)
    database = open_database(url)
    with database.begin() as connection:
        if kind != "sqlite":  # a worker says so; on SQLite the open file does
            beat = {"executor_id": "w-1", "beat": datetime.now(UTC)}
            connection.execute(insert(worker_lease).values(**beat))
    said = typed("restore", story, "--replace", "--lang", "en", "--database-url", url)
    assert said.exit_code == 1
    assert "Stop it" in said.output
    with database.begin() as connection:
        long_ago = datetime(2026, 1, 1, tzinfo=UTC)
        connection.execute(update(worker_lease).values(beat=long_ago))
    database.dispose()
    assert typed("restore", story, "--replace", "--database-url", url).exit_code == 0


@KINDS
def test_an_older_backup_does_not_bring_the_erased_back(kind, fresh, story):
    """Who was erased since the backup is erased again, and the command says so."""
    url = fresh(kind, "there")
    restore(url, story)
    done = typed("erase", PHONE, "--yes", "--json", "--database-url", url)
    ref = json.loads(done.output)["ref"]

    brought = typed("restore", story, "--replace", "--json", "--database-url", url)

    assert json.loads(brought.output)["erased_again"] == [f"salon: {ref}"]
    database = open_database(url)
    assert places(database, NAME, PHONE[1:]) == set()
    database.dispose()


@KINDS
def test_a_backup_of_an_older_version_is_brought_up_to_date(kind, fresh, tmp_path):
    """The rows come back at the step they were taken at; then the steps go on."""
    old = open_database(fresh(kind, "old"))
    with old.begin() as connection:
        upgrade_to(connection, "0005")
        names = "(id, name, timezone)"
        salon = f"INSERT INTO organisation {names} VALUES ('o', 'Салон', 'Asia/Almaty')"
        connection.execute(text(salon))
    with old.begin() as connection:
        take(connection, [], tmp_path / "old.sondir", NOON)
    old.dispose()

    url = fresh(kind, "there")
    kept = restore(url, tmp_path / "old.sondir")

    there = open_database(url)
    assert kept.schema == "0005"
    assert is_current(there)
    with there.connect() as connection:
        assert inspect(connection).has_table("work_undone")
        found = connection.execute(text("SELECT name FROM organisation")).scalar_one()
    there.dispose()
    assert found == "Салон"
