"""Too cold: the heating, or a unit that blows at people."""

from sondir.domain.playbook import Gift, Playbook

PLAYBOOK = Playbook(
    name="cold",
    topics=("cold",),
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
    question="radiators_warm",
    confirm="shift_sees_the_problem",
    trade="hvac",
    vendor_causes=("heating_failure", "climate_failure", "one_room"),
    minor_repair_kzt=10_000,
    scope="heating_minor",
    closure_causes=("heating_failure",),
    closure_min=180,
    gifts=(
        Gift("bonus", "2000", 2_000, from_price_kzt=6_000, rule="visit"),
        Gift("discount", "15", 1_500, rule="short_visit"),
    ),
)
