"""Cold: the shift's hand on the radiator, a technician, a warm salon."""

from tests.story.playbooks.crisis import (
    acting,
    bench,
    complaints,
    crisis,
    opened,
    truth,
)


def test_cold_is_put_out():
    """The heating has failed: somebody comes, mends it, and the shift confirms."""
    left = crisis(
        complaints("cold"),
        truth=truth("cold", "heating_failure"),
        vendors=bench("hvac"),
        corridor=acting("cold"),
        outdoor_c=-14,
    )
    incident = opened(left)

    assert (incident.playbook, incident.cause) == ("cold", "heating_failure")
    assert [j.state for j in incident.jobs.values()] == ["done"]
    assert [j.scope for j in incident.jobs.values()] == ["heating_minor"]
    assert incident.state == "closed"
