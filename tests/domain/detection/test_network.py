"""What reaches over branches, and what only seems to."""

from tests.domain.detection.readings import feed, month, ordinary, reading

from sondir.domain.detection import Detector, Level, fingerprint

BRANCHES = ("abay", "dostyk", "satpaev", "tole", "zhandosov")


def _wave(**changes):
    return [
        reading(f"{b}{i}", 12 + i / 3 + n / 20, branch=b, **changes)
        for i in range(3)
        for n, b in enumerate(BRANCHES)
    ]


def test_one_client_in_many_branches_is_one_person():
    """A client who writes to every branch of the network raises nothing."""
    assert feed(Detector(), _wave(client="one")) == []


def test_a_text_copied_to_all_branches_is_no_wave():
    """The same text from strangers in every branch is no city-wide cause."""
    text = "Ужасная сеть кондиционеры не работают уже неделю всем советую обходить"
    alarms = feed(Detector(), _wave(visited=None, fingerprint=fingerprint(text)))
    assert {a.level for a in alarms} <= {Level.LOOK, Level.ORGANISED}


def test_a_wave_names_its_branches_and_witnesses():
    """A city-wide rise is one alarm without a branch that counts all witnesses."""
    shared = [a for a in feed(Detector(), _wave()) if a.branch is None]
    assert len(shared) == 1
    assert set(shared[0].branches) <= set(BRANCHES)
    assert shared[0].witnesses == len(set(shared[0].clients))


def test_a_first_morning_of_many_branches_is_no_wave():
    """Nobody knows yet what a topic brings: one voice a branch may be the usual."""
    branches = [f"b{n}" for n in range(12)]
    talk = [ordinary(f"{b}-{h}", 9 + h / 4, b) for b in branches for h in range(16)]
    voices = [reading(f"v{n}", 10 + n / 6, branch=b) for n, b in enumerate(branches)]
    alarms = feed(Detector(), sorted([*talk, *voices], key=lambda r: r.seen_at))
    assert alarms == []


def test_after_a_month_the_same_morning_is_a_wave():
    """Once the usual is known, the same twelve voices are told as one."""
    branches = [f"b{n}" for n in range(12)]
    detector = Detector()
    history = [r for b in branches for r in month(0.2, branch=b)]
    feed(detector, sorted(history, key=lambda r: r.seen_at))
    hour = 28 * 24 + 10
    voices = [reading(f"v{n}", hour + n / 6, branch=b) for n, b in enumerate(branches)]
    alarms = feed(detector, voices)
    assert [a.branch for a in alarms] == [None]
