"""Lost, doubled or wrong bookings: the wrong mail-out stops, a person repairs."""

from sondir.domain.playbook import Instruction, Playbook

PLAYBOOK = Playbook(
    name="booking_error",
    topics=("booking_error",),
    plan=("notify_owner", "ask_shift", "stop_mailing", "hand_over"),
    question="mailing_sent_today",
    asks_first=True,
    instructions=(Instruction("stop_mailing", "stop_mailing", ("wrong_mailing",)),),
    human_only=True,
)
