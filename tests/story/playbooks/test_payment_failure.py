"""The terminal fails: payments are compared, a specialist comes, nothing is given."""

from tests.story.playbooks.crisis import (
    acting,
    bench,
    complaints,
    crisis,
    opened,
    truth,
)
from tests.story.stage import SHIFT


def test_a_dead_terminal_is_mended():
    """The shift compares the payments; money that was taken twice is no gift."""
    left = crisis(
        complaints("payment_price"),
        truth=truth("payment_price", "payment_terminal_down"),
        vendors=bench("payments"),
        corridor=acting("payment_failure"),
    )
    incident = opened(left)

    assert incident.playbook == "payment_failure"
    assert "shift.check_payments" in left.phrases(SHIFT)
    assert [j.state for j in incident.jobs.values()] == ["done"]
    assert {r["data"]["kind"] for r in left.entries("COMPENSATION_FLOW")} == {"none"}
    assert incident.state == "closed"
