"""What holds for every stream of readings."""

import json
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.domain.detection.readings import feed, reading

from sondir.domain.detection import Detector
from sondir.domain.detection.episode import RANK

_MESSAGES = st.lists(
    st.builds(
        lambda minute, client, topic, late, visited: (
            minute, client, topic, late, visited
        ),
        st.integers(0, 300),
        st.integers(0, 14),
        st.sampled_from(["heat_air", "water", ""]),
        st.sampled_from([0, 0, 0, 5, 90]),
        st.sampled_from([True, False, None]),
    ),
    min_size=1,
    max_size=25,
)  # fmt: skip


def _stream(drawn, visited=None):
    readings = []
    for i, (minute, client, topic, late, visit) in enumerate(drawn):
        written = reading(i, 10 + minute / 60, client=f"c{client}")
        topics = {topic: 0.9} if topic else {}
        readings.append(
            replace(
                written,
                seen_at=written.at + timedelta(minutes=late),
                topics=topics,
                about=topics,
                visited=visit if visited is None else visited,
            )
        )
    return sorted(readings, key=lambda r: (r.seen_at, r.message_id))


@pytest.mark.parametrize("branches", [1, 4])
@settings(max_examples=30, deadline=None)
@given(drawn=_MESSAGES)
def test_restart_equals_no_restart(drawn, branches):
    """A detector put back from its saved parts after every reading says the same."""
    readings = [
        replace(r, branch=f"b{int(r.client[1:]) % branches}") for r in _stream(drawn)
    ]
    unbroken = feed(Detector(), readings)
    alarms, parts = [], {}
    for r in readings:
        detector = Detector.restore(json.loads(json.dumps(parts)))
        alarms += detector.update(r)
        for key, part in detector.dirty().items():
            parts.pop(key, None)
            if part is not None:
                parts[key] = part
    assert unbroken == alarms


@settings(max_examples=30, deadline=None)
@given(_MESSAGES, st.randoms(use_true_random=False))
def test_a_duplicate_changes_nothing(drawn, random):
    """Repeats of message ids, at once or later, add no alarm and leave no trace."""
    readings = _stream(drawn)
    noisy = []
    for i, r in enumerate(readings):
        noisy.append(r)
        again = replace(random.choice(readings[: i + 1]), seen_at=r.seen_at)
        noisy.append(again)
    clean, repeated = Detector(), Detector()
    assert feed(clean, readings) == feed(repeated, noisy)
    assert clean.snapshot() == repeated.snapshot()


@settings(max_examples=30, deadline=None)
@given(_MESSAGES, st.randoms(use_true_random=False))
def test_order_inside_equal_times_does_not_matter(drawn, random):
    """Readings of one moment raise the same levels in any order."""
    coarse = [(m // 20 * 20, c, t, 0, v) for m, c, t, _, v in drawn]
    readings = _stream(coarse, visited=True)
    shuffled = readings[:]
    random.shuffle(shuffled)
    shuffled.sort(key=lambda r: r.seen_at)
    assert _highest(readings) == _highest(shuffled)


@settings(max_examples=30, deadline=None)
@given(_MESSAGES, st.integers(0, 120))
def test_more_witnesses_never_lower_the_alarm(drawn, minute):
    """One verified witness more, at any moment of two hours, takes no level away."""
    short = [(m % 121, c, t, 0, v) for m, c, t, _, v in drawn]
    readings = _stream(short, visited=True)
    more = reading(99, 10 + minute / 60, about={})
    richer = sorted([*readings, more], key=lambda r: (r.seen_at, r.message_id))
    before, after = _highest(readings), _highest(richer)
    assert before.get("heat_air", 0) <= after.get("heat_air", 0)


def _highest(readings):
    highest = {}
    for a in feed(Detector(), readings):
        highest[a.topic] = max(highest.get(a.topic, 0), RANK[a.level])
    return highest


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 2**32), st.integers(20, 90))
def test_restarts_over_weeks_equal_no_restart(seed, every):
    """Days close, rates are renewed, ids are forgotten: a restart loses none of it."""
    drawn = Random(seed)
    readings = []
    for i in range(700):
        about = drawn.choice(["heat_air", "water", "", "", ""])
        readings.append(
            reading(
                i,
                drawn.uniform(0, 16) // 1 * 24 + drawn.gauss(14, 3),
                client=f"c{drawn.randrange(300)}",
                branch=f"b{drawn.randrange(4)}",
                topics={about: 0.9} if about else {},
                about={about: 0.9} if about else {},
                visited=drawn.choice([True, True, None]),
            )
        )
    readings.sort(key=lambda r: r.seen_at)
    unbroken, parts, alarms = Detector(), {}, []
    expected = feed(unbroken, readings)
    detector = Detector()
    for i, r in enumerate(readings):
        alarms += detector.update(r)
        for key, part in detector.dirty().items():
            parts.pop(key, None)
            if part is not None:
                parts[key] = json.dumps(part)
        if i % every == 0:
            detector = Detector.restore({k: json.loads(v) for k, v in parts.items()})
    assert expected == alarms
    saved = {key: json.loads(part) for key, part in parts.items()}
    left, right = _sums(unbroken.snapshot()), _sums(saved)
    assert left.keys() == right.keys()
    assert all(left[key] == pytest.approx(right[key]) for key in left)


def _sums(parts):
    """What the days taught, without the order in which it was learned."""
    network = parts["network"]
    overall, usual = network["overall"], network["usual"]
    rates = {f"{branch} {topic}": rest for branch, topic, *rest in usual}
    return {"overall": overall, **rates, **network["dispersion"]}
