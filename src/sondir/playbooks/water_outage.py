"""No water, or a leak: planned works are looked up before anybody is hired."""

from sondir.domain.playbook import Gift, Playbook

PLAYBOOK = Playbook(
    name="water_outage",
    topics=("water",),
    plan=(
        "notify_owner",
        "check_notice",
        "ask_shift",
        "search_vendor",
        "request_offer",
        "authorise_job",
        "write_client",
        "compensate",
        "offer_booking",
        "propose_closure",
        "verify",
        "report",
    ),
    question="water_from_all_taps",
    confirm="water_from_all_taps",
    trade="plumber",
    vendor_causes=("plumbing", "one_room"),
    notice_kind="water",
    notice_causes=("water_outage",),
    minor_repair_kzt=10_000,
    scope="plumbing_minor",
    relief_causes=("water_outage",),
    relief_min=180,
    closure_causes=("water_outage", "plumbing"),
    closure_min=180,
    gifts=(
        Gift("bonus", "2000", 2_000, from_price_kzt=6_000, rule="visit"),
        Gift("discount", "15", 1_500, rule="short_visit"),
    ),
)
