"""No water: planned works hire nobody, a leak of our own calls a plumber."""

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
from tests.story.stage import OWNER, SHIFT, at


def test_planned_works_hire_nobody():
    """The notice explains it: no vendor, the owner is told, open until water runs."""
    left = crisis(
        complaints("water"),
        truth=truth("water", "water_outage", at(120)),
        notices=notice("water", at(120)),
        vendors=bench("plumber"),
        corridor=acting("water_outage"),
    )
    (closed,) = left.entries("INCIDENT_CLOSED")

    assert hired(left) == []
    assert "owner.planned_works" in left.phrases(OWNER)
    assert left.phrases(SHIFT).count("shift.question.water_from_all_taps") >= 2
    assert moment(closed["at"]) > at(120)
    assert "client.later_slot" in left.phrases()


def test_a_leak_calls_a_plumber():
    """No works are announced and the shift sees a leak: a plumber comes and goes."""
    left = crisis(
        complaints("water"),
        truth=truth("water", "plumbing"),
        notices=[],
        vendors=bench("plumber"),
        corridor=acting("water_outage"),
    )
    incident = opened(left)

    assert incident.cause == "plumbing"
    assert [j.scope for j in incident.jobs.values()] == ["plumbing_minor"]
    assert incident.state == "closed"
