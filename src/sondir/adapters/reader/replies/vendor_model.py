"""The n-grams' opinion of a vendor's message, beside the rules' decision.

Where a time or a price is named the rules decide: they compute both. Where words
alone speak, the linear model weighs the rules that fired and the n-grams.
"""

import re

from sondir.adapters.reader.replies import vendor_phrases as said
from sondir.adapters.reader.replies.linear import stored
from sondir.adapters.reader.replies.vendor_intent import Clues, intent_of

_PATTERNS = {
    "spam": said.SPAM,
    "out_of_office": said.OUT_OF_OFFICE,
    "arrived": said.ARRIVED,
    "cancel": said.CANCEL,
    "raise": said.RAISE,
    "done": said.DONE,
    "callback": said.CALLBACK,
    "decline": said.DECLINE,
    "condition": said.CONDITION,
    "question": said.QUESTION,
    "willing": said.WILLING,
    "ack": said.ACK,
}
_AGAINST = [rule for name, rule in _PATTERNS.items() if name not in {"willing", "ack"}]
_INTENTS = (
    "accept counter decline question ack out_of_office spam suspicious arrived done "
    "raise cancel"
)
_CHAIN = tuple(f"chain {intent}" for intent in _INTENTS.split())
RULES = (*_PATTERNS, *_CHAIN, "time", "later", "price", "prepay", "after", "link", "?")
"""Everything the model may see of the rules."""

PRIORITY = (
    "suspicious", "cancel", "raise", "done", "arrived", "counter", "accept", "decline",
    "question", "out_of_office", "spam", "ack",
)  # fmt: skip
"""Of two intents in one message the earlier one is the message's."""
_DIGITS = re.compile(r"\d+")
_LETTER = re.compile(r"[а-я\d]")
_FEW = 48
"""Characters within which a message may say one thing only."""
_AFTER_AGREEMENT = frozenset(["arrived", "done", "raise", "cancel"])
_ENDS = frozenset(["decline", "cancel"])
_ENOUGH_FOR_SUSPICION = 0.6
_ENOUGH_FOR_ADVERT = 0.4  # a price of something else than a visit
_CERTAIN = 0.7
"""How sure the n-grams alone must be of a word that only follows an agreement."""
_OVERRULES = {
    "suspicious": 0.75,
    "spam": 0.7,
    "out_of_office": 0.9,
    "counter": 0.85,
    "question": 0.85,
    "cancel": 0.85,
}
"""How sure the model must be where a time or a price speaks for an offer."""
_OVERRULES_PRICE = {"done": 0.6, "raise": 0.7}


def shown(words: str) -> str:
    """Return *words* (sums already named) with all numbers made alike.

    >>> shown("выезд сумма , через 40 минут")
    'выезд сумма , через 0 минут'
    """
    return " ".join(_DIGITS.sub("0", words).split())


def fired(clues: Clues, intent: str) -> list[str]:
    """Return the names of the rules that fit; *intent* is the rules' decision."""
    found = [name for name, rule in _PATTERNS.items() if clues.hears(rule)]
    found.append(f"chain {intent}")
    facts = {
        "time": clues.arrives is not None,
        "later": clues.arrives is not None and clues.arrives.later,
        "price": clues.price is not None,
        "prepay": clues.prepay is not None,
        "after": clues.paid_after,
        "link": clues.link,
        "?": "?" in clues.words,
    }
    return found + [name for name, holds in facts.items() if holds]


def weighed(clues: Clues) -> tuple[str, str]:
    """Return the intent and the words or rule that decided it.

    Facts decide where there are some; words alone are the model's matter.
    """
    if not clues.words:
        return "ack", "no words"
    if plain := _says_only(clues):
        return plain, clues.words
    intent, why = intent_of(clues)
    if _settled(clues, intent):
        return intent, why
    judged = stored("vendor").judge(shown(clues.unpriced), fired(clues, intent))
    likeliest = _likeliest(clues, intent, judged.odds)
    enough = _needed(clues, intent, likeliest)
    if likeliest == intent or judged.odds[likeliest] < enough:
        return intent, why
    if likeliest in _ENDS and (intent == "decline" or not _refuses(clues)):
        return intent, why  # without an agreement there is nothing to cancel
    return likeliest, judged.strongest(likeliest)


def _settled(clues: Clues, intent: str) -> bool:
    """Say whether the rules' decision needs no second look."""
    if intent == "raise":
        return clues.hears(said.FAILED) is not None
    if intent == "suspicious":
        return _sure(clues)
    return intent == "accept" and _offers_only(clues)


def _refuses(clues: Clues) -> bool:
    """Say whether a word of refusal stands there: n-grams alone send nobody away."""
    return any(clues.hears(rule) for rule in (said.DECLINE, said.CANCEL, said.REFUSING))


def _offers_only(clues: Clues) -> bool:
    """Say whether a visit is offered and no rule hears anything else."""
    if clues.arrives is None or not clues.hears(said.WILLING):
        return False
    return not any(clues.hears(rule) for rule in _AGAINST) and "?" not in clues.words


def _says_only(clues: Clues) -> str | None:
    """Name the intent of a message of nothing but nods, greetings or "I come"."""
    if clues.offers or len(clues.words) > _FEW or "?" in clues.words:
        return None
    rest = said.NOD.sub("", clues.words)
    if not _LETTER.search(rest):
        return "ack"
    willing = said.WILLING.sub("", rest)
    return None if _LETTER.search(willing) else "accept"


def _likeliest(clues: Clues, intent: str, odds: dict[str, float]) -> str:
    """Return the likeliest intent that the facts do not rule out."""

    def fits(label: str) -> bool:
        if label == "suspicious":
            return not clues.paid_after and odds[label] >= _ENOUGH_FOR_SUSPICION
        is_early = label in _AFTER_AGREEMENT and label != intent
        return not is_early or odds[label] >= _CERTAIN

    return max(filter(fits, odds), key=lambda label: odds[label])


def _needed(clues: Clues, intent: str, likeliest: str) -> float:
    """Return how sure the model must be to speak against the rules."""
    if clues.price and not clues.arrives and likeliest in _OVERRULES_PRICE:
        return _OVERRULES_PRICE[likeliest]
    is_visit = clues.arrives is not None or clues.hears(said.VISIT)
    if likeliest == "spam" and not is_visit:
        return _ENOUGH_FOR_ADVERT
    if clues.offers:
        return _OVERRULES.get(likeliest, 2.0)
    return _CERTAIN if intent in _AFTER_AGREEMENT else 0.0


def _sure(clues: Clues) -> bool:
    return clues.prepay is not None or clues.link or clues.code
