"""What a vendor's message means, decided by the first rule that fits.

The order is the meaning: money asked in advance outweighs any promise; an advert or
an auto-reply promises nothing; a refusal with another time or price is a counter.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from sondir.adapters.reader.replies import vendor_phrases as said
from sondir.adapters.reader.replies.eta import Arrival


@dataclass(frozen=True, slots=True)
class Clues:
    """What was found in one message before its intent is decided."""

    words: str
    unpriced: str  # the words with "сумма" for each sum of money
    arrives: Arrival | None
    price: tuple[int, int] | None
    prepay: str | None
    link: bool
    code: bool
    paid_after: bool
    haggles: bool  # a sum is named as too little
    heard: dict[int, re.Match[str] | None] = field(default_factory=dict, compare=False)

    def hears(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Search the words for *pattern*, once: rules and model ask the same."""
        key = id(pattern)
        if key not in self.heard:
            self.heard[key] = pattern.search(self.words)
        return self.heard[key]

    @property
    def offers(self) -> bool:
        """A time or a price is named."""
        return self.arrives is not None or self.price is not None


NOTHING_SAID = "nothing said"
"""The reason given when no rule fits."""

Rule = Callable[[Clues], str | None]


def _found(pattern: re.Pattern[str], clues: Clues) -> str | None:
    match = clues.hears(pattern)
    return match.group().strip() or "?" if match else None


def _spam(clues: Clues) -> str | None:
    promised = clues.hears(said.WILLING) or clues.prepay
    return None if promised else _found(said.SPAM, clues)


def _out_of_office(clues: Clues) -> str | None:
    return _found(said.OUT_OF_OFFICE, clues)


def _suspicious(clues: Clues) -> str | None:
    if clues.prepay:
        return clues.prepay
    return "link" if clues.link else "code" if clues.code else None


def _arrived(clues: Clues) -> str | None:
    if clues.arrives and not re.search(r"на месте|приехал|подъехал", clues.words):
        return None
    return None if clues.price else _found(said.ARRIVED, clues)


def _cancel(clues: Clues) -> str | None:
    found = _found(said.CANCEL, clues)
    return None if clues.arrives and clues.arrives.later else found


def _failed(clues: Clues) -> str | None:
    return _found(said.FAILED, clues)


def _raise(clues: Clues) -> str | None:
    if _found(said.ON_SITE_REFUSAL, clues):
        return "more work"
    return _found(said.RAISE, clues) if not clues.arrives else None


def _done(clues: Clues) -> str | None:
    asks = clues.words.endswith("?")
    return None if clues.arrives or asks else _found(said.DONE, clues)


def _callback(clues: Clues) -> str | None:
    if clues.price or (clues.arrives and clues.arrives.later):
        return None
    if clues.arrives and clues.hears(said.WILLING):
        return None
    return _found(said.CALLBACK, clues)


def _counter(clues: Clues) -> str | None:
    if clues.arrives and clues.arrives.later:
        return clues.arrives.why
    if clues.haggles:
        return "refuses a sum"
    return _found(said.CONDITION, clues)


def _decline(clues: Clues) -> str | None:
    if clues.offers:
        return None
    return _found(said.DECLINE, clues)


def _accept(clues: Clues) -> str | None:
    return "names a time or a price" if clues.offers else None


def _question(clues: Clues) -> str | None:
    return _found(said.QUESTION, clues)


def _willing(clues: Clues) -> str | None:
    return _found(said.WILLING, clues)


def _ack(clues: Clues) -> str | None:
    return _found(said.ACK, clues)


_ORDER: tuple[tuple[str, Rule], ...] = (
    ("spam", _spam),
    ("out_of_office", _out_of_office),
    ("suspicious", _suspicious),
    ("raise", _failed),
    ("cancel", _cancel),
    ("arrived", _arrived),
    ("raise", _raise),
    ("done", _done),
    ("ack", _callback),
    ("decline", _decline),
    ("counter", _counter),
    ("accept", _accept),
    ("question", _question),
    ("accept", _willing),
    ("ack", _ack),
)


def intent_of(clues: Clues) -> tuple[str, str]:
    """Return the intent and the words or rule that decided it."""
    for intent, rule in _ORDER:
        if why := rule(clues):
            return intent, why
    return "ack", NOTHING_SAID
