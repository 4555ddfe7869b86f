"""The features of many texts at once: words are hashed once, then counted.

A text's features are those of its words, of its pairs of neighbours and of its end,
as in the reader; a product of two sparse matrices adds them up.
"""

from collections.abc import Sequence
from itertools import chain

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, diags

from sondir.adapters.reader.features import (
    BUCKETS,
    END,
    bucket_of,
    grams_by_word,
    pair_bucket,
    stem_hash,
    word_hash,
)
from sondir.adapters.reader.normalise import LONGEST_READ, fold, words_of

_LETTERS_AT_ONCE = 2 * LONGEST_READ

Buckets = npt.NDArray[np.intp]


def feature_matrix(texts: Sequence[str], words_only: bool = False) -> csr_matrix:
    """Bucket counts of every text, divided by the root of their number.

    With *words_only* the character grams alone, without words and pairs.
    """
    spoken = [words_of(text) for text in texts]
    number = {word: at for at, word in enumerate(dict.fromkeys(chain(*spoken)))}
    folded = _folded(list(number))
    met = _rows([[number[word] for word in words] for words in spoken], len(number))
    counted = met @ _vocabulary(list(number), folded, words_only)
    counted += _rows([END.tolist()] * len(texts), BUCKETS)
    if not words_only:
        counted += _pairs(spoken, dict(zip(number, folded, strict=True)))
    sizes = np.asarray(counted.sum(1)).ravel()
    scaled: csr_matrix = diags(1 / np.sqrt(sizes)).astype(np.float32) @ counted
    return scaled.tocsr()


def _rows(columns: list[list[int]], width: int) -> csr_matrix:
    """A matrix of counts from the columns met in each row."""
    ends = np.cumsum([0, *map(len, columns)])
    met = np.fromiter(chain.from_iterable(columns), np.int64, int(ends[-1]))
    ones = np.ones(len(met), np.float32)
    found = csr_matrix((ones, met, ends), (len(columns), width))
    found.sum_duplicates()
    return found


def _folded(words: list[str]) -> list[str]:
    return fold(" ".join(words)).split(" ") if words else []


def _vocabulary(words: list[str], folded: list[str], words_only: bool) -> csr_matrix:
    """What each word adds to the buckets."""
    rows: list[list[int]] = []
    for first, last in _spans(words):
        hashed, starts = grams_by_word(words[first:last], folded[first:last])
        rows += [part.tolist() for part in np.split(hashed, starts[1:])]
    if not words_only:
        for row, word, stem in zip(rows, words, folded, strict=True):
            row.append(bucket_of(word_hash(word)))
            if stem:
                row.append(bucket_of(stem_hash(stem)))
    return _rows(rows, BUCKETS)


def _spans(words: list[str]) -> list[tuple[int, int]]:
    """Runs of words that are hashed together."""
    bounds, letters = [0], 0
    for at, word in enumerate(words):
        letters += len(word) + 2
        if letters > _LETTERS_AT_ONCE and at > bounds[-1]:
            bounds.append(at)
            letters = len(word) + 2
    return list(zip(bounds, [*bounds[1:], len(words)], strict=True))


def _pairs(spoken: list[list[str]], folded: dict[str, str]) -> csr_matrix:
    """Neighbours in the raw view and among the stems."""
    raw = {word: word_hash(word) for word in folded}
    stem = {word: stem_hash(one) for word, one in folded.items() if one}
    rows = []
    for words in spoken:
        first = [raw[word] for word in words]
        second = [stem[word] for word in words if word in stem]
        rows.append(
            [*map(pair_bucket, first, first[1:]), *map(pair_bucket, second, second[1:])]
        )
    return _rows(rows, BUCKETS)
