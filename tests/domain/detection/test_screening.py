"""Short cuts spare work and change nothing."""

from dataclasses import replace
from datetime import timedelta
from math import log

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.domain.detection.readings import month, reading

from sondir.domain.detection import Detector
from sondir.domain.detection.cluster import Expected, Spans
from sondir.domain.detection.heard import HeardIds
from sondir.domain.detection.near_copy import are_near_copies
from sondir.domain.detection.negative_binomial import log_first_term, tail
from sondir.domain.detection.rise import (
    HOURS_3,
    HOURS_24,
    loud_spans,
    may_rise,
    rise_days,
    window,
)
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


@given(
    st.lists(
        st.tuples(
            st.integers(0, 70 * 60),
            st.integers(0, 4),
            st.integers(0, 30),
            st.sampled_from([0, 0, 0, 0, 45, 400]),
        ),
        min_size=20,
        max_size=80,
    )
)
@settings(max_examples=40, deadline=None)
def test_no_rise_over_all_branches_is_ruled_out_early(drawn):
    """Where the branches together are rare enough, neither short cut says no."""
    asked, certain = Detector(), Detector()  # who asks for the days remembers them
    for i, (minute, branch, client, late) in enumerate(sorted(drawn)):
        now = reading(i, minute / 60, client=f"c{client}", branch=f"b{branch}")
        written = replace(now, at=now.at - timedelta(minutes=late))
        asked.update(written)
        certain.update(written)
        network, end = asked.network, written.at.timestamp()
        spans = loud_spans(network, "heat_air", end, 6000.0)
        for span_s, days in ((HOURS_3, 650.0), (HOURS_24, 6000.0)):
            within = window(network, end, span_s, days)
            may = span_s in spans and may_rise(network, "heat_air", within)
            found = rise_days(certain.network, "heat_air", within)
            assert may or found < days


@given(
    st.lists(st.tuples(st.integers(0, 20_000), st.integers(0, 400)), max_size=40),
    st.integers(1, 500),
)
def test_ids_are_forgotten_by_whole_buckets(drawn, every):
    """Whatever the gaps, an id is known until its ten minutes are past, then gone."""
    heard = HeardIds()
    for now, late in sorted(drawn):
        heard.hear(f"m{now}-{late}", (now - late) * 60.0)
        if now % every == 0:
            gone = heard.forget((now - 600) * 60.0)
            assert all(b < (now - 600) // 10 for b in gone)
            names = heard.keys()
            kept = [int(name.removeprefix("ids:")) for name in names]
            assert all(b >= (now - 600) // 10 for b in kept)


def test_what_is_usual_is_kept_until_a_level_is_accepted():
    """A kept rate is used while the stream is the same, and not a moment longer."""
    detector = Detector()
    for r in month(1.0):
        detector.update(r)
    network = detector.network
    stream = network.streams["abay", "heat_air"]
    now = detector.network.due
    kept = network.standing(stream, now, 7.0)
    assert kept is network.usual["abay", "heat_air"]
    stream.accept_level(now)
    assert network.standing(stream, now, 7.0).since == stream.since != kept.since
