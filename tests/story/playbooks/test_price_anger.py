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
from tests.story.stage import GUESTS, OWNER, heat


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


def test_the_owner_gets_one_card_where_two_things_change_at_once():
    """A witness lets it act, and their words make it a matter of prices: one card."""
    said = (
        "Почему подняли цены? было 9000",
        "Терминал не проводит оплату",
        "Цены выросли без предупреждения",
        "Цены подняли, взяли больше чем в прайсе",
    )
    unseen = ("+77990000911", "+77990000912")
    lines = [
        heat(client, 3 * n, text=text, topics={"payment_price": 0.95})
        for n, (client, text) in enumerate(
            zip((GUESTS[0], *unseen, GUESTS[3]), said, strict=True)
        )
    ]
    left = crisis(
        lines,
        truth=truth("payment_price", "price_change"),
        corridor=acting("payment_failure"),
    )
    cards = [line["text"] for line in left.sent(OWNER)]
    assert opened(left).playbook == "price_anger"
    assert left.phrases(OWNER).count("owner.card.person") == 1
    assert len(cards) == len(set(cards))
