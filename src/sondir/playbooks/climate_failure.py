"""Too hot, no air: the conditioning of a branch failed."""

from sondir.domain.playbook import Gift, Playbook

PLAYBOOK = Playbook(
    name="climate_failure",
    topics=("heat_air",),
    plan=(
        "notify_owner",
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
    question="cold_air_blowing",
    confirm="cold_air_blowing",
    trade="hvac",
    vendor_causes=("climate_failure", "one_room"),
    minor_repair_kzt=10_000,
    scope="hvac_minor",
    closure_causes=("climate_failure",),
    closure_min=180,
    gifts=(
        Gift("addon", "spa_care", 2_500, from_price_kzt=12_000, rule="long_visit"),
        Gift("bonus", "2000", 2_000, from_price_kzt=6_000, rule="visit"),
        Gift("discount", "15", 1_500, rule="short_visit"),
    ),
)
