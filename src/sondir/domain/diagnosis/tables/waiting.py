"""A queue, a late start, no answer: why? Figures are assumptions with reasons."""

from sondir.domain.diagnosis.network import ANSWERS, Prior, Table, row
from sondir.domain.diagnosis.tables.crowd import with_crowd

PRIORS = (
    Prior("queue_overload", 0.34, "crowd", "more guests than hands, on full days"),
    Prior("staff_no_show", 0.24, "corner", "hits the guests of one master"),
    Prior("booking_system", 0.09, "crowd", "double slots make everybody wait"),
    Prior("power_outage", 0.03, "crowd", "work stops, people wait"),
    Prior("single_client", 0.06, "one", "one person who writes on and on"),
    Prior("organised", 0.04, "brigade", "rare, but costly to believe"),
    Prior("coincidence", 0.12, "chance", "the detector's own false alarms"),
    Prior("unknown", 0.08, "anything", "what we did not think of"),
)
LOAD = Table(
    "load",
    ("light", "busy", "full"),
    (
        row(
            "queue_overload",
            0.12,
            0.30,
            0.58,
            why="full days; not every visit is booked",
        ),
        row("staff_no_show", 0.32, 0.40, 0.28, why="any day"),
        row("booking_system", 0.15, 0.30, 0.55, why="double slots look full"),
        row("*", 0.38, 0.38, 0.24, why="any day"),
    ),
)
MASTERS = Table(
    "masters",
    ("one", "perhaps_one", "several"),
    (
        row("queue_overload", 0.06, 0.16, 0.78, why="everybody is late"),
        row("staff_no_show", 0.70, 0.22, 0.08, why="the guests of the missing one"),
        row("single_client", 0.45, 0.30, 0.25, why="one person, one master"),
        row("unknown", 0.25, 0.20, 0.55, why="wide"),
        row("*", 0.10, 0.20, 0.70, why="scattered"),
    ),
)
OTHER_BRANCHES = Table(
    "other_branches",
    ("none", "some", "most"),
    (
        row("queue_overload", 0.75, 0.20, 0.05, why="the eve of a holiday is shared"),
        row("booking_system", 0.40, 0.25, 0.35, why="one system for all branches"),
        row("power_outage", 0.70, 0.25, 0.05, why="a district may hold two branches"),
        row("organised", 0.68, 0.22, 0.10, why="usually aimed at one branch"),
        row("*", 0.88, 0.10, 0.02, why="a matter of this branch"),
    ),
)
STAFF = Table(
    "staff",
    ("fault", "well"),
    (
        row("queue_overload", 0.75, 0.25, why="they are in the middle of it"),
        row("staff_no_show power_outage", 0.88, 0.12, why="they know who is not there"),
        row("booking_system", 0.75, 0.25, why="they face the double bookings"),
        row("unknown", 0.50, 0.50, why="nothing known"),
        row("*", 0.10, 0.90, why="nothing is wrong"),
    ),
)
NAMED = Table(
    "named",
    ("queue", "master_absent", "no_answer"),
    (
        row("queue_overload", 0.66, 0.06, 0.28, why="what they see; nobody picks up"),
        row("staff_no_show", 0.34, 0.58, 0.08, why="they came to that master"),
        row("booking_system", 0.66, 0.14, 0.20, why="two people for one chair"),
        row("*", 0.48, 0.17, 0.35, why="nothing known"),
    ),
)
ALL_MASTERS_PRESENT = Table(
    "all_masters_present",
    ANSWERS,
    (
        row("staff_no_show", 0.05, 0.83, 0.12, why="a shift knows who is missing"),
        row("unknown", 0.75, 0.20, 0.05, why="wide"),
        row("*", 0.92, 0.06, 0.02, why="all are there"),
    ),
)
GUESTS_WAITING_NOW = Table(
    "guests_waiting_now",
    ANSWERS,
    (
        row("queue_overload", 0.87, 0.08, 0.05, why="a glance at the sofa"),
        row("staff_no_show", 0.68, 0.26, 0.06, why="those of one master"),
        row("booking_system power_outage", 0.75, 0.17, 0.08, why="people stand there"),
        row("unknown", 0.35, 0.60, 0.05, why="wide"),
        row("*", 0.12, 0.87, 0.01, why="nobody waits"),
    ),
)
DOUBLE_SLOTS = Table(
    "double_slots",
    ANSWERS,
    (
        row("booking_system", 0.80, 0.10, 0.10, why="two names in one slot"),
        row("queue_overload", 0.12, 0.85, 0.03, why="a few by hand"),
        row("unknown", 0.12, 0.84, 0.04, why="wide"),
        row("*", 0.04, 0.94, 0.02, why="the calendar is in order"),
    ),
)
MODEL = with_crowd(
    "waiting",
    PRIORS,
    (LOAD, MASTERS, OTHER_BRANCHES, STAFF, NAMED),
    (ALL_MASTERS_PRESENT, GUESTS_WAITING_NOW, DOUBLE_SLOTS),
)
