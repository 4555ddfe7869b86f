"""A client's reply to our message: one of twelve labels."""

import re

from sondir.adapters.reader.replies import client_phrases as said
from sondir.adapters.reader.replies.folded import fold
from sondir.adapters.reader.replies.linear import Judgement, stored
from sondir.adapters.reader.replies.masks import mask_raw
from sondir.domain.reading import ClientReply, Reason
from sondir.domain.untrusted import UntrustedText

_PATTERNS = (
    ("health_issue", said.HEALTH),
    ("legal_threat", said.LEGAL),
    ("opt_out", said.OPT_OUT),
    ("asks_human", said.HUMAN),
    ("asks_refund", said.REFUND),
    ("asks_if_bot", said.BOT),
    ("reschedule_request", said.RESCHEDULE),
    ("not_settled", said.NOT_SETTLED),
    ("declines_offer", said.DECLINES),
    ("satisfied", said.SATISFIED),
    ("accepts_offer", said.ACCEPTS),
)
PRIORITY = tuple(label for label, _ in _PATTERNS[:6])
"""Of several labels that fit, the earlier one is the reply's."""

RULES = (*(label for label, _ in _PATTERNS), "question", "short")
_SURE_OF_PERSON = 0.8
_SURE = {"health_issue": 0.05, "legal_threat": 0.25}


def read_client_reply(text: UntrustedText) -> ClientReply:
    """Return the label of a client's reply and what decided it."""
    words = prepared(text.written)
    rules = fired(words)
    if not words:
        return ClientReply("other", why=(Reason("no words", "label other"),))
    judged = stored("client").judge(words, rules)
    label = _outright(words, judged.odds, rules) or _likeliest(judged.odds, rules)
    return ClientReply(label, why=_why(words, label, rules, judged))


def prepared(written: str) -> str:
    """Return *written* folded, without phones and links.

    >>> prepared("Жарайды!!!")
    'жарайды!!!'
    """
    return fold(mask_raw(written))


def fired(words: str) -> list[str]:
    """Return the names of the rules that fit *words* (prepared)."""
    found = [label for label, pattern in _PATTERNS if _match(label, pattern, words)]
    if "?" in words:
        found.append("question")
    if len(words) < 8:
        found.append("short")
    return found


def _match(label: str, pattern: re.Pattern[str], words: str) -> re.Match[str] | None:
    if label == "health_issue":
        words = said.NOT_HEALTH.sub(" ", words)
    return pattern.search(words)


def _outright(words: str, odds: dict[str, float], rules: list[str]) -> str | None:
    """Return the label that rules alone decide, in the order of importance.

    A matter of health or law needs little support by the model; a stop word and a
    call for a person need none.
    """
    for label, enough in _SURE.items():
        if label in rules and odds[label] >= enough:
            return label
    if said.STOP_WORD.match(words):
        return "opt_out"
    weightier = max(
        odds[label] for label in ("health_issue", "legal_threat", "opt_out")
    )
    if said.HAND_OVER.search(words) and weightier < 0.5:
        return "asks_human"
    return None


def _likeliest(odds: dict[str, float], rules: list[str]) -> str:
    """Return the likeliest label; without a word for a person nobody asks for one."""
    unsaid = "asks_human" not in rules and odds["asks_human"] < _SURE_OF_PERSON
    labels = [label for label in odds if label != "asks_human" or not unsaid]
    return max(labels, key=lambda label: odds[label])


def _why(
    words: str, label: str, rules: list[str], judged: Judgement
) -> tuple[Reason, ...]:
    reasons = []
    p = judged.odds[label]
    if label in rules:
        match = _match(label, dict(_PATTERNS)[label], words)
        phrase = match.group().strip() if match else label
        reasons.append(Reason(phrase, f"label {label}", round(p, 3)))
    reasons.append(Reason(judged.strongest(label), f"label {label}", round(p, 3)))
    return tuple(reasons)
