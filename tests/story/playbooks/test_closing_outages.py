"""Where closing a branch may be thought of, besides a repair that failed."""

import pytest
from tests.story.playbooks.crisis import acting, bench, complaints, notice, truth
from tests.story.record import Left, moment
from tests.story.stage import OWNER, SHIFT, at, network, told


def outage(**changes):
    """Let the water stay away, with nobody to call and no end announced."""
    return network(
        truth=truth("water", "water_outage"),
        corridor=acting("water_outage"),
        vendors=bench("plumber"),
        **changes,
    )


def proposals(document, topic):
    """Play to the end and list what was proposed."""
    left = Left(told(document, complaints(topic)))
    return left, left.entries("CLOSURE_PROPOSED")


def test_an_outage_without_end_is_asked_about_after_an_hour():
    """No notice, nobody to hire: a person is asked, not before an hour has passed."""
    left, found = proposals(outage(), "water")
    opened = moment(left.entries("INCIDENT_OPENED")[0]["at"])
    assert found[0]["data"]["why"]["code"] == "closure.no_end"
    assert (moment(found[0]["at"]) - opened).total_seconds() >= 60 * 60
    assert "shift.closure.closed" not in left.phrases(SHIFT)


def test_announced_works_have_an_end_and_close_nobody():
    """While a notice explains it, its end is known: later times are offered."""
    works = notice("water", at(180))
    ends = truth("water", "water_outage", at(180))
    _, found = proposals(outage(notices=works) | {"truth": ends}, "water")
    assert found == []


def test_a_smell_of_gas_that_the_shift_confirms_is_asked_about_at_once():
    """The shift, asked to lead people out first, says yes: the owner may close."""
    document = network(
        truth=truth("noise_smell", "gas_or_smoke"),
        corridor=acting("noise_smell"),
        vendors=[],
    )
    left, found = proposals(document, "noise_smell")
    assert found[0]["data"]["why"]["code"] == "closure.danger"
    assert "owner.closure.danger" in left.phrases(OWNER)
    assert "shift.closure.closed" not in left.phrases(SHIFT)


@pytest.mark.parametrize("behaviour", ["silent", "wrong"])
def test_a_shift_that_bears_nothing_out_closes_nobody_for_a_smell(behaviour):
    """Without the shift's own word no danger closes a branch."""
    document = network(
        truth=truth("noise_smell", "gas_or_smoke"),
        corridor=acting("noise_smell"),
        shift=[{"branch": "abay", "client": SHIFT, "behaviour": behaviour}],
        vendors=[],
    )
    _, found = proposals(document, "noise_smell")
    assert found == []
