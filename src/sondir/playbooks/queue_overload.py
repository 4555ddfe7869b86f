"""More guests than hands: nobody is hired, later times are offered."""

from sondir.domain.playbook import Gift, Instruction, Playbook

PLAYBOOK = Playbook(
    name="queue_overload",
    topics=("waiting",),
    plan=(
        "notify_owner",
        "ask_shift",
        "pause_bookings",
        "write_client",
        "compensate",
        "offer_booking",
        "verify",
        "report",
    ),
    question="guests_waiting_now",
    confirm="guests_waiting_now",
    instructions=(
        Instruction("pause_bookings", "pause_bookings", ("queue_overload",)),
    ),
    relief_causes=("queue_overload", "booking_system"),
    relief_min=120,
    gifts=(
        Gift("bonus", "1500", 1_500, from_price_kzt=6_000, rule="visit"),
        Gift("discount", "10", 1_000, rule="short_visit"),
    ),
)
"""Pausing the online booking is only proposed: the owner decides, the shift does it."""
