"""An authorised visit, from the written authorisation to the report that it is done.

Sondir moves no money: it commits a promise. What may be done, up to which sum, until
when and with which arrival code stands in the authorisation; whatever a vendor wants
beyond it goes to the owner.
"""

from datetime import datetime, timedelta

from sondir.domain.incident import Job
from sondir.domain.people import with_job
from sondir.domain.reading import VendorReply
from sondir.domain.turn import VendorSaid
from sondir.workflows.acts import want
from sondir.workflows.case import Case
from sondir.workflows.outreach import job_args, outreach
from sondir.workflows.owner import tell_once
from sondir.workflows.promises import settle_promises
from sondir.workflows.speech import Saying, announce

LATEST = timedelta(minutes=60)
"""A delay that is announced once is waited for this long past the first promise."""
LOOK_MIN = 30
"""Who wrote this shortly before the promised time may be there, unread by us."""
SMALL_TALK = ("ack", "spam", "out_of_office", "accept")
"""Words of somebody at work that tell nothing of the work."""
MOST_LOOKS = 4
"""How often the shift is asked in one crisis how far the work is."""


def expect(case: Case, job: Job) -> None:
    """The arrival is a promise that we pass on: it has a timer and an end."""
    grace = case.desk.patience.arrival_grace_min
    late = job.eta_by + timedelta(minutes=grace)
    case.desk.timers.set(case.incident.id, f"arrival/{job.vendor}", late)


def hear_engaged(case: Case, job: Job, turn: VendorSaid) -> None:
    """Take what an authorised vendor reports or wants."""
    reply, job.spoke_at = turn.reply, turn.at
    if reply.intent == "arrived":
        _arrived(case, job)
    elif reply.intent == "done" or _is_bill(job, reply):
        _done(case, job, reply.price_kzt)
    elif case.incident.standing.taken_over:
        return  # the owner talks with them now; what they report is still kept
    elif _wants_more(job, reply):
        _raised(case, job, turn)
    elif reply.intent in ("cancel", "decline"):
        drop(case, job, "cancelled", "vendor_cancels", actor=job.vendor)
    else:
        _hear_on_the_way(case, job, turn)


def _is_bill(job: Job, reply: VendorReply) -> bool:
    """On site, an end that names no more than was agreed is the bill of the visit.

    Whether it mended anything is seen on site: the shift is asked in any case.
    """
    named = reply.price_kzt is not None and reply.price_kzt[1] <= job.price_kzt
    ends = reply.intent in ("raise", "cancel", "decline")
    return named and ends and job.state in ("arrived", "raised")


def _wants_more(job: Job, reply: VendorReply) -> bool:
    """A sum above the agreed one is a raise, whatever the words around it say.

    On site minor repair is authorised up to the ceiling; on the road only the visit.
    """
    if reply.intent in ("raise", "suspicious") or reply.prepay or reply.has_link:
        return True
    agreed = job.price_kzt if job.state == "authorised" else job.ceiling_kzt
    return reply.price_kzt is not None and reply.price_kzt[1] > agreed


def _hear_on_the_way(case: Case, job: Job, turn: VendorSaid) -> None:
    """What is neither arrival nor end: a delay, or news that is clearer on site."""
    reply = turn.reply
    if job.state == "arrived" and (reply.price_kzt or reply.intent not in SMALL_TALK):
        job.asked_kzt = reply.price_kzt[1] if reply.price_kzt else job.asked_kzt
        ask_on_site(case)  # what it means is seen better on site
    elif reply.eta_min is not None and job.state == "authorised":
        _delayed(case, job, turn.at + timedelta(minutes=reply.eta_min[1]))


def _arrived(case: Case, job: Job) -> None:
    if job.state != "authorised":
        return
    job.state = "arrived"
    case.desk.timers.cancel(case.incident.id, f"arrival/{job.vendor}")
    outreach(case, job.vendor, "arrived", "arrived", by=(job.vendor, None))
    settle_promises(case, "vendor_arrives", "kept")
    usual = case.playbook.repair_min if case.playbook else case.desk.patience.work_min
    case.wake_in(f"work/{job.vendor}", usual)
    case.wake_in(f"work_most/{job.vendor}", case.desk.patience.work_min)


def ask_on_site(case: Case) -> None:
    """Ask the shift whether it is mended already; not again before they answered."""
    shift, book, asked = case.shift(), case.playbook, case.incident.question
    if shift is None or book is None or book.confirm is None:
        return
    steps = case.incident.steps.values()
    times = sum(1 for s in steps if s.kind == "ask_shift" and "/visit-" in s.key)
    waits = asked is not None and asked.after_repair and asked.answer is None
    if not waits and times < MOST_LOOKS:
        want(case, "ask_shift", shift.ref, f"visit-{times + 1}/{book.confirm}")


def _delayed(case: Case, job: Job, later: datetime) -> None:
    """A vendor announces a delay: once it is waited for, and the clients hear of it."""
    grace = timedelta(minutes=case.desk.patience.arrival_grace_min)
    if later <= job.eta_by + grace or job.late:
        return
    if later > job.eta_by + LATEST:
        drop(case, job, "cancelled", "time")
        return
    job.eta_by, job.late = later, True
    quote = case.incident.quotes[job.vendor]
    minutes = int((later - case.desk.now).total_seconds() // 60)
    quote.eta_min = (minutes, minutes)
    outreach(case, job.vendor, "agreed", "time", by=(job.vendor, None))
    settle_promises(case, "vendor_arrives", "broken")
    expect(case, job)


def mended(case: Case, job: Job) -> None:
    """The shift sees that it is mended, though the vendor has not said so."""
    _done(case, job, (job.asked_kzt, job.asked_kzt) if job.asked_kzt else None)


def _done(case: Case, job: Job, price: tuple[int, int] | None) -> None:
    """The work is reported done; on site somebody still has to confirm it."""
    job.state = "done"
    _stop_waiting(case, job)
    said = price[1] if price else job.price_kzt
    commit(case, job, min(said, job.ceiling_kzt))
    outreach(case, job.vendor, "done", "done", by=(job.vendor, None))
    settle_promises(case, "vendor_arrives", "kept")
    case.incident.repaired_at = case.desk.now
    if said > job.ceiling_kzt:
        tell_once(
            case,
            "owner.bill_above_ceiling",
            {"asked_kzt": said, "ceiling_kzt": job.ceiling_kzt},
        )
    count_job(case, job.vendor, done=True)


def _stop_waiting(case: Case, job: Job) -> None:
    for name in ("arrival", "work", "work_most"):
        case.desk.timers.cancel(case.incident.id, f"{name}/{job.vendor}")


def reserves_of(case: Case, job: Job) -> list[str]:
    """Name the open reserves of a job: the first sum, and an agreed raise."""
    open_ones = case.incident.ledger.open_references
    return [r for r in (job.reference, f"{job.reference}/raise") if r in open_ones]


def commit(case: Case, job: Job, sum_kzt: int) -> None:
    """Commit the sum over the job's reserves; what is left of them is free again."""
    for reference in reserves_of(case, job):
        held = case.incident.ledger.holdings[reference].amount_kzt
        part = min(sum_kzt, held)
        ledger = case.incident.ledger
        case.post(ledger.commit(reference, part) if part else ledger.release(reference))
        sum_kzt -= part


def _raised(case: Case, job: Job, turn: VendorSaid) -> None:
    """More money or another scope after the agreement.

    On the road, the next candidate is engaged; at the door the owner is asked, and
    silence means no.
    """
    if job.state == "raised":
        return
    asked = turn.reply.price_kzt
    job.asked_kzt = asked[1] if asked else None
    outreach(case, job.vendor, "raised", "wants_more", by=(job.vendor, None))
    if job.state == "authorised" or asked is None:
        drop(case, job, "cancelled", "raised_before_arrival")
        return
    job.state = "raised"
    step = f"cancel_job/{job.reference}/wait"
    saying = Saying(step, "vendor.wait_for_owner", job_args(case, job), "courtesy")
    announce(case, case.person(job.vendor), saying, "cancel_job")
    tag = job.reference.removeprefix(f"authorise_job/{job.vendor}").lstrip("/")
    want(case, "authorise_job", job.vendor, "/".join(p for p in (tag, "raise") if p))


def no_show(case: Case, vendor: str) -> None:
    """The promised time has passed and nobody came: end it and take the next."""
    job = case.incident.jobs.get(vendor)
    if case.incident.standing.taken_over:
        return
    if job is None or job.state != "authorised":
        return
    if job.late or not _spoke_lately(job):
        drop(case, job, "no_show", "not_arrived")
        return
    job.late = True  # they wrote just now: before they are sent away, look on site
    ask_on_site(case)
    more = case.desk.now + timedelta(minutes=LOOK_MIN)
    case.desk.timers.set(case.incident.id, f"arrival/{vendor}", more)


def _spoke_lately(job: Job) -> bool:
    near = job.eta_by - timedelta(minutes=LOOK_MIN)
    return job.spoke_at is not None and job.spoke_at >= near


def stop_jobs(case: Case) -> None:
    """The owner stopped everything: who is on the way is told so, politely."""
    for job in case.incident.jobs.values():
        if job.is_live:
            drop(case, job, "cancelled", "owner_stopped")


BLAMELESS = ("owner_stopped", "vendor_cancels", "unreachable")
"""Ends that do not count against a vendor."""


def drop(case: Case, job: Job, state: str, why: str, actor: str = "autopilot") -> None:
    """End a job that will not be done: the money is free again, the vendor is told."""
    job.state = state
    _stop_waiting(case, job)
    for reference in reserves_of(case, job):
        case.post(case.incident.ledger.release(reference))
    settle_promises(case, "vendor_arrives", "broken")
    quote = case.incident.quotes[job.vendor]
    quote.state, quote.why = "out", why
    outreach(case, job.vendor, state, why, by=(actor, None))
    if why != "unreachable":
        step = f"cancel_job/{job.reference}/{state}"
        saying = Saying(step, "vendor.cancel", job_args(case, job), "courtesy")
        announce(case, case.person(job.vendor), saying, "cancel_job")
    if why not in BLAMELESS:
        count_job(case, job.vendor, done=False)


def count_job(case: Case, ref: str, *, done: bool) -> None:
    """Remember on the bench how a job went."""
    vendors = case.desk.people.vendors(case.incident.org)
    vendor = next(v for v in vendors if v.ref == ref)
    case.desk.people.save_vendor(case.incident.org, with_job(vendor, done=done))
