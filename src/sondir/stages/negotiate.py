"""Read a vendor's offer against the terms and say what comes next.

Pure: the reader has turned the words into facts; what a vendor writes can choose
among our moves, and never changes a limit, a price or a recipient.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sondir.domain.incident import Quote
from sondir.domain.reading import VendorReply


@dataclass(frozen=True, slots=True)
class Terms:
    """What may be agreed without asking: KZT for call-out and diagnostics, minutes."""

    most_kzt: int
    most_min: int
    prepayment: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """Our next move. *state* is the journal's word for where the offer stands."""

    move: str  # accept clarify counter wait drop escalate
    state: str  # asked clarify countered declined escalated
    why: str


def read_offer(quote: Quote, reply: VendorReply, terms: Terms) -> Move:
    """Judge what the vendor has offered so far, this *reply* included.

    >>> q = Quote("vendor:1", state="asked")
    >>> r = VendorReply("accept", (60, 60), (5000, 5000))
    >>> read_offer(q, r, Terms(30_000, 90)).move
    'accept'
    """
    suspicious = _suspicion(reply, terms)
    if suspicious:
        return Move("escalate", "escalated", suspicious)
    if reply.intent in ("decline", "cancel"):
        return Move("drop", "declined", "vendor_declines")
    if reply.intent in ("ack", "out_of_office", "spam"):
        return Move("wait", "asked", reply.intent)
    return _weigh(quote, reply, terms)


def _suspicion(reply: VendorReply, terms: Terms) -> str | None:
    if reply.safety:
        return "safety"
    if reply.has_link:
        return "link_or_code"
    if reply.prepay and not terms.prepayment:
        return "prepayment"
    if reply.intent == "suspicious":
        return "link_or_code"
    if reply.no_receipt:
        return "no_receipt"
    return None


def _weigh(quote: Quote, reply: VendorReply, terms: Terms) -> Move:
    eta = reply.eta_min or quote.eta_min
    price = reply.price_kzt or quote.price_kzt
    if eta is None or price is None or reply.intent == "question":
        if quote.clarified:
            return Move("wait", "clarify", "still_unclear")
        return Move("clarify", "clarify", _missing(eta, price))
    outside = _outside(eta, price, terms, open_ended=reply.open_ended_price)
    if outside is None:
        return Move("accept", "asked", "within_terms")
    if not quote.countered and _is_worth_haggling(price[1], terms):
        return Move("counter", "countered", outside)
    return Move("escalate", "escalated", outside)


def _is_worth_haggling(price_kzt: int, terms: Terms) -> bool:
    """Nobody comes for less than half of what they ask: that is for the owner."""
    return terms.most_kzt * 2 >= price_kzt and terms.most_kzt > 0


def _missing(eta: tuple[int, int] | None, price: tuple[int, int] | None) -> str:
    if eta is None:
        return "time_and_price" if price is None else "time"
    return "price"


def _outside(
    eta: tuple[int, int], price: tuple[int, int], terms: Terms, *, open_ended: bool
) -> str | None:
    """Name what is outside the terms; limits themselves are still inside."""
    if open_ended:
        return "no_ceiling"
    if price[1] > terms.most_kzt:
        return "price"
    return "time" if eta[1] > terms.most_min else None


def best(offers: Iterable[Quote], ranks: Mapping[str, float]) -> Quote | None:
    """Choose among complete offers: rank of the search, then time, then price.

    A point of the search's score weighs as much as 20 minutes or 2000 KZT. None
    where no offer names both a time and a price.
    """
    good = [q for q in offers if q.eta_min is not None and q.price_kzt is not None]

    def worth(quote: Quote) -> tuple[float, str]:
        eta = quote.eta_min or (0, 0)
        price = quote.price_kzt or (0, 0)
        points = ranks.get(quote.vendor, 0.0) - eta[1] / 20 - price[1] / 2000
        return (-points, quote.vendor)

    return min(good, key=worth, default=None)
