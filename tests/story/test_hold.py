"""HOLD begins: the owner hears once what waits, why, and which words end it."""

from dataclasses import replace

import pytest
from tests.story.record import Left
from tests.story.stage import OWNER, SHIFT, at, crowd, network, prepared, told

from sondir.domain.mode import ModeCause
from sondir.domain.people import Role

ENDING = {"ru": "«Продолжить»", "kk": "«Жалғастыру»"}


def of_hold(story):
    """List what the owner was told about HOLD."""
    said = [line for line in Left(story).sent(OWNER) if "/on_hold/" in str(line["key"])]
    return [str(line["text"]) for line in said]


def held(lang="ru", cause=ModeCause.CLOCK_JUMPED, minutes=40):
    """Let a cause of the house strike a crisis that is open."""
    document = network(owner={"client": OWNER, "lang": lang, "behaviour": "silent"})
    story = prepared(document)
    for owner in story.desk.people.with_role(story.org, Role.OWNER):
        story.desk.people.save(replace(owner, lang=lang))
    story.run(until=at(minutes))
    story.desk.standings.raise_cause(story.org, cause)
    story.hear_words(SHIFT, "ок")
    story.run(until=at(minutes + 60))
    return story


@pytest.mark.parametrize("lang", ENDING)
def test_the_owner_is_told_once_in_their_language(lang):
    """One message, though many turns pass in HOLD; it names the words that end it."""
    (said,) = of_hold(held(lang))
    assert ENDING[lang] in said


def test_it_names_the_cause():
    """The cause stands in the owner's words."""
    (said,) = of_hold(held(cause=ModeCause.QUALITY_FALLS))
    assert "качество номера падает" in said


def test_the_words_really_end_it():
    """What the message says ends HOLD does end it."""
    story = held()
    (incident,) = story.desk.incidents.known.values()
    before = str(incident.standing.mode)
    story.hear_words(OWNER, "Продолжить")
    assert (before, str(incident.standing.mode)) == ("HOLD", "NORMAL")


def test_a_fault_of_ours_tells_by_itself():
    """WORK_RAISED has a message of its own: nothing is said twice."""
    assert of_hold(held(cause=ModeCause.WORK_RAISED)) == []


def test_a_careful_mode_below_hold_says_nothing():
    """CAUTIOUS asks before what spends; no message announces it."""
    assert of_hold(held(cause=ModeCause.READER_ABSTAINS)) == []


def test_contradicting_evidence_is_told_too():
    """Two repairs denied on site: the owner hears why everything waits."""
    document = network()
    document["truth"][0]["repair_works"] = False
    (said,) = of_hold(told(document, crowd()))
    assert "данные противоречат" in said
