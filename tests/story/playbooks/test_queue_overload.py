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
from tests.story.record import moment
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


def test_nobody_is_asked_when_the_branch_is_closed():
    """At night nobody on site can look: the shift is not asked until it opens."""
    closes = at(120)
    branches = [
        {"id": "abay", "name": "Абая", "hours": "09:00-12:00"},
        {"id": "dostyk", "name": "Достык"},
    ]
    left = crisis(
        complaints("waiting"),
        branches=branches,
        truth=truth("waiting", "queue_overload"),
        corridor=acting("queue_overload", "absent_master"),
    )
    asked = [moment(row["at"]) for row in left.entries("QUESTION_ASKED")]

    assert len(asked) >= 2
    assert max(asked) < closes
