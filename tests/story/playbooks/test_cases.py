"""Every crisis that the demo can show, in memory: closed on evidence, or a person's."""

import pytest
from tests.story.record import Left
from tests.story.shape import check_chain, check_shape
from tests.story.stage import CATALOGUE, READING, at

from sondir.bootstrap.memory import Play, Story
from sondir.playbooks import PLAYBOOKS
from sondir.world.cases import CASES, case_document
from sondir.world.day import day_script, first_moment
from sondir.world.document import WorldError, parse_world
from sondir.world.replay import InMemoryWorld

HUMAN = {book.name for book in PLAYBOOKS if book.human_only}
NAMED_OTHERWISE = {"leak": "water_outage", "planned_power_cut": "power_outage"}


def played(name):
    """Play the day of one case."""
    world = parse_world(case_document(name))
    play = Play(InMemoryWorld(world, day_script(world), CATALOGUE), first_moment(world))
    story = Story(play, READING)
    story.run(until=at(10 * 60))
    return Left(story)


@pytest.mark.parametrize("name", CASES)
def test_a_case_ends_as_its_playbook_says(name):
    """What acts is closed on evidence; what only a person handles waits for one."""
    left = played(name)
    check_chain(left.texts)
    check_shape(left)
    expected = NAMED_OTHERWISE.get(name, name)
    found = {i.playbook: i.state for i in left.story.desk.incidents.known.values()}
    states = {book: state for book, state in found.items() if book not in HUMAN}

    assert expected in found
    assert set(states.values()) <= {"closed"}
    assert found[expected] == ("open" if expected in HUMAN else "closed")


def test_every_playbook_has_a_case():
    """No playbook is shipped that nobody can see at work."""
    shown = {NAMED_OTHERWISE.get(name, name) for name in CASES}

    assert {book.name for book in PLAYBOOKS} == shown


def test_an_unknown_case_is_named():
    """A case that does not exist says which do."""
    with pytest.raises(WorldError, match="water_outage"):
        case_document("flood")
