"""The law: nobody's mood is stored with them, anywhere in the database."""

import json

import pytest
from sqlalchemy import inspect, text
from tests.story.stage import crowd, network

from sondir.adapters.database.engine import open_database
from sondir.adapters.database.migrate import migrate
from sondir.bootstrap.database_story import DatabaseStory
from sondir.bootstrap.memory import Play
from sondir.bootstrap.replaying import given_of, reading, templates
from sondir.world.catalogue import parse_catalogue
from sondir.world.document import parse_world
from sondir.world.replay import replayed_world

MOODS = ("sentiment", "mood", "emotion", "anger", "angry")
SUMS_OF_A_BRANCH = {"detector_part"}
"""Sums over a branch, without a client in them: the only place they may stand."""


@pytest.fixture
def left(tmp_path):
    """A whole crisis, on SQLite."""
    database = open_database(f"sqlite:///{tmp_path / 'law.db'}")
    migrate(database)
    records = crowd()
    world = replayed_world(
        parse_world(network()), records, parse_catalogue(templates())
    )
    start = world.next_due()
    play = Play(world, start, records={r["id"]: given_of(r) for r in records})
    DatabaseStory(play, reading(), database).run()
    yield database
    database.dispose()


def cells(database):
    """Walk every text of every table."""
    with database.connect() as connection:
        for table in inspect(connection).get_table_names():
            for row in connection.execute(text(f'SELECT * FROM "{table}"')):
                for name, value in row._mapping.items():
                    if isinstance(value, str):
                        yield table, name, value


def test_no_column_and_no_document_keeps_a_mood(left):
    """Neither a column's name nor a stored document speaks of anybody's mood."""
    found = set()
    for table, name, value in cells(left):
        if table in SUMS_OF_A_BRANCH or table == "journal_record":
            continue
        keys = f"{name} {value if value.startswith(('{', '[')) else ''}"
        if table == "incident":  # the alarm's own aggregate, of the branch
            keys = keys.replace("sentiment_deviation", "").replace("sentiment_n", "")
        found |= {(table, name, m) for m in MOODS if f'{m}"' in keys or m == name}
    assert found == set()


def test_the_journal_has_the_branchs_aggregate_only(left):
    """A deviation stands in AGENT_MONITOR, with its n, and names no client."""
    seen = 0
    for table, name, value in cells(left):
        if table == "journal_record" and name == "record" and "sentiment" in value:
            record = json.loads(value)
            assert record["entry"] == "AGENT_MONITOR"
            assert "client" not in record["data"]
            assert record["data"]["sentiment_n"] >= 0
            seen += 1
    assert seen > 0
