"""No power: announced works are waited for, otherwise an electrician comes."""

from tests.story.playbooks.crisis import (
    acting,
    bench,
    complaints,
    crisis,
    hired,
    notice,
    opened,
    truth,
)
from tests.story.record import moment
from tests.story.stage import OWNER, at


def test_announced_works_hire_nobody():
    """Nobody is hired for what the city switches on again; the end is asked about."""
    left = crisis(
        complaints("power_internet"),
        truth=truth("power_internet", "power_outage", at(90)),
        notices=notice("power", at(90)),
        vendors=bench("electrician"),
        corridor=acting("power_outage"),
    )
    (closed,) = left.entries("INCIDENT_CLOSED")

    assert hired(left) == []
    assert "owner.planned_works" in left.phrases(OWNER)
    assert moment(closed["at"]) > at(90)


def test_works_that_end_without_light_call_an_electrician():
    """The announced end has passed and the light is still off: somebody is called."""
    left = crisis(
        complaints("power_internet"),
        truth=truth("power_internet", "power_outage"),
        notices=notice("power", at(60)),
        vendors=bench("electrician"),
        corridor=acting("power_outage"),
    )
    asked = [moment(row["at"]) for row in left.entries("VENDOR_SEARCH")]

    assert asked and min(asked) > at(60)
    assert opened(left).state == "closed"


def test_a_fault_of_our_own_is_mended():
    """Nothing is announced: the electrician comes at once."""
    left = crisis(
        complaints("power_internet"),
        truth=truth("power_internet", "power_outage"),
        vendors=bench("electrician"),
        corridor=acting("power_outage"),
    )
    incident = opened(left)

    assert [j.scope for j in incident.jobs.values()] == ["electric_minor"]
    assert incident.state == "closed"


def test_without_a_word_after_the_works_nobody_is_hired():
    """The works are over, nobody says that it is still dark: no money on old signs."""
    left = crisis(
        complaints("power_internet"),
        truth=truth("power_internet", "power_outage"),
        notices=notice("power", at(60)),
        vendors=bench("electrician"),
        shift=[],
        corridor=acting("power_outage"),
    )

    assert hired(left) == []
    assert opened(left).state == "open"
