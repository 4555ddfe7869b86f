"""Recognise the same text sent by many hands.

A copied text collapses to one witness. Short texts ("слишком жарко") are written by
many people independently, so they have no fingerprint and are never copies.
"""

import re
from zlib import crc32

_WORD = re.compile(r"\w+")
_FEWEST_WORDS = 5
_SHINGLES = 48
_SAME = 0.55


def fingerprint(text: str) -> frozenset[int] | None:
    """Return the shingles of *text*, at most 48 numbers; None for short texts.

    Overlapping runs of five letters survive a changed word, emoji and punctuation.

    >>> fingerprint("слишком жарко!") is None
    True
    >>> a = fingerprint("Ужасный салон, кондиционер не работает уже неделю")
    >>> b = fingerprint("ужасный салон!!! Кондиционер не работает уже неделю...")
    >>> are_near_copies(a, b)
    True
    """
    words = _WORD.findall(text.casefold().replace("ё", "е"))
    if len(words) < _FEWEST_WORDS:
        return None
    line = " ".join(words)
    grams = {crc32(line[i : i + 5].encode()) for i in range(len(line) - 4)}
    # the smallest hashes are a fair sample: equal texts give equal samples
    return frozenset(sorted(grams)[:_SHINGLES])


def are_near_copies(one: frozenset[int] | None, other: frozenset[int] | None) -> bool:
    """Say whether two fingerprints are of nearly the same text."""
    if not one or not other:
        return False
    common = one & other
    size = min(len(one) + len(other) - len(common), _SHINGLES)
    if len(common) < _SAME * size:  # most pairs end here, unsorted
        return False
    smallest = sorted(one | other)[:_SHINGLES]
    return sum(s in common for s in smallest) >= _SAME * len(smallest)
