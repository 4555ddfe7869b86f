"""The world document: every part optional, unknown fields named, secrets kept."""

import json

import pytest

from sondir.world.demo import complete, demo_document, demo_world
from sondir.world.document import (
    WorldError,
    city_view,
    crm_view,
    parse_world,
    read_document,
)

BRANCH = {"id": "abay", "name": "Абай"}
SENSOR = {"branch": "abay", "topic": "heat_air", "reads": "above"}


@pytest.mark.parametrize(
    ("document", "field"),
    [
        ({"weather": 1}, "weather"),
        ({"branches": [{"id": "a", "colour": "red"}]}, "branches[0].colour"),
        ({"vendors": [{"id": "v", "name": "x"}]}, "vendors[0].client"),
        (
            {"owner": {"client": "+77990000001", "behaviour": "angry"}},
            "owner.behaviour",
        ),
        (
            {"bookings": [{"client": "+77990000001", "branch": "a"}]},
            "bookings[0].start",
        ),
        ({"branches": [BRANCH, BRANCH]}, "branches[1]"),
        ({"sensors": [SENSOR | {"degrees": 30}]}, "sensors[0].degrees"),
        ({"sensors": [SENSOR | {"topic": "hygiene"}]}, "sensors[0].topic"),
        ({"sensors": [SENSOR | {"reads": "hot"}]}, "sensors[0].reads"),
        ({"sensors": [SENSOR, SENSOR]}, "sensors[1]"),
    ],
)
def test_what_is_wrong_is_named(document, field):
    """A mistake is an error that says in which field it stands."""
    with pytest.raises(WorldError) as wrong:
        parse_world(document)
    assert wrong.value.field == field


def test_a_broken_file_is_named_by_line(tmp_path):
    """JSON that does not parse is reported with its line."""
    path = tmp_path / "world.json"
    path.write_text('{"seed": 1,\n "branches": [}', encoding="utf-8")
    with pytest.raises(WorldError, match="line 2"):
        read_document(path)


def test_the_crm_never_learns_the_worlds_secrets():
    """No language, truth, price, behaviour or prepared answer reaches the CRM."""
    seen = json.dumps(crm_view(demo_world(1)))
    for secret in ("lang", "truth", "behaviour", "says", "arrives_min", "raise_to_kzt"):
        assert f'"{secret}"' not in seen
    assert all("price_kzt" not in v for v in crm_view(demo_world(1))["vendors"])
    assert crm_view(demo_world(1))["bookings"][0]["price_kzt"] > 0


def test_the_city_shows_its_sensors():
    """What they read is no secret; a branch that only a sensor names is created."""
    world = parse_world({"sensors": [SENSOR]})
    assert city_view(world)["sensors"] == [SENSOR]
    assert [b.id for b in world.branches] == ["abay"]
    assert city_view(complete({}))["sensors"] == []


def test_an_absent_part_is_the_demos():
    """A file with vendors only keeps the demo's branches, people and crisis."""
    demo = demo_world(4)
    changed = complete({"vendors": [], "seed": 4})
    assert changed.vendors == ()
    assert changed.bookings == demo.bookings
    assert changed.truth == demo.truth


def test_own_branches_bring_no_foreign_bookings():
    """With branches of its own a file has no bookings or truth it did not give."""
    world = complete({"branches": [BRANCH]})
    assert (world.truth, world.bookings, world.clients) == ((), (), ())
    assert [s.branch for s in world.shift] == ["abay"]
    assert world.vendors == demo_world(1).vendors


def test_a_branch_that_is_only_named_is_created():
    """Truth, shift or bookings may name a branch that has no entry."""
    truth = {"branch": "new", "topic": "water", "cause": "plumbing"}
    assert [b.id for b in parse_world({"truth": [truth]}).branches] == ["new"]


def test_a_given_seed_beats_the_documents():
    """The command line decides whose people are drawn."""
    assert complete({"seed": 3}, seed=5).clients == demo_world(5).clients


def test_phones_are_from_a_range_that_cannot_ring():
    """Every phone of the demo is +7 799 000 xx xx."""
    for seed in (1, 2, 3):
        text = json.dumps(demo_document(seed))
        assert text.count("+7") == text.count("+7799000")
