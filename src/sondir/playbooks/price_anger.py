"""Prices have changed and guests were not told: the owner's matter, page prepared."""

from sondir.domain.playbook import Playbook

PLAYBOOK = Playbook(
    name="price_anger",
    topics=("payment_price",),
    plan=("notify_owner", "ask_shift", "hand_over"),
    question="prices_changed",
    causes=("price_change",),
    alarms=("prices_changed",),
    human_only=True,
)
