"""From two views of a message to the numbers of its hash buckets.

Characters: 2- to 5-grams inside words, hashed all at once with numpy. Words: single
words and pairs, hashed with CRC-32, in the folded view cut to their first letters, a
stem good enough for two inflecting languages. Nothing is looked up in a dictionary.
"""

from dataclasses import dataclass
from itertools import accumulate, pairwise
from zlib import crc32

import numpy as np
import numpy.typing as npt

from sondir.adapters.reader.normalise import LONGEST_READ, Views

BITS = 15
BUCKETS = 1 << BITS
STEM = 5
"""Letters of a folded word that are kept in word pairs."""

_SPACE = 32
_LONE = "surrogatepass"
"""Half an emoji, as a broken client sends it, must not end a reading."""
_FOLDED = np.uint32(0x3000)  # moves the folded view's letters out of the raw view's
_STEP = np.uint32(0x01000193)
_MIX = np.uint32(0x85EBCA6B)
_HALF = np.uint32(15)
_TOP = np.uint32(32 - BITS)
_WORD_STEP, _WORD_MIX, _WORD_TOP = int(_STEP), int(_MIX), int(_TOP)
_SIZES = (2, 3, 4, 5)
_REACH = np.array([[size - 1] for size in _SIZES])

_COUNT = np.arange(2 * LONGEST_READ * 4 + 8)
_VIEWS = np.tile(np.array([0, _FOLDED], np.uint32), LONGEST_READ + 1)

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
    codes = _codes(line)
    space = codes == _SPACE
    word_of = space.cumsum()
    length, spaces = len(codes), space.nonzero()[0]
    ends = np.full(len(spaces) + 1, length)
    ends[:-1] = spaces
    room = ends[word_of] - _COUNT[:length]  # steps to the end of the word
    half = len(seen.raw) + 2
    codes[half:] += _FOLDED
    flat = (room >= _REACH).ravel().nonzero()[0]
    hashed = _mixed(_rolling(codes).ravel().take(flat))
    count = seen.raw.count(" ") + 1
    word_of[half:] -= count + 1
    words = word_of.take(flat % length) - 1
    np.minimum(words, count - 1, out=words)
    return Grams(hashed, words, _words(seen))


def grams_by_word(raws: list[str], foldeds: list[str]) -> tuple[Buckets, list[int]]:
    """Hash words alone: the grams of both views, word by word, and where each begins.

    A message's character grams are those of its words and `END`, so that a word may
    be hashed once and counted in every message it stands in.
    """
    pairs = list(zip(raws, foldeds, strict=True))
    codes = _codes("".join([f" {raw}  {folded} " for raw, folded in pairs]))
    sizes = [len(one) + 2 for pair in pairs for one in pair]
    lengths = np.array(sizes)
    room = lengths.cumsum().repeat(lengths) - _COUNT[1 : len(codes) + 1]
    codes += _VIEWS[: len(sizes)].repeat(lengths)
    flat = (room[:, None] >= _REACH.T).ravel().nonzero()[0]
    hashed = _mixed(_rolling(codes).T.ravel().take(flat))
    ends = [*accumulate(map(_grams_of, sizes))]
    return hashed, [0, *ends[1:-1:2]]


def _grams_of(size: int) -> int:
    """Count the grams of a view of a word, *size* long with both its spaces."""
    return sum([size - short for short in (1, 2, 3, 4) if size > short])


def _codes(line: str) -> npt.NDArray[np.uint32]:
    return np.frombuffer(line.encode("utf-32-le", _LONE), np.uint32).copy()


def _mixed(hashed: npt.NDArray[np.uint32]) -> Buckets:
    found = ((hashed ^ (hashed >> _HALF)) * _MIX) >> _TOP
    return found.astype(np.intp)


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


def word_hash(word: str) -> int:
    """Hash a word of the raw view."""
    return crc32(word.encode("utf-8", _LONE))


def stem_hash(folded: str) -> int:
    """Hash a folded word, cut to its stem."""
    return crc32(b"~" + folded[:STEM].encode("utf-8", _LONE))


def bucket_of(hashed: int) -> int:
    """The bucket of a single word's hash."""
    return hashed >> _WORD_TOP


def pair_bucket(first: int, second: int) -> int:
    """The bucket of two neighbours, from their hashes."""
    return ((first * _WORD_STEP + second) * _WORD_MIX & 0xFFFFFFFF) >> _WORD_TOP


def _words(seen: Views) -> Buckets:
    """Words, then pairs of neighbours, of the raw view and of the folded stems."""
    raw = [word_hash(word) for word in seen.raw.split()]
    stems = [stem_hash(word) for word in seen.folded.split()]
    pairs = [pair_bucket(*two) for row in (raw, stems) for two in pairwise(row)]
    return np.array([*map(bucket_of, raw + stems), *pairs], np.intp)


END = _mixed(_rolling(np.array([_SPACE, _SPACE + _FOLDED], np.uint32))[0])
"""Where the views of a message end: two grams that every message has."""
