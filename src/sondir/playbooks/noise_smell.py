"""Noise or a smell: nobody is hired; gas or smoke is a danger at once."""

from sondir.domain.playbook import Playbook

PLAYBOOK = Playbook(
    name="noise_smell",
    topics=("noise_smell",),
    plan=(
        "notify_owner",
        "ask_shift",
        "write_client",
        "offer_booking",
        "verify",
        "report",
    ),
    question="smell_of_gas_or_smoke",
    asks_first=True,
    confirm="shift_sees_the_problem",
    relief_causes=("noise_outside", "smell_inside"),
    relief_min=120,
)
