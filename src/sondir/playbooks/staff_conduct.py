"""Complaints about somebody's conduct or work: the owner's matter, page prepared."""

from sondir.domain.playbook import Playbook

PLAYBOOK = Playbook(
    name="staff_conduct",
    topics=("staff_rudeness", "service_quality"),
    plan=("notify_owner", "hand_over"),
    human_only=True,
)
"""The shift is not asked: it would have to testify about itself."""
