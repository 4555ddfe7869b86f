"""From two views of a message to the numbers of its hash buckets.

Characters: 2- to 5-grams inside words, hashed all at once with numpy. Words: single
words and pairs, hashed with CRC-32, in the folded view cut to their first letters, a
stem good enough for two inflecting languages. Nothing is looked up in a dictionary.
"""

from dataclasses import dataclass
from zlib import crc32

import numpy as np
import numpy.typing as npt

from sondir.adapters.reader.normalise import LONGEST_READ, Views

BITS = 15
BUCKETS = 1 << BITS
STEM = 5
"""Letters of a folded word that are kept in word pairs."""

_SPACE = 32
_FOLDED = np.uint32(0x3000)  # moves the folded view's letters out of the raw view's
_STEP = np.uint32(0x01000193)
_MIX = np.uint32(0x85EBCA6B)
_HALF = np.uint32(15)
_TOP = np.uint32(32 - BITS)
_SIZES = (2, 3, 4, 5)
_REACH = np.array([[size - 1] for size in _SIZES])

_COUNT = np.arange(2 * LONGEST_READ * 4 + 8)

Buckets = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Grams:
    """The buckets of a message: character grams with their words, and word grams.

    *word_of* numbers, for every entry of *chars*, the word it lies in; both views
    of a word have one number.
    """

    chars: Buckets
    word_of: Buckets
    words: Buckets

    @property
    def count(self) -> int:
        """Number of buckets, repeats included."""
        return len(self.chars) + len(self.words)

    @property
    def all(self) -> Buckets:
        """Every bucket of the message, repeats included."""
        return np.concatenate((self.chars, self.words))


def grams(seen: Views) -> Grams:
    """Hash one message into buckets 0..BUCKETS-1."""
    line = f" {seen.raw}  {seen.folded} "
    codes = np.frombuffer(line.encode("utf-32-le"), np.uint32).copy()
    space = codes == _SPACE
    word_of = space.cumsum()
    length, spaces = len(codes), space.nonzero()[0]
    ends = np.full(len(spaces) + 1, length)
    ends[:-1] = spaces
    room = ends[word_of] - _COUNT[:length]  # steps to the end of the word
    half = len(seen.raw) + 2
    codes[half:] += _FOLDED
    flat = (room >= _REACH).ravel().nonzero()[0]
    hashed = _rolling(codes).ravel().take(flat)
    hashed = ((hashed ^ (hashed >> _HALF)) * _MIX) >> _TOP
    count = seen.raw.count(" ") + 1
    word_of[half:] -= count + 1
    words = word_of.take(flat % length) - 1
    np.minimum(words, count - 1, out=words)
    return Grams(hashed.astype(np.intp), words, _words(seen))


def _rolling(codes: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    """Row k holds the hashes of the grams of k + 2 characters."""
    length = len(codes)
    padded = np.zeros(length + len(_SIZES), np.uint32)
    padded[:length] = codes
    rows = np.empty((len(_SIZES), length), np.uint32)
    last = codes
    for row, size in enumerate(_SIZES):
        last = np.add(last * _STEP, padded[size - 1 : size - 1 + length], out=rows[row])
    return rows


def _words(seen: Views) -> Buckets:
    """Words, then pairs of neighbours, of the raw view and of the folded stems."""
    raw = [crc32(word.encode()) for word in seen.raw.split()]
    stems = [crc32(b"~" + word[:STEM].encode()) for word in seen.folded.split()]
    single = np.array(raw + stems, np.uint32)
    pairs = (single[:-1] * _STEP + single[1:]) * _MIX >> _TOP
    kept = np.concatenate((pairs[: max(len(raw) - 1, 0)], pairs[len(raw) :]))
    return np.concatenate((single >> _TOP, kept)).astype(np.intp)
