"""Somebody was hurt or feels unwell: the emergency text at once, and a person."""

from sondir.domain.playbook import Instruction, Playbook

PLAYBOOK = Playbook(
    name="injury",
    topics=("injury_allergy",),
    plan=("emergency_text", "hand_over", "notify_owner", "stop_product"),
    instructions=(Instruction("stop_product", "stop_product"),),
    human_only=True,
)
