"""A closing over a database: entry for entry what memory writes, on both of them."""

import pytest
from tests.contracts.desk.benches import PostgresServer, SqliteFolder
from tests.story.closing import broken
from tests.story.stage import CATALOGUE, OWNER, READING, TEN, at, crowd

from sondir.adapters.database.engine import open_database
from sondir.bootstrap.database_story import DatabaseStory, message_names, without_ids
from sondir.bootstrap.memory import Play, Story
from sondir.bootstrap.records import given_of
from sondir.bootstrap.replaying import journal_texts
from sondir.world.demo import complete
from sondir.world.replay import replayed_world

ENDS = at(8 * 60)


@pytest.fixture(params=["sqlite", "postgres"])
def url(request, tmp_path):
    """An empty, migrated database."""
    server = SqliteFolder(tmp_path) if request.param == "sqlite" else PostgresServer()
    yield server.fresh()
    if isinstance(server, PostgresServer):
        server.close()


def play():
    """A branch where no repair helps, and an owner who agrees to what is asked."""
    owner = {"client": OWNER, "lang": "ru", "behaviour": "agrees"}
    lines = crowd()
    world = replayed_world(complete(broken(owner=owner), None), lines, CATALOGUE)
    return Play(world, TEN, records={line["id"]: given_of(line) for line in lines})


def test_a_database_closes_and_opens_as_memory_does(url):
    """The same proposal, decision, visits and reopening, entry for entry."""
    memory = Story(play(), READING)
    memory.run(until=ENDS)
    database = open_database(url)
    kept = DatabaseStory(play(), READING, database)
    kept.run(until=ENDS)
    expected = without_ids(list(journal_texts(memory)), message_names(memory))
    assert any("shift.closure.opened" in text for text in expected)
    assert without_ids(kept.texts(), {}) == expected
    database.dispose()
