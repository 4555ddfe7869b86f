"""Every crisis that the demo can show, in memory: closed on evidence, or a person's."""

from datetime import timedelta

import pytest
from tests.story.record import Left, moment
from tests.story.shape import check_chain, check_shape
from tests.story.stage import CATALOGUE, READING, at

from sondir.bootstrap.memory import Play, Story
from sondir.playbooks import PLAYBOOKS
from sondir.world.cases import CASES, case_document
from sondir.world.day import day_script, first_moment
from sondir.world.document import WorldError, parse_world
from sondir.world.replay import InMemoryWorld

HUMAN = {book.name for book in PLAYBOOKS if book.human_only}
NAMED_OTHERWISE = {
    "leak": "water_outage",
    "planned_power_cut": "power_outage",
    "repair_fails": "climate_failure",
}


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


@pytest.mark.parametrize("name", ["water_outage", "heat_wave", "queue_overload"])
def test_nobody_is_offered_a_time_in_the_middle_of_the_trouble(name):
    """The offered time comes after it, and only once the shift was heard."""
    left = played(name)
    (incident,) = left.story.desk.incidents.known.values()
    heard = left.entries("QUESTION_ANSWERED")[0]["at"]
    offered = left.entries("BOOKING_FLOW", state="offered")
    lasts = left.story.desk.playbooks[name].relief_min
    ends = incident.opened_at + timedelta(minutes=lasts)
    if name == "water_outage":
        ends = at(2 * 60)  # the announced end: noon
    if name == "heat_wave":
        ends = at(7 * 60)  # five in the afternoon: no cooler before

    assert offered != []
    assert [r for r in offered if r["at"] < heard] == []
    assert [r for r in offered if moment(r["data"]["to"]) < ends] == []


def test_the_wrong_mailing_is_stopped_in_the_demo_too():
    """The shift is asked about the mailing first, and told to stop it."""
    left = played("booking_error")
    asked = left.entries("QUESTION_ASKED")[0]["data"]["question"]["code"]

    assert asked == "shift.question.mailing_sent_today"
    assert "shift.stop_mailing" in left.phrases()


def test_an_answer_to_an_open_question_contradicts_nothing():
    """Nothing had led before the shift spoke: the autopilot need not hold still."""
    left = played("absent_master")
    causes = [c for r in left.entries("MODE_CHANGED") for c in r["data"]["causes"]]

    assert "evidence_contradicts" not in causes
    assert left.entries("BOOKING_FLOW", state="offered") != []


def test_announced_works_are_on_the_card():
    """The owner is not told of a repair that nobody has ordered."""
    left = played("water_outage")

    assert "owner.card.act_works" in left.phrases()
    assert "owner.card.act" not in left.phrases()


def test_a_growing_crisis_names_the_time_in_which_all_its_witnesses_wrote():
    """Seven people in half an hour are not seven people in six minutes."""
    left = played("climate_failure")
    (incident,) = left.story.desk.incidents.known.values()
    first = min(w.first_at for w in incident.witnesses.values())
    last = left.entries("AGENT_MONITOR")[-1]
    minutes = (incident.last_complaint_at - first).total_seconds() / 60

    assert last["data"]["window_min"] >= minutes


def test_every_playbook_has_a_case():
    """No playbook is shipped that nobody can see at work."""
    shown = {NAMED_OTHERWISE.get(name, name) for name in CASES}

    assert {book.name for book in PLAYBOOKS} == shown


def test_an_unknown_case_is_named():
    """A case that does not exist says which do."""
    with pytest.raises(WorldError, match="water_outage"):
        case_document("flood")
