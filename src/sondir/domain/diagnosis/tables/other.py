"""Any topic without a file of its own: judged by its crowd alone.

No cause that costs money stands here, so such an incident never spends by itself.
"""

from sondir.domain.diagnosis.network import ANSWERS, Prior, Table, row
from sondir.domain.diagnosis.tables.crowd import with_crowd

PRIORS = (
    Prior("unknown", 0.52, "crowd", "something is wrong, and we cannot name it"),
    Prior("single_client", 0.15, "one", "one person who writes on and on"),
    Prior("organised", 0.08, "brigade", "rare, but costly to believe"),
    Prior("coincidence", 0.25, "chance", "the detector's own false alarms"),
)
OTHER_BRANCHES = Table(
    "other_branches",
    ("none", "some", "most"),
    (
        row("unknown", 0.70, 0.18, 0.12, why="a real matter may be shared"),
        row("organised", 0.68, 0.22, 0.10, why="usually aimed at one branch"),
        row("*", 0.89, 0.09, 0.02, why="a matter of this branch"),
    ),
)
STAFF = Table(
    "staff",
    ("fault", "well"),
    (
        row("unknown", 0.65, 0.35, why="they see it as well"),
        row("*", 0.10, 0.90, why="nothing is wrong"),
    ),
)
SHIFT_SEES_THE_PROBLEM = Table(
    "shift_sees_the_problem",
    ANSWERS,
    (
        row("unknown", 0.70, 0.20, 0.10, why="what guests see, the shift sees"),
        row("*", 0.08, 0.90, 0.02, why="nothing is wrong"),
    ),
)
ANYTHING_UNUSUAL_TODAY = Table(
    "anything_unusual_today",
    ANSWERS,
    (
        row("unknown", 0.60, 0.35, 0.05, why="a real matter has a beginning"),
        row("*", 0.20, 0.79, 0.01, why="days differ"),
    ),
)
MODEL = with_crowd(
    "other",
    PRIORS,
    (OTHER_BRANCHES, STAFF),
    (SHIFT_SEES_THE_PROBLEM, ANYTHING_UNUSUAL_TODAY),
)
