"""A master did not come: that master's clients are offered another day."""

from sondir.domain.playbook import Gift, Playbook

PLAYBOOK = Playbook(
    name="absent_master",
    topics=("waiting",),
    plan=(
        "notify_owner",
        "ask_shift",
        "write_client",
        "compensate",
        "offer_booking",
        "verify",
        "report",
    ),
    question="all_masters_present",
    confirm="guests_waiting_now",
    causes=("staff_no_show",),
    relief_causes=("staff_no_show",),
    relief_min=600,
    of_one_master=True,
    gifts=(
        Gift("bonus", "1500", 1_500, from_price_kzt=6_000, rule="visit"),
        Gift("discount", "10", 1_000, rule="short_visit"),
    ),
)
