"""A queue: letters, later times, and a pause of bookings only by the owner's yes."""

import pytest
from tests.story.playbooks.crisis import (
    acting,
    complaints,
    crisis,
    hired,
    opened,
    truth,
)
from tests.story.stage import OWNER, SHIFT, at


@pytest.mark.parametrize("owner", ["silent", "agrees"])
def test_the_pause_is_the_owners(owner):
    """Nobody is hired; the shift is told to pause only after a yes."""
    left = crisis(
        complaints("waiting"),
        truth=truth("waiting", "queue_overload", at(100)),
        owner={"client": OWNER, "lang": "ru", "behaviour": owner},
        corridor=acting("queue_overload", "absent_master"),
    )
    incident = opened(left)
    paused = "shift.pause_bookings" in left.phrases(SHIFT)

    assert (incident.playbook, incident.cause) == ("queue_overload", "queue_overload")
    assert hired(left) == []
    assert left.entries("VERDICT", kind="pause_bookings")[0]["data"]["verdict"] == "ask"
    assert paused == (owner == "agrees")
    assert "client.later_slot" in left.phrases()
    assert incident.state == "closed"
