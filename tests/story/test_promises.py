"""Promises: kept, repaired or told; nothing overdue when a crisis is closed."""

from tests.story.invariants import check
from tests.story.record import Left
from tests.story.stage import GUESTS, network, told, vendor


def states(left, what="vendor_arrives"):
    """List the states that promises of one kind went through for the first guest."""
    ref = left.refs[GUESTS[0]]
    return [r["data"]["state"] for r in left.entries("PROMISE", what=what, to=ref)]


def test_a_promise_is_kept():
    """The vendor comes in time: made, kept."""
    assert states(check(Left(told()))) == ["made", "kept"]


def test_a_broken_promise_is_told_and_repaired():
    """The first vendor never comes: broken, then an update with the new time, kept."""
    document = network(vendors=[vendor(1, behaviour="no_show"), vendor(2)])
    left = check(Left(told(document)))
    assert states(left) == ["made", "broken", "repaired", "made", "kept"]
    assert left.phrases(GUESTS[0])[-1] == "client.update.coming"
    update = left.entries("CLIENT_COMMUNICATION_INITIATED", about="update")
    assert len(update) == 7


def test_a_promise_that_nobody_can_keep_is_told():
    """Nobody else comes: the clients hear that help is late."""
    left = check(Left(told(network(vendors=[vendor(1, behaviour="no_show")]))))
    assert "broken" in states(left)
    assert "client.update.late" in left.phrases(GUESTS[0])
    assert left.states() == ["open"]


def test_a_vendor_who_announces_a_delay():
    """A delay is waited for once, and the clients hear the new time."""
    late = vendor(
        1,
        says=[
            {"delay_min": 2, "text": "буду через 40 минут, выезд 5000"},
            {"delay_min": 20, "text": "задерживаюсь, пробки, буду через 50 минут"},
        ],
    )
    left = check(Left(told(network(vendors=[late]))))
    assert states(left)[:4] == ["made", "broken", "repaired", "made"]
    assert "client.update.coming" in left.phrases(GUESTS[0])
