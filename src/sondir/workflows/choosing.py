"""Choose among the offers: visible criteria, and why not the others."""

from collections.abc import Sequence
from decimal import Decimal

from sondir.domain.incident import Quote
from sondir.stages.negotiate import best
from sondir.workflows.acts import want
from sondir.workflows.case import Case


def may_choose(case: Case) -> bool:
    """Choose when all have answered, or when the time for offers is over."""
    incident = case.incident
    pending = incident.question is not None and incident.question.answer is None
    if pending and Decimal(incident.cause_p) < case.corridor.money_needs_p:
        return False  # the shift may still settle it; money waits
    waiting = any(q.is_waiting for q in incident.quotes.values())
    return not waiting or "offers" in incident.rung


def choose(case: Case, among: Sequence[Quote] = ()) -> None:
    """Settle on one offer and want its authorisation.

    *among* are offers beyond the terms, for the owner to accept or not; without them
    the acceptable ones are compared.
    """
    quotes = list(case.incident.quotes.values())
    offers = list(among) or [q for q in quotes if q.state == "offered"]
    ranks = {q.vendor: q.rank / 100 for q in quotes}
    chosen = best(offers, ranks)
    if chosen is None:
        for quote in offers:
            quote.state = "out"
        return
    chosen.state = "chosen"
    rejected = [q for q in quotes if q is not chosen]
    case.record(
        "AGENT_DECISION",
        {
            "vendor": chosen.vendor,
            "criteria": _criteria(case, chosen),
            "why": {"code": "decision.best_offer", "args": {"of": len(offers)}},
            "rejected": [{"vendor": q.vendor, "why": _why_not(q)} for q in rejected],
        },
    )
    want(case, "authorise_job", chosen.vendor, _again(chosen))


def authorisation_of(quote: Quote) -> str:
    """Name the step that would authorise this offer."""
    parts = ("authorise_job", quote.vendor, _again(quote))
    return "/".join(part for part in parts if part)


def _again(quote: Quote) -> str:
    return f"again-{quote.times}" if quote.times else ""


def _criteria(case: Case, quote: Quote) -> dict[str, object]:
    vendors = case.desk.people.vendors(case.incident.org)
    vendor = next(v for v in vendors if v.ref == quote.vendor)
    price, eta = quote.price_kzt or (0, 0), quote.eta_min or (0, 0)
    return {
        "rating": vendor.rating,
        "reviews": vendor.reviews,
        "known": vendor.known,
        "eta_min": eta[1],
        "price_kzt": price[1],
        "reachable": True,
    }


def _why_not(quote: Quote) -> dict[str, object]:
    code = "rejected.lower_rank" if quote.state == "offered" else "rejected.no_offer"
    return {"code": code, "args": {"why": quote.why or quote.state}}
