"""Words weighed once give what all grams together gave, to the bit."""

import numpy as np
import pytest
from training.matrix import feature_matrix

from sondir.adapters.reader.embedded import EmbeddedReader
from sondir.adapters.reader.features import BUCKETS, grams
from sondir.adapters.reader.model import shipped
from sondir.adapters.reader.normalise import views, words_of
from sondir.adapters.reader.weighing import LONGEST_KNOWN, MOST_KNOWN, weighed
from sondir.domain.untrusted import UntrustedText

TEXTS = [
    "ыстық",
    "ь",
    "а ь б",
    "Здравствуйте! У вас кондиционер не работает, дышать нечем",
    "kondicioner istemeidi, ауа жоқ 😡😡",
    "жарко жарко жарко",
    "к" * 900,
]


@pytest.mark.parametrize("text", TEXTS)
def test_words_add_up_to_the_sum_over_all_grams(text: str):
    """A message's scores are those of its buckets, whichever way they are summed."""
    model = shipped()
    buckets = grams(views(text)).all
    total = model.weights.take(buckets, 0).sum(0, dtype=np.int32)
    expected = total * (model.scale / len(buckets) ** 0.5) + model.bias
    actual = model.scores(weighed(model, words_of(text)))
    assert expected.tolist() == actual.tolist()


def test_a_known_word_reads_as_a_new_one():
    """The second reading of a message, from known words, is the first one."""
    reader = EmbeddedReader()
    reader.model.known.clear()
    text = UntrustedText("Сплит жылы ауа үрлейді, терлеп кеттік")
    assert reader.read(text) == reader.read(text)


def test_known_words_are_bounded():
    """Neither many words nor long ones fill the memory."""
    model = shipped()
    for start in range(0, MOST_KNOWN + 500, 500):
        weighed(model, [f"слово{number}" for number in range(start, start + 500)])
    weighed(model, ["щ" * (LONGEST_KNOWN + 1)])
    assert len(model.known) <= MOST_KNOWN
    assert "щ" * (LONGEST_KNOWN + 1) not in model.known


def test_half_an_emoji_is_read():
    """A lone surrogate, as a broken client sends it, ends no reading."""
    assert EmbeddedReader().read(UntrustedText("жарко \ud83d")).complaint


def test_training_sees_what_the_reader_sees():
    """The matrix of many texts holds the features of each."""
    rows = feature_matrix(TEXTS).toarray()
    for row, text in zip(rows, TEXTS, strict=True):
        buckets = grams(views(text)).all
        expected = np.bincount(buckets, minlength=BUCKETS) / len(buckets) ** 0.5
        assert np.allclose(expected, row, atol=1e-6)
