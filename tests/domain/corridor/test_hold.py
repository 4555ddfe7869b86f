"""The veto: holds, the owner's decisions, and the safe side."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.corridor.steps import CORRIDOR, FREE, NOTHING, case_of, step_of

from sondir.domain.corridor import Corridor, Permission
from sondir.domain.errors import Mistake
from sondir.domain.hold import (
    Decision,
    Factor,
    OwnerDecision,
    Standing,
    card_covers,
    decide,
    question_expired,
)
from sondir.domain.limits.case import Case
from sondir.domain.mode import Mode
from sondir.domain.step import StepKind
from sondir.domain.verdict import Ask, Hold, Verdict, verdict_for

NOON = datetime(2026, 7, 14, 7, 0, tzinfo=UTC)
OFFER = step_of(StepKind.REQUEST_OFFER)
AGREE_TO_CARD = OwnerDecision(Decision.AGREE, covers=card_covers([OFFER]))


def judged(standing: Standing) -> Verdict:
    return verdict_for(OFFER, CORRIDOR, NOTHING, standing)


@pytest.mark.parametrize(
    ("waited_s", "expected"), [(0, 60), (59, 1), (60, None), (-5, 60)]
)
def test_a_hold_counts_down_and_ends(waited_s: int, expected: int | None):
    """The act waits out its seconds; a clock that jumps back never shortens them."""
    begun = FREE.begin_hold([OFFER.key], NOON)
    verdict = judged(begun.at(NOON + timedelta(seconds=waited_s)))

    left = verdict.until_s if isinstance(verdict, Hold) else None
    assert expected == left


def test_a_hold_that_has_not_begun_never_ends():
    """Time alone opens nothing: the hold starts when the card is handed over."""
    assert judged(FREE.at(NOON + timedelta(days=9))).name == "hold"


def test_beginning_twice_keeps_the_first_start():
    """A card delivered twice does not start the countdown again."""
    begun = FREE.begin_hold(["step"], NOON)
    later = NOON + timedelta(seconds=30)

    assert begun.begin_hold(["step", "other"], later).hold_began == {
        "step": NOON,
        "other": later,
    }


def test_agreeing_to_the_card_ends_the_hold():
    """One yes to the card lets its steps go at once."""
    assert judged(decide(FREE, AGREE_TO_CARD)).name == "allow"


def test_the_card_lifts_no_limit():
    """A yes to the card is not a yes to a sum beyond a limit."""
    case = case_of(StepKind.COMPENSATE, cost_kzt=3_001)
    card = OwnerDecision(
        Decision.AGREE,
        covers=card_covers([case.step]),
        limits=frozenset({"client_kzt"}),
    )
    verdict = verdict_for(case.step, case.corridor, NOTHING, decide(FREE, card))

    assert (verdict.name, verdict.limit) == ("ask", "client_kzt")


def _after_yes(case: Case, said: OwnerDecision, cost_kzt: int) -> Verdict:
    dearer = replace(case.step, cost_kzt=cost_kzt)
    return verdict_for(dearer, case.corridor, NOTHING, decide(FREE, said))


def test_a_yes_covers_the_sum_that_was_shown_and_no_more():
    """A price that rises after the yes is asked again."""
    case = case_of(StepKind.COMPENSATE, cost_kzt=3_500)
    asked = verdict_for(case.step, case.corridor, NOTHING, FREE)
    assert isinstance(asked, Ask)
    yes = OwnerDecision(
        Decision.AGREE, "step", {"step": 3_500}, frozenset(asked.limits)
    )

    assert _after_yes(case, yes, 3_500).name == "allow"
    assert _after_yes(case, yes, 3_501).limit == "client_kzt"


def test_a_yes_about_money_is_no_yes_about_an_injury():
    """A never-alone matter needs a yes that names it."""
    case = case_of(StepKind.COMPENSATE, cost_kzt=3_500, injury=True)
    money = OwnerDecision(
        Decision.AGREE, "step", {"step": 3_500}, frozenset({"client_kzt"})
    )
    verdict = _after_yes(case, money, 3_500)

    assert (verdict.name, verdict.limit) == ("ask", "never_alone.injury")


def test_one_question_names_everything_that_needs_a_yes():
    """The owner is asked once for all limits of a step, not ten times."""
    case = case_of(StepKind.AUTHORISE_JOB, cost_kzt=60_000, prepayment=True)
    verdict = verdict_for(case.step, case.corridor, NOTHING, FREE)

    assert isinstance(verdict, Ask)
    assert verdict.limits == (
        "vendor.prepayment",
        "job_kzt",
        "incident_kzt",
        "problem_kzt.climate_failure",
    )


@pytest.mark.parametrize(
    ("factor", "expected"), [(Factor.NONE, "ask"), (Factor.CODE, "allow")]
)
def test_a_large_sum_takes_a_code(factor: Factor, expected: str):
    """Above `second_factor_kzt` a button alone is not enough."""
    case = case_of(StepKind.AUTHORISE_JOB, cost_kzt=150_000)
    asked = verdict_for(case.step, case.corridor, NOTHING, FREE)
    assert isinstance(asked, Ask)
    yes = OwnerDecision(
        Decision.AGREE, "step", {"step": 150_000}, frozenset(asked.limits), factor
    )

    assert expected == _after_yes(case, yes, 150_000).name


@pytest.mark.parametrize("stop", [Decision.STOP_ALL, Decision.TAKE_OVER])
def test_a_resume_gives_back_no_yes_and_no_hold(stop: Decision):
    """After a stop everything waits or is asked anew."""
    began = decide(FREE.begin_hold(["step"], NOON), AGREE_TO_CARD)
    stopped = decide(began, OwnerDecision(stop)).at(NOON + timedelta(hours=1))
    resumed = decide(stopped, OwnerDecision(Decision.RESUME))

    assert judged(stopped).limit == "veto"
    assert judged(decide(stopped, AGREE_TO_CARD)).limit == "veto"
    assert judged(resumed).name == "hold"


def test_no_hold_begins_while_all_is_stopped():
    """A card handed over after the stop starts no countdown behind it."""
    stopped = decide(FREE, OwnerDecision(Decision.STOP_ALL))

    assert stopped.begin_hold(["step"], NOON).hold_began == {}


def test_a_late_yes_does_not_undo_a_stopped_step():
    """Only a resume of that step undoes its stop."""
    stopped = decide(FREE, OwnerDecision(Decision.STOP_STEP, "step"))
    late = decide(stopped, OwnerDecision(Decision.AGREE, "step", {"step": 25}))
    resumed = decide(late, OwnerDecision(Decision.RESUME, "step"))

    assert judged(late).limit == "veto"
    assert judged(resumed).name == "allow"


def test_a_late_yes_opens_an_expired_question():
    """An expired question is refused until the owner does answer."""
    manual = Standing(Mode.HOLD, Permission.ACT).expire("step")

    assert judged(manual).name == "refuse"
    assert judged(decide(manual, AGREE_TO_CARD)).name == "allow"


def test_a_stricter_mode_makes_an_earlier_yes_void():
    """What was agreed to in NORMAL is asked again in HOLD."""
    agreed = decide(FREE, AGREE_TO_CARD)

    assert judged(agreed.enter(Mode.HOLD)).limit == "mode.HOLD"
    assert judged(decide(agreed.enter(Mode.HOLD), AGREE_TO_CARD)).name == "allow"
    assert agreed.enter(Mode.NORMAL).agreements == agreed.agreements


FOR_ANNA = replace(OFFER, key="step/client:1")


def test_a_yes_to_the_card_counts_for_each_act_of_a_step():
    """One yes to "write to the affected" is enough for every one of them."""
    agreed = decide(FREE, AGREE_TO_CARD)

    assert verdict_for(FOR_ANNA, CORRIDOR, NOTHING, agreed).name == "allow"


def test_a_stop_of_a_step_stops_each_of_its_acts():
    """A step stopped on the card reaches nobody any more."""
    agreed = decide(FREE, replace(AGREE_TO_CARD, covers={FOR_ANNA.key: 25}))
    stopped = decide(agreed, OwnerDecision(Decision.STOP_STEP, "step"))

    assert verdict_for(FOR_ANNA, CORRIDOR, NOTHING, stopped).limit == "veto"
    assert stopped.agreements == ()


def test_a_yes_beyond_a_limit_is_for_one_person_only():
    """What was lifted for one client is asked again for the next."""
    case = case_of(StepKind.COMPENSATE, cost_kzt=3_500)
    yes = OwnerDecision(
        Decision.AGREE, "step", {"step": 3_500}, frozenset({"client_kzt"})
    )
    other = replace(case, step=replace(case.step, key="step/client:2"))

    assert _after_yes(case, yes, 3_500).name == "allow"
    assert _after_yes(other, yes, 3_500).limit == "client_kzt"


def test_nothing_fires_by_itself_when_manual_ends():
    """A hold that ran while a person flew begins anew."""
    flown = FREE.begin_hold(["step"], NOON).enter(Mode.MANUAL).enter(Mode.NORMAL)

    assert judged(flown.at(NOON + timedelta(hours=1))).name == "hold"


@pytest.mark.parametrize(
    "wrong",
    [
        OwnerDecision(Decision.STOP_STEP),
        OwnerDecision(Decision.AGREE, "step", {"other": 5}),
        OwnerDecision(Decision.AGREE, "step"),
    ],
)
def test_a_decision_that_names_no_step_of_its_own_is_a_mistake(wrong: OwnerDecision):
    """A yes or a stop for one step covers exactly that step."""
    with pytest.raises(Mistake):
        decide(FREE, wrong)


def test_a_question_expires_after_the_minutes_of_the_corridor():
    """Fifteen minutes by default, to the second."""
    at = NOON + timedelta(minutes=15)

    assert question_expired(NOON, at, Corridor())
    assert not question_expired(NOON, at - timedelta(seconds=1), Corridor())


said = st.sampled_from(
    [
        AGREE_TO_CARD,
        OwnerDecision(Decision.AGREE, "step", {"step": 90}, frozenset({"hold"})),
        OwnerDecision(Decision.STOP_STEP, "step"),
        OwnerDecision(Decision.STOP_ALL),
        OwnerDecision(Decision.TAKE_OVER),
        OwnerDecision(Decision.RESUME),
        OwnerDecision(Decision.RESUME, "step"),
    ]
)


@given(st.lists(said, max_size=12))
def test_nothing_goes_out_between_a_stop_and_its_resume(history: list[OwnerDecision]):
    """In any history, what was last stopped and not resumed is refused."""
    standing, all_stopped, step_stopped = FREE, False, False
    for decision in history:
        standing = decide(standing, decision)
        if decision.decision in (Decision.STOP_ALL, Decision.TAKE_OVER):
            all_stopped = True
        if decision.decision is Decision.STOP_STEP:
            step_stopped = True
        if decision.decision is Decision.RESUME:
            all_stopped = all_stopped and decision.step is not None
            step_stopped = step_stopped and decision.step is None

        assert (all_stopped or step_stopped) == (judged(standing).limit == "veto")
