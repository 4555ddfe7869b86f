"""A heat wave: every branch, water and shade, later times, nobody hired."""

import pytest
from tests.story.playbooks.crisis import PEOPLE, acting, complaints, crisis, truth
from tests.story.stage import OTHER_SHIFT, SHIFT, at

ELSEWHERE = dict(zip(PEOPLE, (f"+7799000{n}" for n in range(3101, 3108)), strict=True))


@pytest.fixture(scope="module")
def hot():
    """Play a day of 39 degrees at both branches."""
    lines = complaints("heat_air", visited=True)
    for line in complaints("heat_air", visited=True):
        other = {"client": ELSEWHERE[line["client"]], "branch": "dostyk"}
        lines.append(line | other | {"id": f"d-{line['id']}"})
    until = at(150)
    here = truth("heat_air", "heat_wave_outside", until)
    return crisis(
        lines,
        truth=[*here, here[0] | {"branch": "dostyk"}],
        outdoor_c=39,
        corridor=acting("climate_failure", "heat_wave"),
    )


def test_nobody_is_hired_against_the_weather(hot):
    """The units blow cold and it is 39 degrees outside: no vendor is engaged."""
    known = hot.story.desk.incidents.known.values()

    assert {i.playbook for i in known} == {"heat_wave"}
    assert hot.entries("WHATSAPP_OUTREACH", state="agreed") == []
    assert {i.state for i in known} == {"closed"}


def test_every_branch_has_water_and_shade(hot):
    """Each shift is told what helps; booked clients are offered a cooler hour."""
    for shift in (SHIFT, OTHER_SHIFT):
        assert "shift.water_and_shade" in hot.phrases(shift)
    assert "client.later_slot" in hot.phrases()
