"""Look for who can come: the bench first, inside the owner's bounds, the best three."""

from decimal import Decimal
from typing import TypedDict

from sondir.domain.incident import Incident, Quote, StepState
from sondir.domain.people import Vendor
from sondir.domain.step import ProposedStep, StepKind
from sondir.stages.source_vendor import Candidate, Search, search, seen_from
from sondir.workflows.acts import want
from sondir.workflows.case import Case

AGAIN_MIN = 10
"""How soon vendors who are busy with another crisis are looked at again."""


def propose_search(case: Case, step: StepState) -> ProposedStep:
    """Looking for candidates costs nothing."""
    return ProposedStep(step.key, StepKind.SEARCH_VENDOR)


def search_vendor(case: Case, step: StepState, _: ProposedStep) -> None:
    """Shortlist three within the owner's bounds, and want an offer of each."""
    incident, desk = case.incident, case.desk
    trade = case.playbook.trade if case.playbook and case.playbook.trade else ""
    bench = [v for v in desk.people.vendors(incident.org) if _within(case, v)]
    busy = busy_elsewhere(case)
    found = search(bench, trade, case.branch, desk.now, {*incident.quotes, *busy})
    _record_search(case, step, found)
    if not found.shortlist:
        incident.search_exhausted = True
        if busy:
            case.wake_in("search_again", AGAIN_MIN)
        return
    for candidate in found.shortlist:
        ref = candidate.vendor.ref
        rank = round(candidate.score * 100)
        incident.quotes[ref] = Quote(ref, rank=rank, says="vendor.request")
        want(case, "request_offer", ref)


def busy_elsewhere(case: Case) -> set[str]:
    """Name the vendors who talk with us about another crisis just now.

    What they write could not be told apart; they are asked when they are free.
    """
    return {
        quote.vendor
        for other in case.desk.incidents.open_in(case.incident.org)
        if other.id != case.incident.id
        for quote in other.quotes.values()
        if quote.is_waiting
        or quote.state in ("offered", "chosen")
        or _works(other, quote)
    }


def _works(incident: Incident, quote: Quote) -> bool:
    job = incident.jobs.get(quote.vendor)
    return job is not None and job.is_live


def search_again(case: Case) -> None:
    """Somebody who was busy with another crisis may be free now."""
    case.incident.search_exhausted = False


def _within(case: Case, vendor: Vendor) -> bool:
    """Keep to vendors who may be asked at all: minimums, distance, their consent."""
    limits = case.corridor.vendor
    near = seen_from(vendor, case.branch).distance_km <= limits.max_km
    good = vendor.rating is not None and Decimal(vendor.rating) >= limits.min_rating
    proven = vendor.known or vendor.reviews >= limits.min_reviews
    return near and vendor.opt_in and (good or vendor.known) and proven


def _record_search(case: Case, step: StepState, found: Search) -> None:
    limits = case.corridor.vendor
    case.record(
        "VENDOR_SEARCH",
        {
            "trade": found.trade,
            "filters": {
                "max_km": int(limits.max_km),
                "min_rating": str(limits.min_rating),
                "min_reviews": limits.min_reviews,
                "open_now": True,
            },
            "found": found.found,
            "shortlist": [_line(c) for c in found.shortlist],
        },
        step=step.key,
    )


def _line(candidate: Candidate) -> dict[str, object]:
    vendor = candidate.vendor
    return {
        "vendor": vendor.ref,
        "source": vendor.source,
        "known": vendor.known,
        "rating": vendor.rating,
        "reviews": vendor.reviews,
        "distance_km": candidate.distance_km,
        "eta_min": candidate.eta_min,
        "signs": list(candidate.signs),
    }


class VendorFacts(TypedDict):
    """What the corridor asks about whom we deal with (domain/step.py)."""

    vendor_known: bool
    vendor_rating: Decimal | None
    vendor_reviews: int
    distance_km: Decimal
    injury: bool
    legal_threat: bool
    shares_personal_data: bool


def vendor_facts(case: Case, ref: str) -> VendorFacts:
    """Collect what the corridor asks about a vendor."""
    vendors = case.desk.people.vendors(case.incident.org)
    vendor = next(v for v in vendors if v.ref == ref)
    candidate = seen_from(vendor, case.branch)
    return {
        "vendor_known": vendor.known,
        "vendor_rating": Decimal(vendor.rating) if vendor.rating else None,
        "vendor_reviews": vendor.reviews,
        "distance_km": Decimal(candidate.distance_km),
        "injury": case.playbook is None or case.playbook.human_only,
        "legal_threat": False,  # a client's threat is met by a person, not by heat
        "shares_personal_data": False,  # a vendor's phrases have no client in them
    }
