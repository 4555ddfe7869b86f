"""Which vendor may be asked and engaged alone.

Ratings are a matter of who is asked; arrival, prepayment, receipt and terms are
known only once the vendor has answered, so they are checked before the job is
authorised.
"""

from sondir.domain.limits.answer import Objection
from sondir.domain.limits.case import Case
from sondir.domain.step import Act, StepKind


def min_rating(case: Case) -> Objection | None:
    """Ask below `vendor.min_rating`; our own vendor needs no public rating."""
    if case.act is not Act.VENDOR:
        return None
    rating, least = case.facts.vendor_rating, case.corridor.vendor.min_rating
    if rating is None:
        if case.facts.vendor_known:
            return None
        return case.ask_fact("vendor.min_rating", "vendor_rating")
    if rating >= least:
        return None
    code = "limit.vendor.min_rating"
    return case.ask("vendor.min_rating", code, rating=str(rating), limit=str(least))


def min_reviews(case: Case) -> Objection | None:
    """Ask where few reviews stand behind a rating; own jobs are better proof."""
    if case.act is not Act.VENDOR or case.facts.vendor_known:
        return None
    reviews, least = case.facts.vendor_reviews, case.corridor.vendor.min_reviews
    if reviews is None:
        return case.ask_fact("vendor.min_reviews", "vendor_reviews")
    if reviews >= least:
        return None
    code = "limit.vendor.min_reviews"
    return case.ask("vendor.min_reviews", code, reviews=reviews, limit=least)


def max_km(case: Case) -> Objection | None:
    """Ask for a vendor farther away than `vendor.max_km`."""
    if case.act is not Act.VENDOR:
        return None
    distance, most = case.facts.distance_km, case.corridor.vendor.max_km
    if distance is None:
        return case.ask_fact("vendor.max_km", "distance_km")
    if distance <= most:
        return None
    return case.ask(
        "vendor.max_km", "limit.vendor.max_km", km=str(distance), limit=str(most)
    )


def max_eta(case: Case) -> Objection | None:
    """Ask where the vendor comes later than `vendor.max_eta_min`."""
    if case.step.kind is not StepKind.AUTHORISE_JOB:
        return None
    eta, most = case.facts.eta_min, case.corridor.vendor.max_eta_min
    if eta is None:
        return case.ask_fact("vendor.max_eta_min", "eta_min")
    if eta <= most:
        return None
    code = "limit.vendor.max_eta_min"
    return case.ask("vendor.max_eta_min", code, eta_min=eta, limit=most)


def prepayment(case: Case) -> Objection | None:
    """Ask where money is wanted before the visit."""
    if case.step.kind is not StepKind.AUTHORISE_JOB:
        return None
    if case.corridor.vendor.prepayment or case.facts.prepayment is False:
        return None
    if case.facts.prepayment is None:
        return case.ask_fact("vendor.prepayment", "prepayment")
    return case.ask("vendor.prepayment", "limit.vendor.prepayment")


def receipt(case: Case) -> Objection | None:
    """Ask where no receipt will be given."""
    if case.step.kind is not StepKind.AUTHORISE_JOB:
        return None
    if not case.corridor.vendor.receipt or case.facts.receipt:
        return None
    if case.facts.receipt is None:
        return case.ask_fact("vendor.receipt", "receipt")
    return case.ask("vendor.receipt", "limit.vendor.receipt")


def no_link(case: Case) -> Objection | None:
    """Ask where the vendor sent a link or asked for a code: a sign of fraud."""
    if case.step.kind is not StepKind.AUTHORISE_JOB or case.facts.has_link is False:
        return None
    if case.facts.has_link is None:
        return case.ask_fact("vendor", "has_link")
    return case.ask("vendor", "limit.vendor.link")


def same_terms(case: Case) -> Objection | None:
    """Ask where price or scope changed after they were agreed."""
    if case.step.kind is not StepKind.AUTHORISE_JOB:
        return None
    if case.facts.terms_changed is False:
        return None
    if case.facts.terms_changed is None:
        return case.ask_fact("vendor", "terms_changed")
    return case.ask("vendor", "limit.vendor.terms_changed")
