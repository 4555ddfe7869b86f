"""The corridor under random steps, limits and histories."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.domain.corridor.steps import FREE, NO_HOLD, PLAYBOOK, case_of, step_of

from sondir.domain.corridor import NEVER_ALONE, Corridor, Permission, QuietHours
from sondir.domain.hold import Agreement, Factor, Standing
from sondir.domain.ledger import Elsewhere, Ledger, Spent
from sondir.domain.limits import LIMITS
from sondir.domain.limits.case import Case
from sondir.domain.mode import Mode
from sondir.domain.step import ProposedStep, Purpose, StepFacts, StepKind
from sondir.domain.verdict import judge, objections, verdict_for

SUMS = (
    "incident_kzt",
    "job_kzt",
    "job_new_vendor_kzt",
    "client_kzt",
    "compensation_kzt",
    "day_kzt",
    "month_kzt",
)
sums = st.integers(0, 60_000)
maybe = st.none() | st.booleans()
minutes = st.integers(0, 1_439)


@st.composite
def all_facts(draw: st.DrawFn) -> StepFacts:
    return StepFacts(
        vendor_known=draw(maybe),
        vendor_rating=draw(st.none() | st.decimals(0, 5, places=1)),
        vendor_reviews=draw(st.none() | st.integers(0, 60)),
        distance_km=draw(st.none() | st.decimals(0, 30, places=1)),
        eta_min=draw(st.none() | st.integers(0, 180)),
        prepayment=draw(maybe),
        receipt=draw(maybe),
        price_ceiling_kzt=draw(st.none() | sums),
        has_link=draw(maybe),
        terms_changed=draw(maybe),
        client_messages_today=draw(st.none() | st.integers(0, 5)),
        client_opted_out=draw(maybe),
        client_wants_human=draw(maybe),
        client_has_human=draw(maybe),
        client_agreed=draw(maybe),
        already_compensated=draw(maybe),
        eligible=draw(maybe),
        first_contact=draw(maybe),
        discloses=draw(maybe),
        booking_ahead_min=draw(st.none() | st.integers(-60, 600)),
        closure_min=draw(st.none() | st.integers(0, 600)),
        phrase_approved=draw(maybe),
        shares_personal_data=draw(maybe),
        cause_p=draw(st.none() | st.decimals(0, 1, places=2)),
        shift_confirmed=draw(maybe),
        injury=draw(maybe),
        legal_threat=draw(maybe),
        local_minute=draw(st.none() | minutes),
    )


@st.composite
def likely_facts(draw: st.DrawFn) -> StepFacts:
    """Facts in order but for at most two, so that Allow is reached often."""
    wild = draw(all_facts())
    spoilt = draw(st.sets(st.sampled_from(StepFacts.__slots__), max_size=2))
    known = step_of(StepKind.VERIFY).facts
    return replace(known, **{name: getattr(wild, name) for name in spoilt})


purposes = st.none() | st.sampled_from(Purpose)
steps = st.builds(
    ProposedStep,
    key=st.just("step"),
    kind=st.sampled_from(StepKind),
    to=st.sampled_from(["client:1", "vendor:v1"]),
    cost_kzt=st.just(0) | sums,
    purpose=purposes,
    playbook=st.sampled_from([PLAYBOOK, "cold"]),
    facts=likely_facts() | all_facts(),
)
corridors = st.builds(
    Corridor,
    permissions=st.dictionaries(
        st.sampled_from([PLAYBOOK, "cold"]), st.sampled_from(Permission)
    ),
    incident_kzt=sums,
    problem_kzt=st.dictionaries(st.just(PLAYBOOK), sums),
    job_kzt=sums,
    job_new_vendor_kzt=sums,
    client_kzt=sums,
    compensation_kzt=sums,
    day_kzt=sums,
    month_kzt=sums,
    second_factor_kzt=sums,
    money_needs_p=st.decimals(0, 1, places=2),
    never_alone=st.frozensets(st.sampled_from(sorted(NEVER_ALONE))),
)
spendings = st.builds(Spent, *[sums] * 8)
agreed = st.builds(
    Agreement,
    step=st.sampled_from(["step", "other"]),
    amount_kzt=sums,
    limits=st.frozensets(
        st.sampled_from(["incident_kzt", "job_kzt", "vendor", "never_alone.injury"])
    ),
    factor=st.sampled_from(Factor),
)
standings = st.builds(
    Standing,
    mode=st.sampled_from(Mode),
    permission_cap=st.sampled_from(Permission),
    stopped_all=st.booleans(),
    taken_over=st.booleans(),
    stopped_steps=st.frozensets(st.just("step")),
    expired_steps=st.frozensets(st.just("step")),
    agreements=st.lists(agreed, max_size=3).map(tuple),
)
STRICTER = (
    lambda c: _corridor(c, permissions={}),
    lambda c: _corridor(c, incident_kzt=c.corridor.incident_kzt // 2),
    lambda c: _corridor(c, job_kzt=c.corridor.job_kzt // 2),
    lambda c: _corridor(c, job_new_vendor_kzt=c.corridor.job_new_vendor_kzt // 2),
    lambda c: _corridor(c, client_kzt=c.corridor.client_kzt // 2),
    lambda c: _corridor(c, compensation_kzt=c.corridor.compensation_kzt // 2),
    lambda c: _corridor(c, problem_kzt={PLAYBOOK: 0}),
    lambda c: _corridor(c, day_kzt=c.corridor.day_kzt // 2),
    lambda c: _corridor(c, month_kzt=c.corridor.month_kzt // 2),
    lambda c: _corridor(c, second_factor_kzt=c.corridor.second_factor_kzt // 2),
    lambda c: _corridor(c, money_needs_p=Decimal(1)),
    lambda c: _corridor(c, never_alone=NEVER_ALONE),
    lambda c: _part(c, "vendor", min_rating=Decimal(5)),
    lambda c: _part(c, "vendor", min_reviews=1_000),
    lambda c: _part(c, "vendor", max_km=Decimal(0)),
    lambda c: _part(c, "vendor", max_eta_min=0),
    lambda c: _part(c, "messages", per_client_day=0),
    lambda c: _part(c, "messages", month_kzt=0),
    lambda c: _part(c, "messages", quiet=QuietHours(0, 1_439)),
    lambda c: _part(c, "bookings", move_ahead_h=0),
    lambda c: _part(c, "hold_s", vendor=600, clients=600, compensation=600),
    lambda c: _standing(c, stopped_all=True),
    lambda c: _standing(c, taken_over=True),
    lambda c: _standing(c, stopped_steps=frozenset({"step"})),
    lambda c: _standing(c, expired_steps=frozenset({"step"})),
    lambda c: _standing(c, agreements=()),
    lambda c: _standing(c, mode=Mode.MANUAL),
    lambda c: _standing(c, permission_cap=Permission.OBSERVE),
    lambda c: replace(c, spent=Spent(*[60_000] * 8)),
)


def _corridor(case: Case, **changes: object) -> Case:
    return replace(case, corridor=replace(case.corridor, **changes))


def _part(case: Case, name: str, **changes: object) -> Case:
    part = replace(getattr(case.corridor, name), **changes)
    return _corridor(case, **{name: part})


def _standing(case: Case, **changes: object) -> Case:
    return replace(case, standing=replace(case.standing, **changes))


@st.composite
def nearly_free(draw: st.DrawFn) -> Case:
    """A step in order, spoilt in a fact or a restriction or two, perhaps agreed to."""
    case = case_of(draw(st.sampled_from(StepKind)))
    case = replace(case, step=replace(case.step, facts=draw(likely_facts())))
    for tighten in draw(st.lists(st.sampled_from(STRICTER), max_size=2)):
        case = tighten(case) if draw(st.booleans()) else case
    agreements = draw(st.lists(agreed, max_size=2).map(tuple))
    return _standing(case, agreements=agreements)


cases = nearly_free() | st.builds(Case, steps, corridors, spendings, standings)


@settings(max_examples=200, deadline=None)
@given(cases, st.sampled_from(STRICTER))
def test_a_restriction_never_loosens(case: Case, stricter):
    """Whatever is tightened, the verdict is at least as strict as before."""
    before, after = judge(case, LIMITS), judge(stricter(case), LIMITS)

    assert after.strictness >= before.strictness


@settings(max_examples=200, deadline=None)
@given(cases, st.permutations(LIMITS))
def test_the_strictest_wins_in_any_order(case: Case, limits):
    """No order of the limits changes how strict the verdict is."""
    said = objections(case, limits)
    gravest = max((objection.strictness for objection in said), default=0)
    expired = gravest == 2 and case.step.key in case.standing.expired_steps

    assert judge(case, limits).strictness == (3 if expired else gravest)


@settings(max_examples=200, deadline=None)
@given(cases)
def test_nothing_outward_is_allowed_against_a_hard_rule(case: Case):
    """An allowed act is never stopped, opted out, unpermitted or in MANUAL."""
    verdict = judge(case, LIMITS)
    if verdict.name != "allow" or case.act is None or not _is_outward(case):
        return
    facts, standing = case.facts, case.standing

    assert not (standing.stopped_all or standing.taken_over)
    assert case.step.key not in standing.stopped_steps
    assert standing.mode is not Mode.MANUAL
    assert case.corridor.permission_for(case.step.playbook) is not Permission.OBSERVE
    assert facts.injury is False or "never_alone.injury" in _named(case)
    if case.step.kind is StepKind.WRITE_CLIENT:
        assert (facts.client_opted_out, facts.client_wants_human) == (False, False)


def _is_outward(case: Case) -> bool:
    return case.act is not None and case.act.value in {
        "vendor",
        "client",
        "compensation",
    }


def _named(case: Case) -> set[str]:
    return {limit for given_yes in case.agreements for limit in given_yes.limits}


WIDE = Corridor(
    permissions=NO_HOLD.permissions,
    hold_s=NO_HOLD.hold_s,
    **dict.fromkeys(SUMS, 1_000_000),
)


spends = st.tuples(
    st.sampled_from([StepKind.AUTHORISE_JOB, StepKind.COMPENSATE]),
    st.sampled_from(["a", "b", "c"]),
    st.integers(1, 20_000),
    st.sampled_from(["keep", "commit", "release", "settle"]),
)


@pytest.mark.parametrize("tight", [*SUMS, "problem_kzt"])
@settings(max_examples=40, deadline=None)
@given(st.lists(spends, min_size=10, max_size=30), st.integers(0, 30_000))
def test_no_order_and_no_splitting_passes_a_limit(tight: str, history, most: int):
    """Whatever is proposed in whatever pieces, no limit is ever passed."""
    one = {PLAYBOOK: most} if tight == "problem_kzt" else most
    limits = replace(WIDE, **{tight: one})
    elsewhere = Elsewhere(problem=500, day=1_000, month=2_000)
    ledger = Ledger(limits.incident_kzt)
    for number, (kind, to, amount, then) in enumerate(history):
        base = step_of(kind, price_ceiling_kzt=0, vendor_known=to != "c")
        step = replace(base, cost_kzt=amount, to=to)
        verdict = verdict_for(step, limits, ledger.spent(to, elsewhere), FREE)
        if verdict.name == "allow" and step.purpose is not None:
            ledger = ledger.reserve(str(number), amount, step.purpose, to)
            ledger = _then(ledger, str(number), amount, then)
        _within_limits(ledger, limits, elsewhere)


def _then(ledger: Ledger, reference: str, amount: int, then: str) -> Ledger:
    if then == "release":
        return ledger.release(reference)
    if then in ("commit", "settle"):
        ledger = ledger.commit(reference, amount // 2)
    return ledger.settle(reference, amount // 3) if then == "settle" else ledger


def _within_limits(ledger: Ledger, limits: Corridor, elsewhere: Elsewhere) -> None:
    spent = ledger.spent_kzt
    problem = limits.problem_kzt.get(PLAYBOOK, 10**9)
    assert ledger.left_kzt >= 0
    assert spent == 0 or spent <= min(
        limits.incident_kzt,
        problem - elsewhere.problem,
        limits.day_kzt - elsewhere.day,
        limits.month_kzt - elsewhere.month,
    )
    assert ledger.sum_for(Purpose.COMPENSATION) <= limits.compensation_kzt
    for to in "abc":
        assert ledger.sum_for(Purpose.COMPENSATION, to) <= limits.client_kzt
        assert ledger.sum_for(Purpose.VENDOR, to) <= limits.job_kzt
    assert ledger.sum_for(Purpose.VENDOR, "c") <= limits.job_new_vendor_kzt
