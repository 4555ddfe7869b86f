"""Unverified accounts complain together: evidence is kept, nobody is hired."""

from sondir.domain.playbook import Playbook

PLAYBOOK = Playbook(
    name="organised_attack",
    topics=(),
    plan=("notify_owner", "ask_shift"),
    question="shift_confirms",
    human_only=True,
)
