"""Short cuts spare work and change nothing."""

from math import log

from hypothesis import given
from hypothesis import strategies as st

from sondir.domain.detection.cluster import Expected, Spans
from sondir.domain.detection.near_copy import are_near_copies
from sondir.domain.detection.negative_binomial import log_first_term, tail
from sondir.domain.detection.stream import Stream
from sondir.domain.detection.votes import CHAIN_S, Vote, Witness, witnesses_of

_COUNTS = st.floats(0.1, 60)
_MEANS = st.floats(0.001, 40)
_SHAPES = st.floats(1.1, 50)
_TEXTS = st.sets(st.integers(0, 120), min_size=1, max_size=48).map(frozenset)


def _witnesses(minutes):
    return [
        Witness(m * 60.0, f"c{i}", 1.0, True, f"m{i}")
        for i, m in enumerate(sorted(minutes))
    ]


def _vote(i, minute, counted):
    return Vote(
        minute * 60.0, f"m{i}", f"c{i}", counted, True, None, f"m{i}", 0.0, False, ()
    )


@given(_COUNTS, _MEANS, _SHAPES)
def test_the_first_term_is_never_above_the_tail(extra, mean, shape):
    """A bound that takes no sum lies below the exact chance of a count."""
    count = mean + extra
    assert log_first_term(count, mean, shape) <= log(tail(count, mean, shape)) + 1e-6


@given(
    st.lists(st.integers(0, 119), min_size=3, max_size=30),
    st.floats(0.1, 20),
    _SHAPES,
    st.floats(1e-9, 0.9),
)
def test_no_rare_window_is_ruled_out_early(minutes, per_day, shape, chance):
    """A window as rare as the limit is among those that may reach it."""
    found = _witnesses(minutes)
    expected = Expected(per_day, 1.0, shape)
    spans = Spans(found, len(found) - 1, 7200.0, expected, lambda at: at / 86400.0)
    rare = any(c.chance <= chance for c in spans.clusters())
    assert rare <= spans.may_reach(chance)


@given(_TEXTS, _TEXTS)
def test_near_copies_are_those_of_the_full_comparison(one, other):
    """Texts with little in common are told apart without sorting, and rightly."""
    smallest = sorted(one | other)[:48]
    alike = sum(s in one and s in other for s in smallest) >= 0.55 * len(smallest)
    assert alike == are_near_copies(one, other)


@given(
    st.lists(st.tuples(st.integers(0, 3000), st.sampled_from([0.0, 0.5, 1.0]))),
    st.integers(0, 3000),
    st.integers(0, 600),
)
def test_new_witnesses_are_counted_as_their_votes_say(drawn, start, length):
    """The count of a window is that of its counted votes, also after forgetting."""
    stream = Stream("abay", "heat_air", 0.0)
    for i, (minute, weight) in enumerate(drawn):
        stream.add(_vote(i, minute, weight))
    stream.forget(2000 * 60.0)
    window = start * 60.0, (start + length) * 60.0
    counted = [v for v in stream.between(*window) if v.counted > 0]
    assert len(counted) == stream.fresh_between(*window)
    again = Stream.restore(stream.snapshot())
    assert len(counted) == again.fresh_between(*window)


@given(
    st.lists(st.tuples(st.integers(0, 900), st.integers(0, 4)), max_size=40),
    st.booleans(),
)
def test_the_crowd_kept_up_to_date_is_the_crowd_gathered_anew(drawn, late):
    """Votes that come, repeat, come late and leave: the witnesses are the same."""
    stream = Stream("abay", "heat_air", 0.0)
    times = drawn if late else sorted(drawn)
    for i, (minute, client) in enumerate(times):
        vote = _vote(i, minute * 3, 1.0)
        vote.client = f"c{client}"
        stream.forget(minute * 180.0)
        stream.add(vote)
        start = (minute - 40) * 180.0
        chain = [v for v in stream.votes if v.at >= start - CHAIN_S]
        found = [w for w in witnesses_of(chain) if w.at >= start]
        assert [_told(w) for w in found] == [_told(w) for w in stream.witnesses(start)]


def _told(witness):
    return witness.at, witness.client, witness.weight, witness.visited
