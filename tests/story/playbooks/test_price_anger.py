"""Prices have changed: what most guests name makes it the owner's own matter."""

from tests.story.playbooks.crisis import (
    acting,
    bench,
    complaints,
    crisis,
    hired,
    opened,
    truth,
)
from tests.story.stage import OWNER


def test_a_person_answers_for_the_prices():
    """The terminal works and prices have changed: nobody is written or hired."""
    left = crisis(
        complaints("payment_price", "price_change"),
        truth=truth("payment_price", "price_change"),
        vendors=bench("payments"),
        corridor=acting("payment_failure"),
    )
    incident = opened(left)
    plans = [row["data"]["playbook"] for row in left.entries("PLAN_MADE")]

    assert plans == ["price_anger"]
    assert left.phrases(OWNER).count("owner.card.person") == 1
    assert left.entries("CLIENT_COMMUNICATION_INITIATED") == []
    assert hired(left) == []
    assert len(left.entries("HUMAN_HANDOFF")) == len(incident.witnesses)
    assert incident.state == "open"
