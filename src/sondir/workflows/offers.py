"""Ask vendors for offers, and take what they answer."""

from sondir.domain.incident import Quote, StepState
from sondir.domain.step import ProposedStep, Purpose, StepFacts, StepKind
from sondir.domain.turn import VendorSaid
from sondir.ports.phrasebook import Args
from sondir.stages.negotiate import Move, Terms, read_offer
from sondir.workflows.acts import want
from sondir.workflows.case import Case
from sondir.workflows.jobs import hear_engaged
from sondir.workflows.outreach import outreach
from sondir.workflows.owner import tell_once
from sondir.workflows.searching import vendor_facts
from sondir.workflows.speech import Saying, announce, cost_of, say

HEARD = ("asked", "clarify", "countered", "offered", "declined", "beyond")
SUSPICIOUS = ("link_or_code", "prepayment", "safety")
"""Why an offer is never put before the owner as something to accept."""


def propose_request(case: Case, step: StepState) -> ProposedStep:
    """Asking for an offer promises nothing; it may cost a message."""
    ref = step.to or ""
    vendor = case.person(ref)
    cost = cost_of(case, vendor)
    phrase = case.incident.quotes[ref].says
    approved = case.desk.phrasebook.is_approved(phrase, vendor.speaks)
    facts = StepFacts(**vendor_facts(case, ref), phrase_approved=approved)
    return ProposedStep(
        step.key,
        StepKind.REQUEST_OFFER,
        to=ref,
        cost_kzt=cost,
        purpose=Purpose.MESSAGES if cost else None,
        playbook=case.incident.playbook,
        facts=facts,
    )


def request_offer(case: Case, step: StepState, _: ProposedStep) -> None:
    """Say to one vendor what is to be said next: the question, or what is unclear."""
    quote = case.incident.quotes[step.to or ""]
    said = say(
        case,
        case.person(quote.vendor),
        Saying(step.key, quote.says, _args(case, quote)),
    )
    if said is None:
        quote.state, quote.why = "out", "unreachable"
        outreach(case, quote.vendor, "no_answer", "unreachable")
        return
    if quote.state == "shortlisted":
        quote.state, quote.asked_at = "asked", case.desk.now
        _collect_for_a_while(case)
    why = quote.why or "asked_for_offer"
    outreach(case, quote.vendor, quote.state, why, by=("autopilot", step.key))


def _collect_for_a_while(case: Case) -> None:
    """Offers are compared after some minutes; nobody is waited for much longer."""
    book, rung = case.playbook, case.incident.rung
    case.incident.rung = [name for name in rung if not name.startswith("offers")]
    case.wake_in("offers", book.offers_min if book else 5)
    case.wake_in("offers_most", case.desk.patience.offers_most_min)


def _args(case: Case, quote: Quote) -> Args:
    terms = terms_for(case, quote.vendor)
    return {
        "branch": case.branch.name,
        "trade": case.playbook.trade if case.playbook and case.playbook.trade else "",
        "most_kzt": terms.most_kzt,
        "most_min": terms.most_min,
    }


def hear_vendor_turn(case: Case, turn: VendorSaid) -> None:
    """Take a vendor's answer: about an offer, or about the job agreed with them."""
    quote = case.incident.quotes.get(turn.vendor)
    if quote is None:
        return
    job = case.incident.jobs.get(turn.vendor)
    if job is not None and job.is_live:
        hear_engaged(case, job, turn)
    elif quote.state in HEARD or quote.why == "no_answer":
        _hear_offer(case, quote, turn)


def _hear_offer(case: Case, quote: Quote, turn: VendorSaid) -> None:
    """Read an offer. Whoever answers late is heard, or thanked if another comes."""
    move = read_offer(quote, turn.reply, terms_for(case, turn.vendor))
    _note_terms(quote, turn)
    stopped = case.incident.is_stopped
    if stopped or (case.incident.engaged is not None and move.move != "drop"):
        if not stopped and quote.state != "thanked":
            thank(case, quote)
        return
    if move.move == "accept":
        quote.state, quote.why = "offered", None
    elif move.move in ("clarify", "counter"):
        _answer(case, quote, move)
    elif move.move == "drop":
        quote.state, quote.why = "declined", move.why
        outreach(case, quote.vendor, "declined", move.why, by=(quote.vendor, None))
    elif move.move == "escalate":
        _escalate(case, quote, move)


def _note_terms(quote: Quote, turn: VendorSaid) -> None:
    reply = turn.reply
    if reply.eta_min is not None or quote.offered_at is None:
        quote.offered_at = turn.at
    quote.eta_min = reply.eta_min or quote.eta_min
    quote.price_kzt = reply.price_kzt or quote.price_kzt
    quote.prepayment = quote.prepayment or reply.prepay
    quote.no_receipt = quote.no_receipt or reply.no_receipt
    quote.has_link = quote.has_link or reply.has_link


def _answer(case: Case, quote: Quote, move: Move) -> None:
    """Ask back or haggle, once each; it passes the corridor like every other step."""
    quote.clarified = quote.clarified or move.move == "clarify"
    quote.countered = quote.countered or move.move == "counter"
    quote.state, quote.why = move.state, move.why
    quote.says = f"vendor.{move.move}.{move.why}"
    want(case, "request_offer", quote.vendor, f"{move.move}-{quote.times}")


def terms_for(case: Case, ref: str) -> Terms:
    """Say what may be agreed with this vendor without asking the owner."""
    vendors = case.desk.people.vendors(case.incident.org)
    known = next((v.known for v in vendors if v.ref == ref), False)
    corridor = case.corridor
    most = corridor.job_kzt if known else corridor.job_new_vendor_kzt
    return Terms(
        most_kzt=min(most, case.room_kzt()),
        most_min=corridor.vendor.max_eta_min,
        prepayment=corridor.vendor.prepayment,
    )


def _escalate(case: Case, quote: Quote, move: Move) -> None:
    """Willing, but outside the limits or our terms: the owner may take it up."""
    if quote.state == "beyond":
        return
    quote.state, quote.why = "beyond", move.why
    outreach(case, quote.vendor, "escalated", move.why)
    price, eta = quote.price_kzt or (0, 0), quote.eta_min or (0, 0)
    tell_once(
        case,
        f"owner.vendor_outside.{move.why}",
        {"price_kzt": price[1], "eta_min": eta[1]},
    )


def thank(case: Case, quote: Quote) -> None:
    """Let a vendor go with thanks: another was taken, or nobody is needed."""
    was_asked = quote.asked_at is not None
    quote.state = "thanked"
    if was_asked:
        step = f"cancel_job/{quote.vendor}/thanks-{quote.times}"
        args: Args = {"branch": case.branch.name}
        saying = Saying(step, "vendor.thanks", args, "courtesy")
        announce(case, case.person(quote.vendor), saying, "cancel_job")


def offers_time_is_up(case: Case) -> None:
    """Who has not answered by now is out; the search goes on without them.

    Whoever named terms that we could not take, and is silent on ours, was willing:
    the owner hears of it. Where a person has taken over, offers are theirs.
    """
    if case.incident.is_stopped:
        return
    for quote in case.incident.quotes.values():
        if quote.state == "countered":
            _escalate(case, quote, Move("escalate", "escalated", quote.why or "price"))
        elif quote.state in ("asked", "clarify"):
            quote.state, quote.why = "out", "no_answer"
            outreach(case, quote.vendor, "no_answer", "no_answer")
