"""Have it repaired: search, ask three at once, settle with one, never give up early.

Wants steps only. Which of them may be done, and when, is the corridor's business
(acts.py); what a vendor's words mean against the terms is offers.py, whom to take is
choosing.py.
"""

from datetime import timedelta
from decimal import Decimal

from sondir.domain.incident import Incident, Quote
from sondir.workflows.acts import want, withdraw
from sondir.workflows.case import Case
from sondir.workflows.choosing import authorisation_of, choose, may_choose
from sondir.workflows.diagnosing import rethink
from sondir.workflows.offers import SUSPICIOUS, thank
from sondir.workflows.own_repair import is_under_way
from sondir.workflows.owner import tell_once
from sondir.workflows.planned_works import is_just_over, was_explained
from sondir.workflows.searching import busy_elsewhere

STALE = timedelta(minutes=30)
"""An offer older than this is asked for again before it is accepted."""
MOST_TIMES = 2
"""How often a vendor whom we have let go is asked anew in one crisis."""


def needs_vendor(case: Case) -> bool:
    """Say whether a vendor is called: a cause that one can mend leads, p >= .5."""
    book, incident = case.playbook, case.incident
    if book is None or book.trade is None or incident.repaired_at is not None:
        return False
    if incident.permission == "observe" or incident.is_stopped:
        return False
    if incident.branch is None:
        return False  # a vendor mends one branch, never the whole city
    if is_under_way(case):
        return False  # the shift's own technician is at it
    leads = Decimal(incident.cause_p) >= Decimal("0.5")
    is_theirs = incident.cause in book.vendor_causes and leads
    return is_theirs and not was_explained(case)


def pursue_repair(case: Case) -> None:
    """Want whatever brings a vendor next, given where the offers stand."""
    if case.incident.is_stopped:
        return
    if is_just_over(case):
        rethink(case)  # what announced works made likely needs other reasons now
    if case.incident.engaged is not None or not needs_vendor(case):
        _let_go(case)
    elif not _is_settling(case):
        _refresh_stale(case)
        _seek(case)


def _let_go(case: Case) -> None:
    """Nobody else is needed: whoever was asked is thanked, politely."""
    withdraw(case, "request_offer", "search_vendor", "authorise_job")
    for quote in case.incident.quotes.values():
        if quote.is_waiting or quote.state in ("offered", "chosen"):
            thank(case, quote)


def _is_settling(case: Case) -> bool:
    """Say whether an authorisation waits; one that was refused ends its offer."""
    waits = False
    for step in list(case.incident.steps.values()):
        if step.kind != "authorise_job" or step.key.endswith("raise"):
            continue
        quote = case.incident.quotes[step.to or ""]
        if quote.state != "chosen" or step.key != authorisation_of(quote):
            step.state = "withdrawn" if step.is_open else step.state
        elif step.is_open:
            waits = True
        elif step.state == "refused":
            waits = _after_refusal(case, quote, step.limits) or waits
    return waits


def _after_refusal(case: Case, quote: Quote, limits: tuple[str, ...]) -> bool:
    """A refused offer is out; only a cause that is not sure yet is waited for."""
    unsure = "money_needs_p" in limits
    if unsure and not _is_old(case, quote):
        return True
    if unsure and quote.times < MOST_TIMES:
        _ask_again(case, quote)
    else:
        quote.state, quote.why = "out", limits[0] if limits else "refused"
    return False


def _is_old(case: Case, quote: Quote) -> bool:
    return quote.offered_at is not None and case.desk.now - quote.offered_at > STALE


def _refresh_stale(case: Case) -> None:
    """Offers do not keep: one older than half an hour is asked for again."""
    for quote in case.incident.quotes.values():
        if quote.state == "offered" and _is_old(case, quote):
            _ask_again(case, quote)


def _seek(case: Case) -> None:
    """Take an offer, else wait for one, else ask anew, else search, else the owner."""
    incident = case.incident
    _drop_refused_requests(case)
    quotes = list(incident.quotes.values())
    if any(q.state == "offered" for q in quotes):
        if may_choose(case):
            choose(case)
        return
    if any(q.is_waiting for q in quotes):
        return
    let_go = [q for q in quotes if q.state == "thanked" and q.times < MOST_TIMES]
    if let_go:
        for quote in let_go:
            _ask_again(case, quote)
    elif not incident.search_exhausted:
        want(case, "search_vendor", tag=f"round-{_rounds(incident) + 1}")
    else:
        _last_resort(case, quotes)


def _rounds(incident: Incident) -> int:
    return sum(1 for s in incident.steps.values() if s.kind == "search_vendor")


def _drop_refused_requests(case: Case) -> None:
    """Whoever may not be asked is out; no search helps where nobody may be asked."""
    incident = case.incident
    for step in incident.steps.values():
        if step.kind != "request_offer" or step.state != "refused":
            continue
        quote = incident.quotes[step.to or ""]
        if quote.is_waiting:
            limit = step.limits[0] if step.limits else "refused"
            quote.state, quote.why = "out", limit
            if not limit.startswith("vendor"):
                incident.search_exhausted = True


def _last_resort(case: Case, quotes: list[Quote]) -> None:
    """Ask the silent ones once more; then the owner may accept what we may not."""
    silent = [q for q in quotes if q.why == "no_answer" and q.times == 0]
    if silent:
        for quote in silent:
            _ask_again(case, quote)
        return
    beyond = [q for q in quotes if q.state == "beyond" and q.why not in SUSPICIOUS]
    if beyond:
        choose(case, beyond)
    elif case.playbook is not None and not busy_elsewhere(case):
        tell_once(case, "owner.nobody_found", {"trade": case.playbook.trade or ""})


def _ask_again(case: Case, quote: Quote) -> None:
    """Ask a vendor anew: what they offered before counts no longer."""
    quote.times += 1
    quote.state, quote.why = "shortlisted", None
    quote.asked_at = quote.offered_at = None
    quote.eta_min = quote.price_kzt = None
    quote.clarified = quote.countered = False
    quote.prepayment = quote.no_receipt = quote.has_link = False
    quote.says = "vendor.request_again"
    want(case, "request_offer", quote.vendor, f"again-{quote.times}")
