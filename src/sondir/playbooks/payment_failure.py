"""The terminal refuses or charges twice: payments are checked, a specialist comes."""

from sondir.domain.playbook import Instruction, Playbook

PLAYBOOK = Playbook(
    name="payment_failure",
    topics=("payment_price",),
    plan=(
        "notify_owner",
        "ask_shift",
        "check_payments",
        "search_vendor",
        "request_offer",
        "authorise_job",
        "write_client",
        "verify",
        "report",
    ),
    question="terminal_works",
    confirm="terminal_works",
    trade="payments",
    vendor_causes=("payment_terminal_down",),
    minor_repair_kzt=5_000,
    scope="terminal_minor",
    instructions=(
        Instruction(
            "check_payments",
            "check_payments",
            ("payment_terminal_down", "internet_outage"),
        ),
    ),
)
"""Money that was charged twice is given back by a person, never as a gift."""
