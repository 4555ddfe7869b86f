"""A master did not come: only that master's clients are offered another day."""

from tests.story.playbooks.crisis import (
    acting,
    complaints,
    crisis,
    hired,
    opened,
    truth,
)
from tests.story.stage import BOOKED, GUESTS, at, network, speaking

ABSENT = "Мастер 7"


def visits():
    """Write the day: all guests and the first booked client are of one master."""
    bookings = network()["bookings"]
    for place, visit in enumerate(bookings):
        if place <= len(GUESTS):
            visit["master"] = ABSENT
    return bookings


def test_that_masters_clients_are_rebooked():
    """With their yes the visit moves to another day; others keep theirs."""
    asked = speaking(network(), BOOKED[0], (5, "да, удобно"))
    left = crisis(
        complaints("waiting", "staff_no_show"),
        truth=truth("waiting", "staff_no_show", at(180)),
        bookings=visits(),
        clients=asked["clients"],
        corridor=acting("queue_overload", "absent_master"),
    )
    incident = opened(left)
    offered = left.entries("BOOKING_FLOW", state="offered")
    moved = left.entries("BOOKING_FLOW", state="moved")

    assert incident.playbook == "absent_master"
    assert [r["data"]["client"] for r in offered] == [left.refs[BOOKED[0]]]
    assert [r["data"]["to"][:10] for r in offered] == ["2026-07-15"]
    assert [r["data"]["client"] for r in moved] == [left.refs[BOOKED[0]]]
    assert hired(left) == []
    assert incident.state == "closed"


def test_a_playbook_that_the_owner_never_named_does_not_take_over():
    """Without a permission of its own the queue's playbook stays in charge."""
    left = crisis(
        complaints("waiting", "staff_no_show"),
        truth=truth("waiting", "staff_no_show", at(180)),
        bookings=visits(),
        corridor=acting("queue_overload"),
    )

    assert opened(left).playbook == "queue_overload"
    assert left.entries("BOOKING_FLOW") == []


def test_whoever_cannot_be_offered_another_time_is_a_persons():
    """No way to write to her: the shift is told that she is coming, nothing is lost."""
    bookings = visits()
    stranger = f"ig:{BOOKED[0].removeprefix('+')}"
    for visit in bookings:
        if visit["client"] == BOOKED[0]:
            visit["client"] = stranger
    left = crisis(
        complaints("waiting", "staff_no_show"),
        truth=truth("waiting", "staff_no_show", at(180)),
        bookings=bookings,
        corridor=acting("queue_overload", "absent_master"),
    )
    calls = left.entries("HUMAN_HANDOFF", client=left.refs[stranger])

    assert [r["data"]["why"]["code"] for r in calls] == ["handoff.unreachable"]
    assert left.entries("BOOKING_FLOW", client=left.refs[stranger]) == []
