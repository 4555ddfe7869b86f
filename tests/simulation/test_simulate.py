"""Thousands of crises: repeatable, clean, and the same on a database."""

import json

from tests.contracts.desk.benches import SqliteFolder

from sondir.adapters.database.engine import open_database
from sondir.bootstrap.database_story import DatabaseStory, message_names, without_ids
from sondir.bootstrap.memory import Story
from sondir.bootstrap.replaying import journal_texts
from sondir.bootstrap.simulating import LONGEST, Order, equip, simulate


def played(order):
    told, _ = simulate(order, lambda _: None)
    return told


def test_nothing_that_may_never_happen_happens(tmp_path):
    """No violation; journal, wire and people of every crisis are kept on request."""
    told = played(Order(30, seed=5, out=tmp_path, jobs=1))
    assert told.violations == []
    assert told.crises == 30
    kept = {path.name for path in (tmp_path / "000029").iterdir()}
    assert kept == {"journal.jsonl", "wire.jsonl", "people.jsonl"}


def test_the_same_seed_gives_the_same_journals(tmp_path):
    """Two runs, on one process and on two, leave the same bytes."""
    for name, jobs in (("one", 1), ("two", 2)):
        played(Order(20, seed=6, out=tmp_path / name, jobs=jobs))
    one, two = (
        [path.read_text("utf-8") for path in sorted((tmp_path / name).rglob("*.jsonl"))]
        for name in ("one", "two")
    )
    assert len(one) == 60
    assert one == two


def test_a_refused_update_is_not_wanted_without_end():
    """An owner who agrees to everything and an opted-out client: the day still ends."""
    hostile, play = equip().play(42, 1403)
    story = Story(play, equip().reading)
    story.run(until=hostile.start + LONGEST)
    assert len(list(journal_texts(story))) < 1_000


def test_another_seed_draws_other_worlds():
    """What is played depends on seed and number alone."""
    first, again, other = (
        equip().play(seed, 3)[0].world.model_dump() for seed in (1, 1, 2)
    )
    assert json.dumps(first, default=str) == json.dumps(again, default=str)
    assert json.dumps(first, default=str) != json.dumps(other, default=str)


def test_a_database_leaves_the_same_journal(tmp_path):
    """The same crisis over SQLite: entry for entry and sum for sum."""
    hostile, play = equip().play(1, 2)
    memory = Story(play, equip().reading)
    memory.run(until=hostile.start + LONGEST)
    database = open_database(SqliteFolder(tmp_path).fresh())
    kept = DatabaseStory(equip().play(1, 2)[1], equip().reading, database)
    kept.run(until=hostile.start + LONGEST)
    expected = without_ids(list(journal_texts(memory)), message_names(memory))
    assert without_ids(kept.texts(), {}) == expected
    database.dispose()
