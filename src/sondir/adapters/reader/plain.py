"""Complaints too plain for the model: a "but" behind praise, a face that melts.

The model weighs a whole message, so that much praise drowns a short remark. What
stands behind the "but" is read alone; it counts only where it is sure of itself.
"""

from sondir.adapters.reader.lowering import LOWERING
from sondir.adapters.reader.rule import Rule, RuleBook, beginnings
from sondir.adapters.reader.understood import Understood

SURE_BEHIND_PRAISE = 0.5
"""How likely the words behind the "but" must be a complaint by themselves."""
SURE_OF_ITS_TOPIC = 0.5
MELTING = 0.6
"""What a melting face beside the hall or its conditioner is taken for."""

_BUT = Rule(
    "but after praise",
    "но только однако бірақ тек",
    " (норм|хорош|отличн|супер|класс|понрав|нрав|спасибо|красив|замечательн|довол"
    "|жақсы|керемет|рақмет|рахмет|ұна|тамаша|дұрыс|әдемі|риза)\\S* (\\S+ ){0,5}"
    "(но|только|однако|бірақ|тек) (?=(\\S+ ){1,8}$)",
)
_MELTS = Rule(
    "a melting face",
    "🥵",
    "🥵 (\\S+ ){0,3}(кондиц|кондер|зал|салон|жар|душн|ысты|қапыр|ауа )"
    "| (кондиц|кондер|зал|салон|жар|душн|ысты|қапыр|ауа )\\S* (\\S+ ){0,2}🥵",
    unless=" (улиц|погод|далад|көше|есть ли|бар ма|нет жар|скидк|окош|жеңілдік)",
)
PLAIN = RuleBook([_BUT, _MELTS])


def plain_complaint(understood: Understood, folded: str) -> float:
    """How likely a plain complaint stands in the message; 0.0 without one."""
    met = {rule.name for rule, _ in PLAIN.met(folded, beginnings(folded))}
    if _MELTS.name in met:
        return MELTING
    if _BUT.name not in met:
        return 0.0
    found = _BUT.compiled.search(f" {folded} ")
    behind = f" {folded} ".count(" ", 0, found.end()) - 1 if found else 0
    places = range(behind, len(understood.weighed))
    rest = " ".join([understood.weighed[at].folded for at in places])
    if LOWERING.met(rest, beginnings(rest)):
        return 0.0
    p = understood.of_words([*places])[1]
    told = understood.topics()[0][1] >= SURE_OF_ITS_TOPIC
    return p if told and p >= SURE_BEHIND_PRAISE else 0.0
