"""The language of a message, from the languages of its words.

Every word gets a Russian, a Kazakh and an other score from its character grams. A
word both languages use (кондиционер, мастер) scores for neither. The message's
language follows from a few sums over its words.
"""

from collections.abc import Sequence
from itertools import compress
from math import exp
from operator import mul

from sondir.adapters.reader.model import LinearModel
from sondir.adapters.reader.weighing import Word

MOST = 4.0
"""Words of one language beyond which more of them say nothing new."""
LONG = 12
_UNSPOKEN = frozenset({"0", "phonemask", "urlmask", "namemask"})
"""What a number, a phone, a link become; people of every language write them."""

Shares = list[tuple[float, ...]]


def word_shares(words: Sequence[str], weighed: Sequence[Word]) -> Shares:
    """How far each word is Russian, Kazakh, other: a list a language.

    Numbers and masks are left out, unless there is nothing else.
    """
    shares = [word.shares for word in weighed]
    shares[-1] = weighed[-1].last_shares
    if not _UNSPOKEN.isdisjoint(words):
        spoken = [word not in _UNSPOKEN for word in words]
        shares = list(compress(shares, spoken)) or shares
    return list(zip(*shares, strict=True))


def summary(shares: Shares) -> list[float]:
    """Thirteen numbers of a message's words, for telling its language."""
    words = len(shares[0])
    ordered = [sorted(one) for one in shares]
    sums = [sum(one) for one in shares]
    mean = [one / words for one in sums]
    second = [one[-2] for one in ordered] if words > 1 else [0.0] * len(shares)
    total = [one / MOST if one < MOST else 1.0 for one in sums]
    best = [one[-1] for one in ordered]
    return [*mean, *best, *second, *total, min(words, LONG) / LONG]


def lang_scores(model: LinearModel, shares: Shares) -> list[float]:
    """A probability for each of LANGS."""
    known = [*summary(shares), 1.0]
    scores = [sum(map(mul, known, column)) for column in model.lang_columns]
    most = max(scores)
    grown = [exp(score - most) for score in scores]
    whole = sum(grown)
    return [one / whole for one in grown]
