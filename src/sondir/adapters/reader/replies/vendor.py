"""A vendor's message read: when, for how much, on which terms, and what he means."""

from datetime import datetime

from sondir.adapters.reader.replies.eta import Arrival, arrival
from sondir.adapters.reader.replies.folded import fold
from sondir.adapters.reader.replies.masks import LONGEST_READ, mask_raw, mask_units
from sondir.adapters.reader.replies.numerals import slang_sums, with_digits
from sondir.adapters.reader.replies.price import price, sums, without_sums
from sondir.adapters.reader.replies.terms import (
    asks_code,
    asks_prepayment,
    has_link,
    leaves_price_open,
    pays_after,
    refuses_receipt,
    speaks_of_danger,
    speaks_of_money,
)
from sondir.adapters.reader.replies.vendor_intent import Clues
from sondir.adapters.reader.replies.vendor_model import weighed
from sondir.domain.reading import Reason, VendorReply
from sondir.domain.untrusted import UntrustedText

_SILENT_ON_TIME = frozenset(
    [
        "decline",
        "question",
        "ack",
        "out_of_office",
        "spam",
        "arrived",
        "done",
        "raise",
        "cancel",
    ]
)
_SILENT_ON_PRICE = frozenset(
    ["decline", "ack", "out_of_office", "spam", "arrived", "cancel"]
)
_ENDS = frozenset(["decline", "cancel"])
_CUT = "too long to be taken for a refusal"
"""What stands behind the letters that are read may be an offer."""


def read_vendor_reply(text: UntrustedText, written_at: datetime) -> VendorReply:
    """Return what a vendor's message says; *written_at* is an aware moment.

    Never raises on any text: what says nothing is an ``ack``.
    """
    clues = clues_of(prepared(text.written), written_at)
    intent, rule = weighed(clues)
    if intent in _ENDS and len(text.written) > LONGEST_READ:
        intent, rule = "ack", _CUT
    return VendorReply(
        intent=intent,
        eta_min=_minutes(clues.arrives) if intent not in _SILENT_ON_TIME else None,
        price_kzt=clues.price if intent not in _SILENT_ON_PRICE else None,
        prepay=_prepay(clues, intent),
        has_link=clues.link,
        no_receipt=refuses_receipt(clues.words),
        open_ended_price=leaves_price_open(clues.words),
        safety=speaks_of_danger(clues.words),
        why=_why(clues, intent, rule),
    )


def clues_of(words: str, written_at: datetime) -> Clues:
    """Read time, price and terms from *words* (prepared)."""
    amounts = sums(words)
    return Clues(
        words,
        without_sums(words, amounts, " сумма "),
        arrival(without_sums(words, amounts), written_at),
        price(words, amounts),
        asks_prepayment(words),
        has_link(words),
        asks_code(words),
        pays_after(words),
        any(amount.role == "refused" for amount in amounts),
    )


def _prepay(clues: Clues, intent: str) -> bool:
    """Money before the visit: said outright, or suspicious for no other cause."""
    if intent in {"spam", "out_of_office"}:
        return False
    if intent != "suspicious" or clues.link or clues.code:
        return clues.prepay is not None
    named = clues.price is not None or speaks_of_money(clues.words)
    return clues.prepay is not None or named


def prepared(written: str) -> str:
    """Return *written* folded, numbers as digits, look-alikes of sums masked.

    >>> prepared("8 777 123 45 67, жеті мың")
    'номертел , 7 мын'
    """
    return mask_units(slang_sums(with_digits(fold(mask_raw(written))))).strip()


def _minutes(arrives: Arrival | None) -> tuple[int, int] | None:
    return (arrives.low, arrives.high) if arrives else None


def _why(clues: Clues, intent: str, rule: str) -> tuple[Reason, ...]:
    reasons = [Reason(rule, f"intent {intent}", 1.0)]
    if clues.arrives:
        low, high = clues.arrives.low, clues.arrives.high
        reasons.append(Reason(clues.arrives.why, f"arrives in {low}-{high} min", 1.0))
    if clues.price:
        reasons.append(Reason("sum", f"price {clues.price[0]}-{clues.price[1]}", 1.0))
    if clues.prepay:
        reasons.append(Reason(clues.prepay, "prepayment", 1.0))
    return tuple(reasons)
