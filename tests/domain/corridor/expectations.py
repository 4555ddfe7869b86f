"""What each limit must say: one spoilt fact, one answer, one named limit.

Every function in `sondir.domain.limits.LIMITS` needs a line here that breaks when
the function is taken away (test_mutation.py checks that it does).
"""

from dataclasses import replace
from decimal import Decimal
from typing import Any, cast

from tests.domain.corridor.steps import (
    CORRIDOR,
    FREE,
    NO_HOLD,
    NOTHING,
    PLAYBOOK,
    case_of,
)

from sondir.domain.corridor import Permission
from sondir.domain.hold import Agreement, Standing
from sondir.domain.limits.case import Case
from sondir.domain.mode import Mode
from sondir.domain.step import Purpose, StepKind

JOB, GIFT = StepKind.AUTHORISE_JOB, StepKind.COMPENSATE
OFFER, WRITE = StepKind.REQUEST_OFFER, StepKind.WRITE_CLIENT
MOVE, CLOSE = StepKind.MOVE_BOOKING, StepKind.PROPOSE_CLOSURE


def _spoilt(case: Case, **step: Any) -> Case:
    return replace(case, step=replace(case.step, **step))


def _spent(kind: StepKind, **sums: int) -> Case:
    return case_of(kind, spent=replace(NOTHING, **sums))


def _standing(kind: StepKind, **standing: Any) -> Case:
    return case_of(kind, standing=replace(FREE, **standing))


CAUTIOUS = Standing(Mode.CAUTIOUS, Permission.ACT)
OBSERVING = replace(NO_HOLD, permissions={})
ASKING = replace(NO_HOLD, permissions={PLAYBOOK: Permission.ASK})
ROOMY = replace(
    NO_HOLD, job_kzt=400_000, incident_kzt=50_000, problem_kzt={}, day_kzt=400_000
)
FREE_TEXT = "never_alone.free_text"
WITHOUT_CODE = Agreement("step", 150_000, frozenset({"incident_kzt"}))

EXPECTED: tuple[tuple[str, Case, str, str | None], ...] = (
    (
        "a kind nobody declared",
        _spoilt(case_of(OFFER), kind=cast(StepKind, "pay_now")),
        "refuse",
        None,
    ),
    (
        "a gift booked as a message fee",
        _spoilt(case_of(GIFT), purpose=Purpose.MESSAGES),
        "refuse",
        None,
    ),
    (
        "a sum without a purpose",
        _spoilt(case_of(WRITE), purpose=None),
        "refuse",
        None,
    ),
    ("after stop", _standing(OFFER, stopped_all=True), "refuse", "veto"),
    (
        "a question to the shift after stop",
        _standing(StepKind.ASK_SHIFT, stopped_all=True),
        "refuse",
        "veto",
    ),
    ("after a take-over", _standing(WRITE, taken_over=True), "refuse", "veto"),
    (
        "withdrawing a job after a take-over",
        _standing(StepKind.CANCEL_JOB, taken_over=True),
        "refuse",
        "veto",
    ),
    (
        "a stopped step",
        _standing(GIFT, stopped_steps=frozenset({"step"})),
        "refuse",
        "veto",
    ),
    ("a client who opted out", case_of(WRITE, client_opted_out=True), "refuse", "veto"),
    ("opt-out unknown", case_of(WRITE, client_opted_out=None), "refuse", "veto"),
    ("a person wanted", case_of(WRITE, client_wants_human=True), "refuse", "veto"),
    ("a person is there", case_of(GIFT, client_has_human=True), "refuse", "veto"),
    ("manual", _standing(JOB, mode=Mode.MANUAL), "refuse", "mode.MANUAL"),
    ("hold mode", _standing(WRITE, mode=Mode.HOLD), "ask", "mode.HOLD"),
    ("cautious", case_of(GIFT, standing=CAUTIOUS), "ask", "mode.CAUTIOUS"),
    (
        "observe",
        case_of(OFFER, corridor=OBSERVING),
        "refuse",
        "permissions.climate_failure",
    ),
    ("ask", case_of(OFFER, corridor=ASKING), "ask", "permissions.climate_failure"),
    (
        "a cap of the detector",
        _standing(WRITE, permission_cap=Permission.ASK),
        "ask",
        "permissions.climate_failure",
    ),
    (
        "a cap that only observes",
        _standing(WRITE, permission_cap=Permission.OBSERVE),
        "refuse",
        "permissions.climate_failure",
    ),
    (
        "no playbook",
        _spoilt(case_of(WRITE), playbook=None),
        "refuse",
        "permissions",
    ),
    ("no disclosure", case_of(WRITE, discloses=False), "refuse", "messages"),
    ("not eligible", case_of(GIFT, eligible=False), "refuse", "client_kzt"),
    ("a second gift", case_of(GIFT, already_compensated=True), "refuse", "client_kzt"),
    ("no consent", case_of(MOVE, client_agreed=None), "refuse", "bookings"),
    ("closing", case_of(CLOSE), "ask", "never_alone.close_branch"),
    (
        "closing for ever",
        case_of(CLOSE, closure_min=None),
        "refuse",
        "never_alone.close_branch",
    ),
    ("an injury", case_of(OFFER, injury=True), "ask", "never_alone.injury"),
    ("injury unknown", case_of(WRITE, injury=None), "ask", "never_alone.injury"),
    ("a lawyer", case_of(WRITE, legal_threat=True), "ask", "never_alone.legal"),
    ("a free text", case_of(WRITE, phrase_approved=None), "ask", FREE_TEXT),
    (
        "an invented emergency text",
        case_of(StepKind.EMERGENCY_TEXT, phrase_approved=False),
        "ask",
        FREE_TEXT,
    ),
    (
        "a client's name for a vendor",
        case_of(JOB, shares_personal_data=True),
        "ask",
        "never_alone.share_personal_data",
    ),
    ("prepayment", case_of(JOB, prepayment=True), "ask", "vendor.prepayment"),
    ("no receipt", case_of(JOB, receipt=False), "ask", "vendor.receipt"),
    ("a link", case_of(JOB, has_link=True), "ask", "vendor"),
    ("new terms", case_of(JOB, terms_changed=True), "ask", "vendor"),
    (
        "a low rating",
        case_of(OFFER, vendor_rating=Decimal("4.49")),
        "ask",
        "vendor.min_rating",
    ),
    (
        "few reviews",
        case_of(OFFER, vendor_known=False, vendor_reviews=19),
        "ask",
        "vendor.min_reviews",
    ),
    ("far away", case_of(OFFER, distance_km=Decimal("15.1")), "ask", "vendor.max_km"),
    ("late", case_of(JOB, eta_min=91), "ask", "vendor.max_eta_min"),
    (
        "a yes to a large sum without its code",
        case_of(
            JOB,
            corridor=ROOMY,
            cost_kzt=150_000,
            standing=replace(FREE, agreements=(WITHOUT_CODE,)),
        ),
        "ask",
        "second_factor_kzt",
    ),
    ("a large gift", case_of(GIFT, cost_kzt=3_001), "ask", "client_kzt"),
    ("a gift in two parts", _spent(GIFT, client=1_001), "ask", "client_kzt"),
    ("all gifts", _spent(GIFT, compensation=18_001), "ask", "compensation_kzt"),
    ("a dear job", case_of(JOB, cost_kzt=30_001), "ask", "job_kzt"),
    ("a job in two parts", _spent(JOB, job=25_001), "ask", "job_kzt"),
    (
        "a dear job of a new vendor",
        case_of(JOB, vendor_known=False, cost_kzt=15_001),
        "ask",
        "job_new_vendor_kzt",
    ),
    ("a high ceiling", case_of(JOB, price_ceiling_kzt=30_001), "ask", "job_kzt"),
    ("no ceiling", case_of(JOB, price_ceiling_kzt=None), "ask", "job_kzt"),
    ("the crisis", _spent(WRITE, incident=49_976), "ask", "incident_kzt"),
    (
        "the problem",
        _spent(JOB, problem=40_001),
        "ask",
        "problem_kzt.climate_failure",
    ),
    ("the day", _spent(JOB, day=75_001), "ask", "day_kzt"),
    ("the month", _spent(JOB, month=295_001), "ask", "month_kzt"),
    ("message fees", _spent(WRITE, messages_month=9_976), "ask", "messages.month_kzt"),
    ("unsure", case_of(JOB, cause_p=Decimal("0.84")), "ask", "money_needs_p"),
    ("cause unknown", case_of(JOB, cause_p=None), "ask", "money_needs_p"),
    (
        "a visit tomorrow",
        case_of(MOVE, booking_ahead_min=241),
        "ask",
        "bookings.move_ahead_h",
    ),
    (
        "a fourth message",
        case_of(WRITE, client_messages_today=3),
        "ask",
        "messages.per_client_day",
    ),
    ("at night", case_of(WRITE, local_minute=21 * 60), "hold", "messages.quiet"),
    ("time unknown", case_of(WRITE, local_minute=None), "ask", "messages.quiet"),
    ("the hold", case_of(OFFER, corridor=CORRIDOR), "hold", "hold"),
)
