"""Authorise a visit: the sum is reserved first, then promised in writing.

The authorisation says what may be done, up to which sum, until when, and which code
the technician names at the door.
"""

import hashlib
from datetime import timedelta
from decimal import Decimal

from sondir.domain.incident import Incident, Job, Quote, StepState
from sondir.domain.step import ProposedStep, Purpose, StepFacts, StepKind
from sondir.workflows.case import Case
from sondir.workflows.jobs import drop, expect
from sondir.workflows.lingering import lasts
from sondir.workflows.outreach import job_args, outreach
from sondir.workflows.searching import vendor_facts
from sondir.workflows.speech import Saying, announce, say

VALID_FOR = timedelta(hours=4)
"""An authorisation ends by itself; later work needs a new one."""


def propose_job(case: Case, step: StepState) -> ProposedStep:
    """Authorising work is the act that money hangs on: every vendor limit is asked."""
    ref = step.to or ""
    quote, job = case.incident.quotes[ref], case.incident.jobs.get(ref)
    price = (quote.price_kzt or (0, 0))[1]
    is_raise = step.key.endswith("raise") and job is not None
    if is_raise and job is not None:
        price = job.asked_kzt or price
    facts = StepFacts(
        **vendor_facts(case, ref),
        eta_min=(quote.eta_min or (0, 0))[1],
        prepayment=quote.prepayment,
        receipt=not quote.no_receipt,
        has_link=quote.has_link,
        terms_changed=is_raise,
        price_ceiling_kzt=price if is_raise else _ceiling(case, ref, price),
        phrase_approved=case.desk.phrasebook.is_approved(
            "vendor.authorise", case.person(ref).speaks
        ),
        cause_p=Decimal(case.incident.cause_p),
        shift_confirmed=confirmed_on_site(case.incident),
    )
    return ProposedStep(
        step.key,
        StepKind.AUTHORISE_JOB,
        to=ref,
        cost_kzt=price,
        purpose=Purpose.VENDOR,
        playbook=case.incident.playbook,
        facts=facts,
    )


def confirmed_on_site(incident: Incident) -> bool:
    """Say whether somebody at the salon bears the leading cause out."""
    said = incident.shift_supports
    return not incident.provisional or (said is not None and said == incident.cause)


def _ceiling(case: Case, ref: str, price: int) -> int:
    """Pre-authorise the visit and minor repair, as far as the limits reach."""
    minor = case.playbook.minor_repair_kzt if case.playbook else 0
    known = vendor_facts(case, ref)["vendor_known"]
    corridor = case.corridor
    most = corridor.job_kzt if known else corridor.job_new_vendor_kzt
    return max(price, min(price + minor, most, case.room_kzt()))


def authorise_job(case: Case, step: StepState, proposed: ProposedStep) -> None:
    """Reserve the ceiling, then promise it in writing: scope, sum, end, code."""
    ref = step.to or ""
    if step.key.endswith("raise"):
        _accept_raise(case, step, proposed)
        return
    quote = case.incident.quotes[ref]
    agreed = case.agreed_beyond(step.key)
    ledger = case.incident.ledger.reserve(
        step.key, proposed.amount_kzt, Purpose.VENDOR, ref, agreed
    )
    case.post(ledger, to=ref, agreed=agreed)
    job = _new_job(case, step, proposed, quote)
    case.incident.jobs[ref] = job
    quote.state = "agreed"
    said = say(
        case,
        case.person(ref),
        Saying(step.key, "vendor.authorise", job_args(case, job)),
    )
    if said is None:
        drop(case, job, "cancelled", "unreachable")
        return
    outreach(case, ref, "agreed", "within_terms", by=("autopilot", step.key))
    expect(case, job)
    lasts(case, job)
    _tell_shift(case, job)


def _new_job(case: Case, step: StepState, proposed: ProposedStep, quote: Quote) -> Job:
    now = case.desk.now
    asked_at = quote.offered_at or now
    eta = (quote.eta_min or (60, 60))[1]
    return Job(
        vendor=quote.vendor,
        ceiling_kzt=proposed.amount_kzt,
        price_kzt=proposed.cost_kzt,
        eta_by=max(asked_at + timedelta(minutes=eta), now),
        code=_arrival_code(case.desk.new_id("code")),
        scope=case.playbook.scope if case.playbook else "",
        valid_until=now + VALID_FOR,
        reference=step.key,
    )


def _arrival_code(seed: str) -> str:
    digest = hashlib.sha256(seed.encode()).digest()
    return str(1000 + int.from_bytes(digest[:4], "big") % 9000)


def _tell_shift(case: Case, job: Job) -> None:
    shift = case.shift()
    if shift is not None:
        step = f"ask_shift/coming/{job.reference}"
        saying = Saying(step, "shift.vendor_coming", job_args(case, job), "alert")
        announce(case, shift, saying, "ask_shift")


def _accept_raise(case: Case, step: StepState, proposed: ProposedStep) -> None:
    """Reserve what the owner agreed to on top; the work's end commits it."""
    job = case.incident.jobs[step.to or ""]
    extra = max(proposed.amount_kzt - job.ceiling_kzt, 0)
    if extra:
        ledger = case.incident.ledger.reserve(
            step.key, extra, Purpose.VENDOR, job.vendor, agreed=True
        )
        case.post(ledger, to=job.vendor, agreed=True)
    job.state, job.ceiling_kzt = "arrived", max(job.ceiling_kzt, proposed.amount_kzt)
    person, args = case.person(job.vendor), job_args(case, job)
    said = say(case, person, Saying(step.key, "vendor.raise_agreed", args))
    if said is not None:
        by = ("autopilot", step.key)
        outreach(case, job.vendor, "agreed", "wants_more", by=by)


def refuse_raise(case: Case) -> None:
    """A raise that the owner did not agree to ends the job, politely."""
    if case.incident.is_stopped:
        return
    for step in list(case.incident.steps.values()):
        job = case.incident.jobs.get(step.to or "")
        if step.kind != "authorise_job" or step.state != "refused" or job is None:
            continue
        if step.key == f"{job.reference}/raise" and job.state == "raised":
            drop(case, job, "cancelled", "raise_refused")
