"""One detector an organisation: the same on one worker or four."""

from collections import Counter

import pytest
from tests.contracts.desk.documents import NOON, ORG
from tests.contracts.desk.test_concurrency import at_once

from sondir.domain.detection import Complaint, Detector

BRANCHES = ("abay", "dostyk")
CROWD = [
    Complaint(
        message_id=f"m{n:02}",
        client=f"client:{n}",
        branch=BRANCHES[n % len(BRANCHES)],
        at=NOON,
        seen_at=NOON,
        topics={"heat_air": 0.95},
        about={},
        visited=True,
    )
    for n in range(20)
]
"""Of one moment: then the order in which they are read decides nothing."""


def heard(detector):
    """Give what the detector remembers of each branch: who voted, and how much."""
    streams = detector.network.streams
    return {
        branch: (
            sorted(vote.message_id for vote in streams[branch, "heat_air"].votes),
            round(streams[branch, "heat_air"].recent.total, 6),
            streams[branch, "heat_air"].level,
        )
        for branch in BRANCHES
    }


@pytest.fixture(scope="module")
def alone():
    """One worker reads everything once."""
    detector = Detector()
    told = [alarm for reading in CROWD for alarm in detector.update(reading)]
    return heard(detector), Counter((a.branch, a.level) for a in told)


def test_four_workers_notice_what_one_notices(kept_salon, alone):
    """Each reads all messages, in an order of its own: counted once, told once."""

    def read(number):
        told = []
        for n in range(len(CROWD)):
            reading = CROWD[(n * 7 + number * 5) % len(CROWD)]
            with kept_salon.step() as desk:
                detector = desk.detectors.load(ORG)
                told += detector.update(reading)
                desk.detectors.save(ORG, detector)
        return told

    told = [alarm for answers in at_once(read) for alarm in answers]
    with kept_salon.step() as desk:
        together = heard(desk.detectors.load(ORG))
    assert together == alone[0]
    assert Counter((a.branch, a.level) for a in told) == alone[1]
    assert {a.branch for a in told} == set(BRANCHES)


def test_a_reading_that_was_rolled_back_was_never_heard(kept_salon):
    """The state is saved with the reading, or neither is."""
    with pytest.raises(ZeroDivisionError), kept_salon.step() as desk:
        detector = desk.detectors.load(ORG)
        detector.update(CROWD[0])
        desk.detectors.save(ORG, detector)
        raise ZeroDivisionError
    with kept_salon.step() as desk:
        detector = desk.detectors.load(ORG)
        assert detector.network.streams == {}
        assert detector.update(CROWD[0]) == []
        assert detector.network.streams["abay", "heat_air"].heard_since(0) == 1
