"""Who was written, in which language, what they received or why not; the vendors."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sondir.domain.incident import Letter
from sondir.web.showing.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One client of the incident; *why* is the code of the gift's reason."""

    name: str
    lang: str
    channel: str
    about: str
    state: str
    sent_at: datetime | None
    label: str | None
    gift: str | None
    gift_value: str | None
    gift_kzt: int
    compensated: bool
    why: dict[str, Any] | None
    with_person: bool


@dataclass(frozen=True, slots=True)
class VendorLine:
    """One candidate: what was offered and, where engaged, the terms we wrote down."""

    name: str
    state: str
    rating: str | None
    reviews: int
    known: bool
    eta_min: tuple[int, int] | None
    price_kzt: tuple[int, int] | None
    why: str | None
    signs: tuple[str, ...]
    ceiling_kzt: int | None = None
    eta_by: datetime | None = None
    valid_until: datetime | None = None
    code: str | None = None
    scope: str | None = None
    settled_kzt: int | None = None
    awaits_receipt: bool = False


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """A promise and what became of it."""

    to: str
    what: str
    due: datetime | None
    state: str
    overdue: bool


def letters_of(snapshot: Snapshot) -> list[LetterLine]:
    """List the clients of the incident in the order in which they wrote."""
    incident = snapshot.incident
    order = [w.client for w in incident.affected()]
    refs = [ref for ref in order if ref in incident.letters]
    refs += [ref for ref in incident.letters if ref not in order]
    return [_letter(snapshot, incident.letters[ref]) for ref in refs]


def _letter(snapshot: Snapshot, letter: Letter) -> LetterLine:
    ours = [m for m in snapshot.messages if m.head.to == letter.client]
    last = ours[-1] if ours else None
    state = letter.state if last is None or letter.state == "planned" else last.state
    return LetterLine(
        name=snapshot.name(letter.client),
        lang=last.head.lang if last else letter.lang,
        channel=last.outbound.channel if last else "",
        about=letter.about,
        state=state,
        sent_at=letter.sent_at,
        label=letter.label,
        gift=letter.gift,
        gift_value=letter.gift_value,
        gift_kzt=letter.gift_kzt,
        compensated=letter.compensated,
        why=_why(letter),
        with_person=letter.client in snapshot.incident.with_person,
    )


def _why(letter: Letter) -> dict[str, Any] | None:
    if not letter.gift_why:
        return None
    return {"code": f"compensation.{letter.gift_why}", "args": {}}


def vendors_of(snapshot: Snapshot) -> list[VendorLine]:
    """List the candidates, the engaged one first."""
    incident = snapshot.incident
    engaged = incident.engaged.vendor if incident.engaged else None
    refs = sorted(
        incident.quotes, key=lambda ref: (ref != engaged, ref not in incident.jobs)
    )
    return [_vendor(snapshot, ref) for ref in refs]


def _vendor(snapshot: Snapshot, ref: str) -> VendorLine:
    quote = snapshot.incident.quotes[ref]
    card = snapshot.vendors.get(ref)
    job = snapshot.incident.jobs.get(ref)
    signs = ("prepayment", "no_receipt", "has_link")
    line = {
        "name": card.name if card else ref,
        "state": job.state if job else quote.state,
        "rating": card.rating if card else None,
        "reviews": card.reviews if card else 0,
        "known": card.known if card else False,
        "eta_min": quote.eta_min,
        "price_kzt": quote.price_kzt,
        "why": quote.why,
        "signs": tuple(sign for sign in signs if getattr(quote, sign)),
    }
    if job is None:
        return VendorLine(**line)  # type: ignore[arg-type]
    return VendorLine(
        **line,  # type: ignore[arg-type]
        ceiling_kzt=job.ceiling_kzt,
        eta_by=job.eta_by,
        valid_until=job.valid_until,
        code=job.code,
        scope=job.scope,
        settled_kzt=job.settled_kzt,
        awaits_receipt=job.state == "done" and job.settled_kzt is None,
    )


def promises_of(snapshot: Snapshot) -> list[PromiseLine]:
    """List the promises, those still open first."""
    promises = sorted(
        snapshot.incident.promises.values(), key=lambda p: (p.state != "made", p.id)
    )
    return [
        PromiseLine(
            snapshot.name(p.to), p.what, p.due, p.state, p.is_overdue(snapshot.now)
        )
        for p in promises
    ]
