"""What the embedded reader promises on any text."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sondir.adapters.reader.embedded import EmbeddedReader
from sondir.adapters.reader.features import BUCKETS, grams
from sondir.adapters.reader.judgement import lowered
from sondir.adapters.reader.lowering import LOWERING
from sondir.adapters.reader.model import HEADS, TOPICS, shipped
from sondir.adapters.reader.normalise import views
from sondir.adapters.reader.raising import RAISING
from sondir.adapters.reader.rule import beginnings
from sondir.domain.reading import Lang, Severity, Topic
from sondir.domain.untrusted import UntrustedText

READER = EmbeddedReader()


def read(text: str):
    return READER.read(UntrustedText(text))


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_a_sound_reading(text: str):
    """Whatever is written, the reading is complete and its numbers are sound."""
    reading = read(text)
    assert 0.0 <= reading.complaint_p <= 1.0
    assert -1.0 <= reading.sentiment <= 1.0
    assert all(0.0 <= p <= 1.0 for p in reading.topics.values())
    assert set(reading.topics) <= {topic.value for topic in Topic}
    assert bool(reading.topics) == reading.complaint
    assert (reading.severity is Severity.NONE) != reading.complaint


@pytest.mark.parametrize("text", ["", " ", "\n\t", "\u200b", "...", "_"])
def test_nothing_is_read_from_nothing(text: str):
    """An empty message is no complaint and no danger."""
    reading = read(text)
    assert (reading.complaint, reading.danger) == (False, False)
    assert reading.lang is Lang.OTHER


def test_the_longest_message_is_read():
    """Twenty thousand letters are no trouble."""
    assert read("ыстық ауа жоқ " * 2000).complaint


def test_reading_twice_gives_the_same():
    """A reading depends on nothing but the text."""
    assert read("суық, тоңып отырмыз") == read("суық, тоңып отырмыз")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ыстық", "ystyq"),
        ("ыстық", "ыстык"),
        ("жоқ", "joq"),
        ("жоқ", "zhoq"),
        ("кондиционер", "kondicioner"),
        ("күйік", "kuiik"),
        ("шашым", "şaşym"),
    ],
)
def test_scripts_fold_to_one(one: str, other: str):
    """One word in four spellings has one folded view."""
    assert views(one).folded == views(other).folded


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("жаааарко!!!", "жарко !"),
        ("пишите +7 777 123 45 67", "пишите phonemask"),
        ("www.kaspi.kz/pay тут", "urlmask тут"),
        ("@salon ёлка", "namemask елка"),
        ("вoдa", "вода"),  # Latin o and a
    ],
)
def test_the_raw_view_is_clean(text: str, raw: str):
    """Numbers, links and names are masked, look-alikes put back."""
    assert views(text).raw == raw


def test_buckets_are_in_range():
    """Every gram falls into a bucket of the model."""
    found = grams(views("Су жоқ, когда дадут?")).all
    assert found.min() >= 0
    assert found.max() < BUCKETS


def test_the_model_knows_its_heads():
    """The shipped model has a column for every topic of the domain."""
    assert shipped().weights.shape == (BUCKETS, len(HEADS))
    assert tuple(topic.value for topic in Topic) == TOPICS


@given(st.floats(0, 1), st.text(alphabet="абвгне жоқболмауехл ?", max_size=80))
@settings(deadline=None)
def test_lowering_never_raises(p: float, text: str):
    """Whatever rules are met, the probability of a complaint does not rise."""
    folded = views(text).folded
    met = LOWERING.met(folded, beginnings(folded))
    assert lowered(p, met) <= p or math.isclose(lowered(p, met), p, abs_tol=2e-6)


def test_every_rule_wakes_on_its_own_words():
    """No rule sleeps through the stems it names."""
    for book in (LOWERING, RAISING):
        for rule in book.rules:
            assert all(stem in book.by_stem for stem in rule.stems())
