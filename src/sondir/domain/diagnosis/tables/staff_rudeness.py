"""Rude, indifferent, quarrelling: why? Figures are assumptions with reasons."""

from sondir.domain.diagnosis.network import ANSWERS, Prior, Table, row
from sondir.domain.diagnosis.tables.crowd import with_crowd

PRIORS = (
    Prior("staff_conduct", 0.41, "corner", "one person's bad day, felt by that chair"),
    Prior("queue_overload", 0.12, "crowd", "on full days tempers are short"),
    Prior("single_client", 0.16, "one", "one quarrel, one writer"),
    Prior("organised", 0.08, "brigade", "a quarrel with a following"),
    Prior("coincidence", 0.15, "chance", "the detector's own false alarms"),
    Prior("unknown", 0.08, "anything", "what we did not think of"),
)
MASTERS = Table(
    "masters",
    ("one", "perhaps_one", "several"),
    (
        row("staff_conduct", 0.66, 0.22, 0.12, why="the same person each time"),
        row("queue_overload", 0.08, 0.17, 0.75, why="everybody is short"),
        row("single_client", 0.50, 0.30, 0.20, why="one person, one master"),
        row("organised", 0.35, 0.20, 0.45, why="a name may be the target"),
        row("*", 0.15, 0.22, 0.63, why="scattered"),
    ),
)
NAMED = Table(
    "named",
    ("desk", "master"),
    (
        row("staff_conduct", 0.55, 0.45, why="whoever receives the guests is met most"),
        row("queue_overload", 0.60, 0.40, why="the desk bears the rush"),
        row("single_client", 0.40, 0.60, why="a quarrel about the work"),
        row("*", 0.50, 0.50, why="nothing known"),
    ),
)
LOAD = Table(
    "load",
    ("light", "busy", "full"),
    (
        row(
            "queue_overload",
            0.10,
            0.30,
            0.60,
            why="full days; not every visit is booked",
        ),
        row("*", 0.36, 0.38, 0.26, why="any day"),
    ),
)
OTHER_BRANCHES = Table(
    "other_branches",
    ("none", "some", "most"),
    (
        row("queue_overload", 0.75, 0.20, 0.05, why="the eve of a holiday is shared"),
        row("organised", 0.65, 0.23, 0.12, why="usually aimed at one branch"),
        row("*", 0.90, 0.09, 0.01, why="a matter of this branch"),
    ),
)
STAFF = Table(
    "staff",
    ("fault", "well"),
    (
        row("staff_conduct", 0.42, 0.58, why="colleagues keep quiet"),
        row("queue_overload", 0.60, 0.40, why="they complain of the rush"),
        row("unknown", 0.30, 0.70, why="nothing known"),
        row("*", 0.12, 0.88, why="they saw nothing"),
    ),
)
QUARREL_TODAY = Table(
    "quarrel_today",
    ANSWERS,
    (
        row("staff_conduct", 0.66, 0.27, 0.07, why="heard, not always admitted"),
        row("single_client", 0.45, 0.50, 0.05, why="mostly one loud scene"),
        row("queue_overload", 0.35, 0.60, 0.05, why="several small ones"),
        row("unknown", 0.25, 0.71, 0.04, why="wide"),
        row("*", 0.07, 0.92, 0.01, why="a quiet day"),
    ),
)
SHIFT_OVERLOADED = Table(
    "shift_overloaded",
    ANSWERS,
    (
        row("queue_overload", 0.87, 0.10, 0.03, why="ask anybody on a full day"),
        row("*", 0.22, 0.77, 0.01, why="people feel overloaded easily"),
    ),
)
MODEL = with_crowd(
    "staff_rudeness",
    PRIORS,
    (MASTERS, NAMED, LOAD, OTHER_BRANCHES, STAFF),
    (QUARREL_TODAY, SHIFT_OVERLOADED),
)
