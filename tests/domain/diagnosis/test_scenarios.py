"""The same complaints in different circumstances end in different causes."""

from dataclasses import replace

import pytest

from sondir.domain.diagnosis import (
    CaseFacts,
    Evidence,
    best_question,
    confirmation,
    diagnose,
    evidence_of_answer,
    findings_from,
)

GATE = 0.85
SEVEN = CaseFacts(
    "heat_air",
    7,
    38,
    verified=6,
    near_copies=0.0,
    one_client_share=0.15,
    branches_total=3,
    outdoor_c=24,
    notices=(),
)
SCATTERED = ("зал", "массаж", "зал", "маникюр", "зал", None, None)


def concluded(facts, *more):
    return diagnose(facts.topic, (*findings_from(facts), *more), {})


def asked(facts):
    question = best_question(facts.topic, findings_from(facts), {})
    assert question is not None
    return question


@pytest.mark.parametrize("rooms", [(), SCATTERED])
@pytest.mark.parametrize("witnesses", [6, 7])
def test_a_crowd_of_guests_means_a_failed_unit(witnesses, rooms):
    """Six guests, mild weather, no other branch: the unit leads, and money waits."""
    facts = replace(SEVEN, witnesses=witnesses, verified=witnesses, rooms=rooms)
    diagnosis = concluded(facts)
    assert diagnosis.leading.cause == "climate_failure"
    assert diagnosis.p_of("climate_failure") > 0.5
    assert diagnosis.provisional
    assert asked(facts).code == "cold_air_blowing"


@pytest.mark.parametrize("rooms", [(), SCATTERED])
def test_no_cold_air_passes_the_money_gate(rooms):
    """After "no, it does not blow cold" a technician may be authorised."""
    facts = replace(SEVEN, rooms=rooms)
    diagnosis = concluded(facts, evidence_of_answer(asked(facts), "no"))
    assert diagnosis.p_of("climate_failure") >= GATE
    assert not diagnosis.provisional
    assert diagnosis.conclusion.code == "conclusion.confirmed"


def test_three_guests_and_a_no_pass_the_money_gate():
    """The alarm comes at the third: with the shift's "no" that is enough for money."""
    early = replace(
        SEVEN, witnesses=3, window_min=11, verified=2, watched_min=2, branches_total=4
    )
    diagnosis = concluded(early, evidence_of_answer(asked(early), "no"))
    assert diagnosis.leading.cause == "climate_failure"
    assert diagnosis.leading.p >= GATE


@pytest.mark.parametrize("rooms", [(), SCATTERED])
def test_cold_air_that_blows_takes_the_cause_away(rooms):
    """A shift that says "it blows cold" leaves no ground to call a technician."""
    facts = replace(SEVEN, rooms=rooms)
    diagnosis = concluded(facts, evidence_of_answer(asked(facts), "yes"))
    assert diagnosis.p_of("climate_failure") < 0.5
    assert diagnosis.provisional


def test_all_rooms_but_one_names_the_room():
    """Three guests who name no room: one word of the shift tells one from all."""
    three = replace(SEVEN, witnesses=3, verified=3, window_min=20, watched_min=2)
    before = concluded(three)
    after = concluded(three, evidence_of_answer(asked(three), "all_but_one"))
    assert before.leading.cause == "climate_failure"
    assert after.leading.cause == "one_room"
    assert after.p_of("climate_failure") < 0.2
    assert asked(three).supports["all_but_one"] == "one_room"


def test_what_the_shift_says_in_one_breath_counts_once():
    """ "It blows, only one room does not" is one answer, not a yes and a second yes."""
    three = replace(SEVEN, witnesses=3, verified=3, window_min=20, watched_min=2)
    answer = evidence_of_answer(asked(three), "all_but_one")
    apart = (Evidence("cold_air_blowing", "yes", "shift"),)
    both = (*apart, Evidence("hot_in_one_room", "yes", "shift"))
    rivals = ("heat_wave_outside", "coincidence")
    odds = [
        [d.p_of("one_room") / d.p_of(rival) for rival in rivals]
        for d in (concluded(three, answer), concluded(three, *both))
    ]
    assert all(once > twice for once, twice in zip(*odds, strict=True))


@pytest.mark.parametrize(
    ("verified", "writers", "state"),
    [
        *((2, 3, "most"), (2, 4, "most"), (1, 2, "mixed"), (1, 3, "mixed")),
        *((1, 8, "strangers"), (0, 2, "strangers"), (0, 7, "strangers")),
    ],
)
def test_visits_are_judged_by_how_many_of_how_many(verified, writers, state):
    """One guest of two says little, one of eight is what a brigade has."""
    facts = replace(SEVEN, witnesses=writers, verified=verified)
    found = {each.finding: each.state for each in findings_from(facts)}
    assert found["visits"] == state


def test_one_visit_among_several_is_no_sign_against_a_brigade():
    """A single booking among five accounts does not make guests of them."""
    five = replace(SEVEN, witnesses=5, verified=1)
    unchecked = replace(five, verified=0, unknown=5)
    p = concluded(five).p_of("organised")
    assert p > concluded(unchecked).p_of("organised")


def test_early_silence_elsewhere_speaks_less_against_the_weather_than_late():
    """Guests of other branches write minutes later: silence grows into a reason."""
    hot = replace(SEVEN, outdoor_c=36, rooms=SCATTERED)
    alone = concluded(replace(hot, branches_total=1)).p_of("heat_wave_outside")
    early = concluded(replace(hot, watched_min=2)).p_of("heat_wave_outside")
    late = concluded(replace(hot, watched_min=30)).p_of("heat_wave_outside")
    assert late < early < alone


@pytest.mark.parametrize("answer", ["unknown", "wrong_branch"])
def test_an_empty_answer_changes_no_belief(answer):
    """Whoever cannot tell, or stands in another branch, moves nothing."""
    before = concluded(SEVEN)
    after = concluded(SEVEN, evidence_of_answer(asked(SEVEN), answer))
    assert [(each.cause, each.p) for each in after.beliefs] == [
        (each.cause, each.p) for each in before.beliefs
    ]


def test_three_witnesses_weigh_less_than_seven():
    """Three guests leave more room for chance than seven."""
    three = replace(SEVEN, witnesses=3, verified=3, window_min=20)
    few, many = concluded(three), concluded(SEVEN)
    assert few.p_of("climate_failure") < many.p_of("climate_failure")
    assert few.p_of("coincidence") > many.p_of("coincidence")


@pytest.mark.parametrize(
    ("changes", "cause"),
    [
        ({"outdoor_c": 36, "other_branches_complaining": 2}, "heat_wave_outside"),
        ({"rooms": ("массаж",) * 7}, "one_room"),
        ({"verified": 0, "new_accounts": 1.0}, "organised"),
        ({"verified": 0}, "organised"),
        ({"verified": 0, "witnesses": 2, "near_copies": 0.9}, "organised"),
        ({"witnesses": 1, "verified": 1, "one_client_share": 1.0}, "single_client"),
        ({"notices": ("power",)}, "power_outage"),
        ({"outdoor_c": 36}, "climate_failure"),
    ],
)
def test_circumstances_decide_the_cause(changes, cause):
    """Weather, rooms, strangers, one voice and planned works each have their cause."""
    diagnosis = concluded(replace(SEVEN, **changes))
    assert diagnosis.leading.cause == cause
    assert diagnosis.p_of(cause) > 0.5


@pytest.mark.parametrize(
    ("topic", "known", "cause"),
    [
        ("cold", {"outdoor_c": -18}, "heating_failure"),
        ("water", {"notices": ("water",)}, "water_outage"),
        ("water", {"named": "leak"}, "plumbing"),
        ("power_internet", {"named": "internet"}, "internet_outage"),
        ("power_internet", {"named": "light"}, "power_outage"),
        ("waiting", {"booked_share": 0.95}, "queue_overload"),
        ("waiting", {"masters": ("Aigul",) * 6}, "staff_no_show"),
        ("hygiene", {}, "hygiene_problem"),
        ("payment_price", {"named": "terminal"}, "payment_terminal_down"),
        ("payment_price", {"named": "price_differs"}, "price_change"),
        ("staff_rudeness", {"masters": ("Dana",) * 6}, "staff_conduct"),
        ("booking_error", {"named": "message_received"}, "wrong_mailing"),
        ("booking_error", {"named": "double_booking"}, "booking_system"),
        ("noise_smell", {"named": "noise"}, "noise_outside"),
        ("noise_smell", {"named": "smell"}, "smell_inside"),
        ("noise_smell", {"named": "gas_or_smoke"}, "gas_or_smoke"),
    ],
)
def test_every_topic_finds_its_cause(topic, known, cause):
    """One telling circumstance is enough to name the cause of each topic."""
    facts = CaseFacts(topic, 6, 35, verified=6, branches_total=3, **known)
    assert concluded(facts).leading.cause == cause


def test_injury_goes_to_a_person():
    """Nothing is concluded and nothing asked about bodily harm."""
    facts = CaseFacts("injury_allergy", 3, 20, verified=3)
    diagnosis = concluded(facts)
    assert diagnosis.beliefs == ()
    assert diagnosis.conclusion.code == "conclusion.person_decides"
    assert best_question(facts.topic, findings_from(facts), {}) is None


def test_an_unheard_of_topic_is_judged_by_its_crowd():
    """A topic of the owner's own never leads to a cause that costs money."""
    facts = CaseFacts("parking", 7, 30, verified=7)
    assert concluded(facts).leading.cause == "unknown"
    assert concluded(facts).provisional


def test_a_vendor_on_site_has_the_last_word():
    """What the technician finds is no longer provisional, and overrules the shift."""
    no = evidence_of_answer(asked(SEVEN), "no")
    diagnosis = concluded(SEVEN, no, confirmation("one_room", "vendor"))
    assert diagnosis.leading.cause == "one_room"
    assert not diagnosis.provisional
    assert diagnosis.conclusion.args["by"] == "vendor"


def test_nobody_is_asked_twice():
    """A question that was put is not put again, even without an answer."""
    first = asked(SEVEN)
    known = (*findings_from(SEVEN), evidence_of_answer(first, "unknown"))
    second = best_question("heat_air", known, {})
    assert second is None or second.code != first.code


def test_a_settled_case_needs_no_question():
    """A heat wave that all branches feel is not asked about."""
    facts = replace(SEVEN, outdoor_c=36, other_branches_complaining=2)
    assert best_question("heat_air", findings_from(facts), {}) is None


def test_a_technician_is_never_called_unheard():
    """However sure the crowd makes us, somebody on site is asked before a visit."""
    sure = replace(SEVEN, rooms=SCATTERED, new_accounts=0.0, recurrence_days=1e6)
    assert concluded(sure).p_of("climate_failure") > 0.9
    assert {"yes", "no", "all_but_one", "unknown"} <= set(asked(sure).answers)


def test_a_question_names_what_each_answer_supports():
    """The journal can say which cause an answer speaks for."""
    supports = asked(SEVEN).supports
    assert supports["no"] == "climate_failure"
    assert supports["yes"] != "climate_failure"
    assert supports["unknown"] is None


def test_another_word_is_no_answer():
    """An answer outside the buttons is refused, not guessed."""
    with pytest.raises(ValueError, match="maybe"):
        evidence_of_answer(asked(SEVEN), "maybe")


def test_reasons_and_doubts_are_given():
    """The thought names what speaks for and against, and what would change it."""
    diagnosis = concluded(replace(SEVEN, rooms=SCATTERED))
    rival = next(each for each in diagnosis.beliefs if each.cause == "one_room")
    reasons = {said.code for said in diagnosis.leading.speaks_for}
    assert {"witnesses.many", "visits.most", "rooms.several"} <= reasons
    against = {said.code for said in rival.speaks_against}
    assert "rooms.several" in against
    doubts = [said.code for said in diagnosis.would_change_mind]
    assert "if.cold_air_blowing.yes" in doubts
