"""A small linear model over character n-grams and the rules that fired.

Rules know what their author thought of; n-grams carry the rest. The weights are
learnt from seed phrases by training/replies/train.py and stored as int8 beside the
code. Everything is added up, so each answer can say what decided it.
"""

import math
import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

_SHORTEST, _LONGEST = 3, 5
_MARKS = re.compile(r"[^\w+?]+")
_NOT = "не".encode("cp1251")
_READ = 240
"""Characters of a reply that count; what follows adds time and no meaning."""
_PLACES = np.array([[1000003**i % 2**32] for i in range(_LONGEST)], np.uint32)
_SPREAD = np.uint32(0x9E3779B1)
_LOW = np.uint32(9)  # the low bits of a product know little of the letters


@dataclass(frozen=True, slots=True)
class Grams:
    """The n-grams of one text: words, word pairs, and runs of three to five letters.

    The runs lie in *line*, one byte a letter, the shortest first; they are hashed as
    numbers, all at once, because it is the hashing that would take the time.
    """

    line: bytes
    words: list[bytes]
    runs: NDArray[np.uint32]

    def __len__(self) -> int:
        return len(self.words) + len(self.runs)

    def spelt(self, place: int) -> str:
        """Return the n-gram at *place* as it was written."""
        if place < len(self.words):
            return self.words[place].decode("cp1251").strip(" =")
        start, size = place - len(self.words), _SHORTEST
        while start > len(self.line) - size:
            start -= len(self.line) - size + 1
            size += 1
        return self.line[start : start + size].decode("cp1251").strip()


def ngrams(folded: str) -> Grams:
    """Return the words, the word pairs and the runs of letters of *folded*.

    >>> grams = ngrams("ок")
    >>> [grams.spelt(place) for place in range(len(grams))]
    ['ок', 'ок', 'ок', 'ок']
    """
    text = _MARKS.sub(" ", folded[:_READ]).replace("?", " ? ")
    words = text.encode("cp1251", "replace").split()
    whole = [b"=" + word for word in words]
    for before, word in pairwise(words):
        whole.append(b"=" + before + b" " + word)
        if before == _NOT:
            whole.append(_NOT + b"+" + word[:4])
    line = b" " + b" ".join(words) + b" " if words else b""
    return Grams(line, whole, _runs(line))


def _runs(line: bytes) -> NDArray[np.uint32]:
    """Hash every run of three, four and five letters of *line*."""
    if len(line) < _SHORTEST:
        return np.zeros(0, np.uint32)
    at = _PLACES * np.frombuffer(line, np.uint8)
    sums = [at[0, :-2] + at[1, 1:-1] + at[2, 2:]]
    for size in range(_SHORTEST + 1, min(_LONGEST, len(line)) + 1):
        sums.append(sums[-1][:-1] + at[size - 1, size - 1 :])
    return np.concatenate(sums) * _SPREAD


def buckets(grams: Grams, size: int) -> NDArray[np.uint32]:
    """Return the bucket of each n-gram; *size* is a power of two."""
    whole = np.array([*map(zlib.crc32, grams.words)], np.uint32)
    return (np.concatenate((whole, grams.runs)) >> _LOW) & np.uint32(size - 1)


@dataclass(frozen=True, slots=True)
class Judgement:
    """How likely each label is, and the n-grams that were weighed."""

    odds: dict[str, float]
    grams: Grams
    votes: NDArray[np.int8]  # n-grams x labels

    @property
    def likeliest(self) -> str:
        """The label with the highest probability."""
        return max(self.odds, key=lambda label: self.odds[label])

    def strongest(self, label: str) -> str:
        """Return the n-gram that speaks most for *label*: the reader's reason."""
        if not len(self.grams):
            return "no words"
        best = int(self.votes[:, list(self.odds).index(label)].argmax())
        return self.grams.spelt(best)


@dataclass(frozen=True)
class LinearReader:
    """Labels with their weights; rows are n-gram buckets, then rules, then bias."""

    labels: tuple[str, ...]
    rules: tuple[str, ...]
    weights: NDArray[np.int8]
    scale: float

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a model written by training/replies/train.py."""
        with np.load(path, allow_pickle=False) as stored:
            return cls(
                tuple(str(label) for label in stored["labels"]),
                tuple(str(rule) for rule in stored["rules"]),
                stored["weights"],
                float(stored["scale"]),
            )

    def judge(self, folded: str, fired: Iterable[str]) -> Judgement:
        """Weigh the n-grams of *folded* and the rules that *fired*."""
        size = len(self.weights) - len(self.rules) - 1
        grams = ngrams(folded)
        spoken = [size + self.rules.index(rule) for rule in fired]
        rows = np.concatenate((buckets(grams, size), [*spoken, len(self.weights) - 1]))
        votes = self.weights.take(rows, axis=0)
        shares = np.ones(len(votes), np.float32)
        shares[: len(grams)] = 1 / math.sqrt(max(1, len(grams)))
        # a product of matrices is the quickest sum
        scores = (shares @ votes.astype(np.float32) * self.scale).tolist()
        highest = max(scores)
        odds = [math.exp(score - highest) for score in scores]
        total = sum(odds)
        named = {label: p / total for label, p in zip(self.labels, odds, strict=True)}
        return Judgement(named, grams, votes[: len(grams)])


@cache
def stored(name: str) -> LinearReader:
    """Return the model *name* that lies beside the code; read once a process."""
    return LinearReader.load(Path(__file__).with_name(f"{name}.npz"))
