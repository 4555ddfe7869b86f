"""What a sensor at the branch reads moves the cause; a story's figure stays true."""

import pytest
from tests.story.invariants import check
from tests.story.record import Left
from tests.story.stage import GUESTS, at, heat, network, told

CAUSE = "climate_failure"
FOUR = ("abay", "dostyk", "samal", "aksai")
WORDS = "жарко духота пекло сауна баня парилка зной жара адски горячо тепло душно"


def sensed(reads, branch="abay", topic="heat_air"):
    """Give a world in which one sensor reads so all day."""
    return network(sensors=[{"branch": branch, "topic": topic, "reads": reads}])


def five(**more):
    """Let five guests complain, five minutes apart."""
    return [heat(who, 5 * n, **more) for n, who in enumerate(GUESTS)]


def first(document, lines=None):
    """Play the morning and return the first thought's causes by name."""
    left = check(Left(told(document, lines or five())))
    thought = left.entries("AGENT_THOUGHT")[0]
    return {cause["cause"]: cause for cause in thought["data"]["causes"]}


def belief(document):
    """Say how sure the first thought is that the climate has failed."""
    return float(first(document)[CAUSE]["p"])


def codes(causes):
    """List every code that is given for or against a cause."""
    return {s["code"] for c in causes.values() for s in (*c["for"], *c["against"])}


def test_a_thermometer_is_believed_like_a_witness():
    """ "As usual" makes a failed unit less likely, "above" more, beside no sensor."""
    unknown = belief(network())
    assert belief(sensed("within")) < unknown < belief(sensed("above"))


def test_the_thought_names_the_sensor():
    """What was read stands among the reasons, for whoever asks why."""
    assert "sensor.above" in codes(first(sensed("above")))


@pytest.mark.parametrize("other", [{"branch": "dostyk"}, {"topic": "water"}])
def test_another_sensor_says_nothing_here(other):
    """Neither the thermometer of another branch nor the pressure gauge counts."""
    assert first(sensed("within", **other)) == first(network())


def test_the_whole_network_has_no_thermometer():
    """A crisis of all branches at once is not judged by the sensor of one."""
    lines = [
        heat(
            f"+7799000{5001 + n}",
            2 * n,
            branch=FOUR[n % 4],
            visited=True,
            text=f"{word} у вас в салоне, {n}",
        )
        for n, word in enumerate(WORDS.split())
    ]
    document = sensed("within") | {"branches": [{"id": b} for b in FOUR], "truth": []}
    left = Left(told(document, lines))
    whole = [e for e in left.entries("AGENT_THOUGHT") if e["branch"] is None]
    assert whole != []
    assert not any("sensor." in str(thought["data"]["causes"]) for thought in whole)


def test_a_storys_figure_stays_true():
    """Hours after the story began, its world's weather and sensors still count."""
    began = heat("+77990000905", -60, topics={})
    late = [
        line | {"at": at(240 + 5 * n).isoformat(), "visited": True}
        for n, line in enumerate(five())
    ]
    causes = first(sensed("above"), [began, *late])
    assert {"sensor.above", "outdoor.mild"} <= codes(causes)
