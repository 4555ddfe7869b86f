"""A wrong mailing: it stops at once, a person repairs the bookings."""

from tests.story.playbooks.crisis import (
    acting,
    complaints,
    crisis,
    hired,
    opened,
    truth,
)
from tests.story.stage import OWNER, SHIFT


def test_the_wrong_mailing_stops():
    """The shift is told to stop it; clients are a person's, who closes the matter."""
    left = crisis(
        complaints("booking_error"),
        truth=truth("booking_error", "wrong_mailing"),
        corridor=acting("booking_error"),
    )
    incident = opened(left)

    assert incident.cause == "wrong_mailing"
    assert left.phrases(SHIFT).count("shift.stop_mailing") == 1
    assert "owner.card.person" in left.phrases(OWNER)
    assert left.entries("CLIENT_COMMUNICATION_INITIATED") == []
    assert hired(left) == []
    assert incident.state == "open"
