"""What reaches over branches, and what only seems to."""

from tests.domain.detection.readings import feed, reading

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
