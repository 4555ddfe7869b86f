"""What each word adds to every head: weighed once, kept for the next message.

The sums are whole numbers, so that adding up words gives to the bit what adding up
grams gave. Words are kept by themselves, never with who wrote them, and forgotten all
at once when there are many.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

import numpy as np
import numpy.typing as npt

from sondir.adapters.reader.features import (
    bucket_of,
    grams_by_word,
    pair_bucket,
    stem_hash,
    word_hash,
)
from sondir.adapters.reader.normalise import fold

MOST_KNOWN = 8_192
"""Words that are kept, some six megabytes."""
LONGEST_KNOWN = 24
"""Letters of a word that is kept; longer ones are rarely met again."""


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """One word of a message: its folded view, and what it adds.

    *row* holds the sum of its weights for every head, int32, *count* the number of its
    buckets; *shares* says how far it is Russian, Kazakh, other, and *last_shares* the
    same where the message ends with it.
    """

    folded: str
    row: bytes
    count: int
    complaint: float
    raw_hash: int
    stem_hash: int
    shares: list[float]
    last_shares: list[float]


Known = dict[str, Word]


class Scales(Protocol):
    """What words are weighed with: the parts of a linear model that are needed."""

    @property
    def weights(self) -> npt.NDArray[np.int8]:
        """Weights of every bucket and head."""

    @property
    def known(self) -> Known:
        """Words met so far."""

    @property
    def complaint_at(self) -> int:
        """The column of the complaint."""

    def word_shares(
        self, sums: npt.NDArray[np.int32], counts: list[int]
    ) -> list[list[float]]:
        """How far words are Russian, Kazakh, other; then the same of last words."""


def weighed(model: Scales, words: list[str]) -> list[Word]:
    """Every one of *words*, from what is known or weighed now."""
    known = model.known
    found = [known.get(word) for word in words]
    fresh = {word: None for word, one in zip(words, found, strict=True) if one is None}
    if not fresh:
        return [one for one in found if one is not None]
    new = _weigh(model, list(fresh))
    if len(known) + len(new) > MOST_KNOWN:
        known.clear()
    for word, one in new.items():
        if len(word) <= LONGEST_KNOWN:
            known[word] = one
    return [one or new[word] for word, one in zip(words, found, strict=True)]


def pairs_of(words: list[Word]) -> list[int]:
    """The buckets of neighbours, in the raw view and among the stems."""
    raw = [word.raw_hash for word in words]
    stems = [word.stem_hash for word in words if word.folded]
    found = [pair_bucket(one, two) for one, two in pairwise(raw)]
    found += [pair_bucket(one, two) for one, two in pairwise(stems)]
    return found


def _weigh(model: Scales, words: list[str]) -> Known:
    folded = fold(" ".join(words)).split(" ")
    hashed, starts = grams_by_word(words, folded)
    taken = model.weights.take(hashed, 0)
    sums = np.add.reduceat(taken, starts, 0, dtype=np.int32)
    counts = [*map(int.__sub__, [*starts[1:], len(hashed)], starts)]
    shares = model.word_shares(sums, counts)
    raws, stems = [*map(word_hash, words)], [*map(stem_hash, folded)]
    complaint = sums[:, model.complaint_at].tolist()
    alone = model.weights.take([*map(bucket_of, raws)], 0).astype(np.int32)
    alone += sums
    for at, word in enumerate(folded):
        if word:
            alone[at] += model.weights[bucket_of(stems[at])]
    rows = alone.tobytes()
    wide, many = alone.shape[1] * 4, len(words)
    return {
        word: Word(
            folded[at],
            rows[at * wide : (at + 1) * wide],
            counts[at] + 1 + bool(folded[at]),
            float(complaint[at]),
            raws[at],
            stems[at],
            shares[at],
            shares[many + at],
        )
        for at, word in enumerate(words)
    }
