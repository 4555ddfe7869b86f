"""The morning of MISSION.md, as the detector sees it."""

import json
from datetime import UTC, datetime, timedelta

from sondir.domain.detection import Complaint, Detector, Level

START = datetime(2026, 7, 14, 4, 30, tzinfo=UTC)


def complaint(i, minute, **changes):
    at = START + timedelta(minutes=minute)
    fields = {
        "message_id": f"m{i}", "client": f"+7799000{i:04}", "branch": "abay",
        "at": at, "seen_at": at, "topics": {"heat_air": 0.95},
        "about": {"heat_air": 0.97}, "visited": True,
    }  # fmt: skip
    return Complaint(**{**fields, **changes})


def feed(detector, complaints):
    return [alarm for c in complaints for alarm in detector.update(c)]


def test_seven_complaints_open_one_incident():
    """Seven guests in forty minutes open one incident, before the seventh."""
    alarms = feed(Detector(), [complaint(i, 6 * i) for i in range(7)])
    incidents = [a for a in alarms if a.level is Level.INCIDENT]
    assert len(incidents) == 1
    assert incidents[0].witnesses <= 5
    assert incidents[0].permission_cap == "act"


def test_restart_equals_no_restart():
    """A detector restored from JSON after every message says the same."""
    readings = [complaint(i, 6 * i) for i in range(7)]
    alarms, detector = [], Detector()
    parts = {}
    for reading in readings:
        alarms += detector.update(reading)
        parts.update(json.loads(json.dumps(detector.dirty())))
        detector = Detector.restore(parts)
    assert feed(Detector(), readings) == alarms


def test_one_client_is_one_witness():
    """One client who writes ten times raises nothing."""
    assert (
        feed(Detector(), [complaint(i, 3 * i, client="one") for i in range(10)]) == []
    )


def test_strangers_are_organised():
    """A crowd of accounts nobody knows becomes its own level, without permission."""
    alarms = feed(Detector(), [complaint(i, 3 * i, visited=False) for i in range(10)])
    assert {a.level for a in alarms} <= {Level.LOOK, Level.ORGANISED}
    assert alarms[-1].permission_cap == "observe"


def test_unknown_visits_open_an_incident_that_asks():
    """A new installation without bookings still opens incidents, with *ask*."""
    alarms = feed(Detector(), [complaint(i, 3 * i, visited=None) for i in range(7)])
    assert alarms[-1].level is Level.INCIDENT
    assert alarms[-1].permission_cap == "ask"
