"""No power: announced works hire nobody, a fault of our own calls an electrician."""

from sondir.domain.playbook import Gift, Playbook

PLAYBOOK = Playbook(
    name="power_outage",
    topics=("power_internet",),
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
    question="lights_on",
    confirm="lights_on",
    trade="electrician",
    vendor_causes=("power_outage", "one_room"),
    notice_kind="power",
    notice_causes=("power_outage",),
    minor_repair_kzt=10_000,
    scope="electric_minor",
    relief_causes=("power_outage", "internet_outage"),
    relief_min=180,
    closure_causes=("power_outage",),
    closure_min=180,
    gifts=(
        Gift("bonus", "2000", 2_000, from_price_kzt=6_000, rule="visit"),
        Gift("discount", "15", 1_500, rule="short_visit"),
    ),
)
