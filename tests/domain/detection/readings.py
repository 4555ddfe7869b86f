"""Readings for the detector's tests."""

from datetime import UTC, datetime, timedelta

from sondir.domain.detection import Complaint

START = datetime(2026, 7, 13, 19, tzinfo=UTC)  # a Tuesday, 00:00 in Almaty


def reading(i, hour, **changes):
    """One verified complaint about heat, *hour* hours after the start."""
    at = START + timedelta(hours=hour)
    fields = {
        "message_id": f"m{i:05}", "client": f"c{i:05}", "branch": "abay",
        "at": at, "seen_at": at, "topics": {"heat_air": 0.95},
        "about": {"heat_air": 0.97}, "visited": True,
    }  # fmt: skip
    return Complaint(**{**fields, **changes})


def ordinary(i, hour, branch="abay"):
    """One message without a complaint."""
    return reading(f"o{i}", hour, topics={}, about={}, visited=None, branch=branch)


def feed(detector, readings):
    """Return the alarms of all *readings*."""
    return [alarm for r in readings for alarm in detector.update(r)]


def month(per_day, days=28, branch="abay"):
    """A calm month: complaints spread evenly over the open hours, and small talk."""
    out = []
    for day in range(days):
        hours = (day * 24 + 9 + k / 2 for k in range(24))
        out += [ordinary(f"{branch}{day}-{h}", h, branch) for h in hours]
        count = int((day + 1) * per_day) - int(day * per_day)
        times = [day * 24 + 9.1 + (k + 0.5) * 12 / count for k in range(count)]
        out += [reading(f"{branch}{h:.2f}", h, branch=branch) for h in times]
    return sorted(out, key=lambda r: r.seen_at)
