"""Where we stand with a vendor: the journal's word for it, and what phrases need."""

from sondir.domain.incident import Job, Quote
from sondir.domain.journal import moment
from sondir.domain.organisation import local
from sondir.ports.phrasebook import Args
from sondir.workflows.case import Case


def outreach(
    case: Case,
    vendor: str,
    state: str,
    why: str,
    by: tuple[str, str | None] = ("autopilot", None),
) -> None:
    """Write down where we stand with a vendor; terms from the authorisation on.

    *by* is (who ended it, the step that said so).
    """
    job = case.incident.jobs.get(vendor)
    quote = case.incident.quotes.get(vendor)
    case.record(
        "WHATSAPP_OUTREACH",
        {
            "vendor": vendor,
            "channel": "whatsapp",
            "state": state,
            "why": {"code": f"outreach.{why}", "args": {}},
            "terms": _terms(quote, job),
        },
        step=by[1],
        actor=by[0],
    )


def _terms(quote: Quote | None, job: Job | None) -> dict[str, object]:
    eta = quote.eta_min if quote else None
    price = quote.price_kzt if quote else None
    return {
        "eta_min": eta[1] if eta else None,
        "price_kzt": price[1] if price else None,
        "scope": job.scope if job else None,
        "ceiling_kzt": job.ceiling_kzt if job else None,
        "valid_until": moment(job.valid_until) if job else None,
    }


def job_args(case: Case, job: Job) -> Args:
    """Fill every phrase about a job: where, what, how much, until when, the code."""
    return {
        "branch": case.branch.name,
        "scope": job.scope,
        "price_kzt": job.price_kzt,
        "ceiling_kzt": job.ceiling_kzt,
        "arrives": f"{local(job.eta_by):%H:%M}",
        "valid_until": f"{local(job.valid_until):%H:%M}",
        "code": job.code,
    }
