"""Corridor and detector: the newest limits hold, and a reading counts once."""

import pytest
from tests.contracts.desk.documents import NOON, ORG

from sondir.adapters.database.corridors import keep_corridor
from sondir.domain.corridor import Corridor, Permission
from sondir.domain.detection import Complaint


def complaint(number: int) -> Complaint:
    return Complaint(
        message_id=f"m{number}",
        client=f"client:{number}",
        branch="abay",
        at=NOON,
        seen_at=NOON,
        topics={"heat_air": 0.95},
        about={"heat_air": 0.95},
        visited=True,
    )


def test_the_seeded_corridor_holds(salon):
    """What the document says is what every branch meets."""
    with salon.step() as desk:
        assert desk.corridors.current(ORG, None).incident_kzt == 40_000
        assert desk.corridors.current(ORG, "abay").incident_kzt == 40_000
        assert desk.corridors.current(ORG, "abay").permission_for("x") == "observe"


def test_the_newest_corridor_of_a_branch_overrides_the_networks(kept_salon):
    """A branch's words stand over the network's, the newest over the older."""
    network = Corridor(incident_kzt=20_000, day_kzt=60_000)
    branch = Corridor(
        branch="abay",
        incident_kzt=10_000,
        permissions={"climate_failure": Permission.ACT},
    )
    with kept_salon.engine.begin() as connection:
        versions = [
            keep_corridor(connection, ORG, corridor, NOON, "owner:1")
            for corridor in (network, branch, branch)
        ]
    with kept_salon.step() as desk:
        here, there = (desk.corridors.current(ORG, b) for b in ("abay", "dostyk"))
    assert versions == [2, 1, 2]
    assert (here.incident_kzt, there.incident_kzt) == (10_000, 20_000)
    assert here.day_kzt == 60_000
    assert here.permission_for("climate_failure") is Permission.ACT


def test_the_detector_remembers_between_steps(salon):
    """Seven clients in seven steps raise the same alarm as in one sitting."""
    levels = []
    for number in range(8):
        with salon.step() as desk:
            detector = desk.detectors.load(ORG)
            levels += [str(a.level) for a in detector.update(complaint(number))]
            desk.detectors.save(ORG, detector)
    with salon.step() as desk:
        detector = desk.detectors.load(ORG)
        assert detector.update(complaint(3)) == []
    assert "incident" in levels


def test_a_step_that_fails_leaves_the_detector_as_it_was(kept_salon):
    """A reading whose transaction was rolled back is read again, and counts once."""
    with pytest.raises(RuntimeError), kept_salon.step() as desk:
        detector = desk.detectors.load(ORG)
        detector.update(complaint(1))
        desk.detectors.save(ORG, detector)
        raise RuntimeError
    with kept_salon.step() as desk:
        assert desk.detectors.load(ORG).snapshot() == type(detector)().snapshot()
