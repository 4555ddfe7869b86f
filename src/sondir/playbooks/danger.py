"""A danger to people: the emergency text at once, and a person."""

from sondir.domain.playbook import Playbook

PLAYBOOK = Playbook(
    name="danger",
    topics=("noise_smell", "power_internet", "other"),
    plan=("emergency_text", "hand_over", "notify_owner", "propose_closure"),
    causes=("gas_or_smoke",),
    alarms=("smell_of_gas_or_smoke",),
    closure_causes=("gas_or_smoke",),
    closure_min=240,
    human_only=True,
)
