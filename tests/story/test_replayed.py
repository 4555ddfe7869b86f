"""A story out of files: what `sondir replay` plays; two runs give equal bytes."""

import json

import pytest
from tests.story.invariants import check
from tests.story.record import Left
from tests.story.stage import crowd, network

from sondir.bootstrap.replaying import Order, journal_texts, people_lines, replay
from sondir.domain.errors import Mistake


@pytest.fixture
def order(tmp_path):
    """Write the crisis and its world into files."""
    history, world = tmp_path / "history.jsonl", tmp_path / "world.json"
    lines = [json.dumps(line, ensure_ascii=False) for line in crowd()]
    history.write_text("\n".join(lines), encoding="utf-8")
    world.write_text(json.dumps(network(), ensure_ascii=False), encoding="utf-8")
    return Order(history, world)


def test_a_file_is_played_to_its_end(order):
    """The crisis of the file is put out, and everything holds that always holds."""
    left = check(Left(replay(order)))
    assert left.states() == ["closed"]


def test_parts_that_a_world_leaves_out_are_filled(order):
    """A world without shift or vendors gets the documented ones: it is put out."""
    document = json.loads(order.world.read_text(encoding="utf-8"))
    for part in ("shift", "vendors", "owner"):
        del document[part]
    order.world.write_text(json.dumps(document), encoding="utf-8")
    left = check(Left(replay(order)))
    assert left.entries("QUESTION_ANSWERED") != []
    assert left.entries("WHATSAPP_OUTREACH", state="agreed") != []


def test_two_replays_give_the_same_bytes(order):
    """The same files, twice: the same journal and the same people."""
    first, second = replay(order), replay(order)
    assert list(journal_texts(first)) == list(journal_texts(second))
    assert list(people_lines(first)) == list(people_lines(second))


def test_the_corridor_beside_the_world_counts(order, tmp_path):
    """A corridor by file replaces the world's: here it only observes."""
    strict = tmp_path / "corridor.json"
    strict.write_text(json.dumps({"permissions": {}}), encoding="utf-8")
    left = check(Left(replay(Order(order.file, order.world, strict))))
    assert left.spent() == 0
    assert left.entries("WHATSAPP_OUTREACH") == []


def test_a_broken_line_is_named(order):
    """A wrong record is an error that names file, line and field."""
    text = order.file.read_text(encoding="utf-8")
    order.file.write_text(text + '\n{"id": "x"}', encoding="utf-8")
    with pytest.raises(Mistake) as raised:
        replay(order)
    assert (raised.value.code, raised.value.fields["line"]) == ("record.field", 8)
