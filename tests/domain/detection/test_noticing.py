"""When the detector speaks, when it is silent, and how sure it is."""

from datetime import timedelta

import pytest
from tests.domain.detection.readings import START, feed, month, ordinary, reading

from sondir.domain.detection import Detector, Level, fingerprint

DAY = 28 * 24  # hours: the day after a calm month


def _three(hour, first=900):
    return [reading(first + i, hour + i * 0.15) for i in range(3)]


def _rarest(detector, readings):
    return max(a.recurrence_days for a in feed(detector, readings))


def _after(per_day, branches=("abay",)):
    detector = Detector()
    history = [r for b in branches for r in month(per_day, branch=b)]
    feed(detector, sorted(history, key=lambda r: r.seen_at))
    return detector


def test_a_quiet_branch_needs_fewer_for_the_same_certainty():
    """The same cluster is rarer where complaints are half as frequent."""
    busy = _rarest(_after(2.0), _three(DAY + 13))
    quiet = _rarest(_after(1.0), _three(DAY + 13))
    assert quiet > 2 * busy


def test_a_quiet_hour_makes_the_same_cluster_rarer():
    """Three complaints before opening time are stranger than three at noon."""
    noon = _rarest(_after(1.0), _three(DAY + 13))
    night = _rarest(_after(1.0), _three(DAY + 4))
    assert night > 2 * noon


def test_a_calm_month_is_silent():
    """A month of ordinary complaints raises no incident."""
    alarms = feed(Detector(), month(1.0))
    assert [a for a in alarms if a.level is Level.INCIDENT] == []


@pytest.mark.parametrize(("guests", "hours"), [(4, 1.5), (6, 3.7), (8, 5)])
def test_a_slow_trouble_of_a_new_network_is_noticed(guests, hours):
    """After one ordinary morning, guests who write now and then are an incident."""
    talk = [
        ordinary(f"{branch}-{h}", 9 + h / 4, branch)
        for branch in ("abay", "dostyk", "samal", "aksai")
        for h in range(12)
    ]
    slow = [reading(i, 12 + i * hours / (guests - 1)) for i in range(guests)]
    alarms = feed(Detector(), sorted([*talk, *slow], key=lambda r: r.seen_at))
    assert alarms[-1].level is Level.INCIDENT


def test_copies_are_one_witness_and_organised():
    """A copied text from many strange accounts is organised, never an incident."""
    text = "Ужасный салон кондиционер не работает уже неделю всем советую обходить"
    crowd = [
        reading(
            i, DAY + 13 + i / 20, visited=None, fingerprint=fingerprint(text + "!" * i)
        )
        for i in range(10)
    ]
    alarms = feed(_after(0.5), crowd)
    assert alarms[-1].level is Level.ORGANISED
    assert alarms[-1].witnesses == 1
    assert alarms[-1].permission_cap == "observe"


def test_unknown_alone_is_never_organised():
    """Different words from clients nobody can place are an incident that asks."""
    alarms = feed(
        _after(0.5), [reading(i, DAY + 13 + i / 9, visited=None) for i in range(6)]
    )
    assert alarms[-1].level is Level.INCIDENT
    assert alarms[-1].permission_cap == "ask"


def test_a_crisis_does_not_echo():
    """A weak second topic of every complaint raises nothing of its own."""
    both = {"heat_air": 0.9, "noise_smell": 0.6}
    alarms = feed(Detector(), [reading(i, 10 + i / 9, topics=both) for i in range(9)])
    assert {a.topic for a in alarms} == {"heat_air"}


def test_two_topics_really_meant_both_count():
    """A second topic as sure as the first makes witnesses of its own."""
    both = {"water": 0.9, "power_internet": 0.88}
    alarms = feed(Detector(), [reading(i, 10 + i / 9, topics=both) for i in range(9)])
    assert {a.topic for a in alarms} == {"water", "power_internet"}


def test_a_late_batch_counts_by_the_time_of_writing():
    """Complaints of a whole day that arrive at once are no cluster."""
    arrived = START + timedelta(hours=DAY + 21)
    spread = [reading(i, DAY + 9 + 3 * i, seen_at=arrived) for i in range(4)]
    alarms = feed(_after(2.0), spread)
    assert [a for a in alarms if a.level is Level.INCIDENT] == []


def test_a_delayed_crisis_is_still_noticed_on_arrival():
    """A cluster written in half an hour counts when the channel is back."""
    arrived = START + timedelta(hours=DAY + 12)
    held = [reading(i, DAY + 10 + i / 12, seen_at=arrived) for i in range(6)]
    alarms = feed(_after(1.0), held)
    assert alarms[-1].level is Level.INCIDENT
    assert alarms[-1].at == arrived


def test_a_clock_that_runs_ahead_is_cut_to_the_arrival():
    """A message from tomorrow counts as written when it arrived."""
    skewed = [
        reading(i, 10 + i / 9, at=START + timedelta(hours=34 + i)) for i in range(7)
    ]
    assert feed(Detector(), skewed)[-1].first_at == START + timedelta(hours=10)


def test_a_city_wide_cause_is_one_alarm_with_its_branches():
    """Complaints in all branches of a network raise one alarm without a branch."""
    branches = ("abay", "dostyk", "satpaev", "tole")
    detector = _after(0.5, branches)
    wave = [
        reading(f"w{b}{i}", DAY + 12 + i + n / 5, branch=b)
        for i in range(3)
        for n, b in enumerate(branches)
    ]
    alarms = feed(detector, sorted(wave, key=lambda r: r.seen_at))
    shared = [a for a in alarms if a.branch is None]
    assert shared[0].branches == tuple(sorted(branches))
    assert [a for a in alarms if a.branch and a.level is Level.INCIDENT] == []


def test_a_guest_who_moves_to_another_branch_is_heard_in_both():
    """Who complained at one branch is a full witness of a crisis at the next."""
    detector = _after(1.0, ("abay", "dostyk"))
    guests = [f"guest{i}" for i in range(5)]
    first = [reading(f"a{i}", DAY + 10 + i / 8, client=g) for i, g in enumerate(guests)]
    then = [
        reading(f"d{i}", DAY + 12 + i / 8, client=g, branch="dostyk")
        for i, g in enumerate(guests)
    ]
    alarms = feed(detector, first + then)
    crises = [a for a in alarms if a.level is Level.INCIDENT]
    assert [a.branch for a in crises] == ["abay", "dostyk"]
    assert [a.witnesses for a in crises] == [3, 3]


def test_a_guest_who_moves_adds_nobody_to_the_first_branch():
    """Two guests who write from branch to branch are two people everywhere."""
    detector = _after(1.0, ("abay", "dostyk", "satpaev"))
    tour = [
        reading(
            f"t{i}", DAY + 10 + i / 10, client=f"c{i % 2}", branch=("abay", "dostyk")[k]
        )
        for i, k in enumerate([0, 0, 1, 1, 0, 0, 1, 1, 0, 0])
    ]
    assert [a for a in feed(detector, tour) if a.level is not Level.LOOK] == []


def test_a_branch_that_moved_does_not_make_its_topic_rare():
    """The silence of an address that was left says nothing about the new one."""

    def first_days(history):
        detector = Detector()
        feed(detector, sorted(history, key=lambda r: r.seen_at))
        opened = 120 * 24
        slow = [reading(i, opened + 12 + i / 2, branch="new") for i in range(4)]
        return _rarest(detector, slow)

    stays = month(1.0, days=120, branch="dostyk")
    left = [r for name in ("old", "older") for r in month(1.0, branch=name)]
    assert first_days(stays + left) < 1.3 * first_days(stays)


def test_a_branch_that_moved_soon_has_a_usual_of_its_own():
    """Twice the guests at a new address: no alarm, and a month later that is usual."""
    detector = _after(1.0)
    moved = [
        reading(f"n{day}-{k}", DAY + day * 24 + 11 + k * 5)
        for day in range(28)
        for k in range(2)
    ]
    moved += [ordinary(f"n{day}", DAY + day * 24 + 11) for day in range(28)]
    stream = detector.network.streams["abay", "heat_air"]
    before = detector.network.usual_per_day(stream)
    alarms = feed(detector, sorted(moved, key=lambda r: r.seen_at))
    assert [a for a in alarms if a.level is not Level.LOOK] == []
    assert detector.network.usual_per_day(stream) > 1.3 * before


def test_a_new_level_is_accepted():
    """A stream that stays ten times louder stops alarming within two weeks."""
    detector = _after(1.0)
    loud = [
        reading(f"n{day}-{k}", DAY + day * 24 + 9 + k * 1.2)
        for day in range(21)
        for k in range(10)
    ]
    loud += [ordinary(f"n{day}", DAY + day * 24 + 9) for day in range(21)]
    alarms = feed(detector, sorted(loud, key=lambda r: r.seen_at))
    last = START + timedelta(hours=DAY + 14 * 24)
    assert [a for a in alarms if a.at > last] == []


def test_phrases_are_what_two_clients_share():
    """Only stems of at least two clients describe a window, telling ones first."""
    words = [("жарк", "салон"), ("жарк", "салон"), ("жарк", "дыш"), ("душн", "салон")]
    detector = Detector()
    usual = [
        reading(f"u{i}", 8 + i / 60, topics={}, about={}, stems=("салон",))
        for i in range(40)
    ]
    crisis = [reading(i, 10 + i / 9, stems=s) for i, s in enumerate(words)]
    assert feed(detector, usual + crisis)[-1].phrases == ("жарк", "салон")


def test_sentiment_is_an_effect_size_with_its_n():
    """The window's mean is told in standard deviations of the branch's usual."""
    detector = Detector()
    usual = [
        reading(f"u{i}", 8 + i / 60, topics={}, about={}, sentiment=0.2 + 0.1 * (i % 3))
        for i in range(60)
    ]
    crisis = [reading(i, 10 + i / 9, sentiment=-0.7) for i in range(4)]
    alarm = feed(detector, usual + crisis)[-1]
    assert alarm.sentiment_n == alarm.witnesses
    assert alarm.sentiment_deviation < -5


def test_memory_stays_bounded():
    """A flood of complaints leaves a bounded state behind."""
    detector = Detector()
    feed(detector, [reading(i, 10 + i / 400) for i in range(4000)])
    stream = detector.snapshot()["stream:abay\theat_air"]
    assert len(stream["votes"]) <= 301
    assert len(stream["mentions"]) <= 500


def test_of_two_troubles_in_one_moment_neither_is_the_others_echo():
    """Three guests name heat and three water at once: both are told, in any order."""
    heat = [reading(f"h{i}", DAY + 13) for i in range(4)]
    water = {"water": 0.95}
    wet = [reading(f"w{i}", DAY + 13, topics=water, about=water) for i in range(4)]
    for readings in (heat + wet, wet + heat):
        told = feed(_after(1.0), readings)
        crises = {a.topic for a in told if a.level is Level.INCIDENT}
        assert crises == {"heat_air", "water"}


def test_a_morning_weighs_as_a_morning():
    """Quiet nights do not make a new weekday look quiet: eight busy hours are eight."""
    detector = Detector()
    for day in range(3):
        for n in range(240):
            hour = day * 24 + 9 + n / 20
            if day < 2 or hour < 2 * 24 + 9.5:
                detector.update(ordinary(f"{day}-{n}", hour))
    clock = detector.network.profile.operational
    start = START.timestamp() + 9 * 3600.0
    today, yesterday = (
        clock(start + d * 86400 + 3600.0) - clock(start + d * 86400) for d in (2, 1)
    )
    assert today > 0.8 * yesterday
