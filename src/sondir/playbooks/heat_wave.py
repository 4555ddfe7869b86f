"""A heat wave outside: water, shade and later times; nobody can be hired for it."""

from sondir.domain.playbook import Instruction, Playbook

PLAYBOOK = Playbook(
    name="heat_wave",
    topics=("heat_air",),
    plan=(
        "notify_owner",
        "ask_shift",
        "write_client",
        "offer_booking",
        "verify",
        "report",
    ),
    question="cold_air_blowing",
    confirm="shift_sees_the_problem",
    causes=("heat_wave_outside",),
    instructions=(Instruction("ask_shift", "water_and_shade"),),
    relief_causes=("heat_wave_outside",),
    relief_min=120,
    not_before_min=17 * 60,  # noon is no cooler than ten o'clock
)
