"""Dirt that several guests see: a cleaner comes, and the shift stops what is dirty."""

from sondir.domain.playbook import Gift, Instruction, Playbook

PLAYBOOK = Playbook(
    name="hygiene_wave",
    topics=("hygiene",),
    plan=(
        "notify_owner",
        "ask_shift",
        "stop_product",
        "search_vendor",
        "request_offer",
        "authorise_job",
        "write_client",
        "compensate",
        "propose_closure",
        "verify",
        "report",
    ),
    question="dirt_found",
    confirm="dirt_found",
    trade="cleaner",
    vendor_causes=("hygiene_problem", "one_room"),
    scope="cleaning",
    repair_min=120,
    instructions=(
        Instruction("stop_product", "stop_unclean", ("hygiene_problem", "one_room")),
    ),
    closure_causes=("hygiene_problem",),
    closure_min=180,
    gifts=(
        Gift("bonus", "2000", 2_000, from_price_kzt=6_000, rule="visit"),
        Gift("discount", "15", 1_500, rule="short_visit"),
    ),
)
"""Whoever writes of unsterilised instruments is met by a person (handing_over.py)."""
