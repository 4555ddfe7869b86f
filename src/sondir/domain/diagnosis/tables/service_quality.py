"""A bad result, ruined hair: why? Figures are assumptions with reasons."""

from sondir.domain.diagnosis.network import ANSWERS, Prior, Table, row
from sondir.domain.diagnosis.tables.crowd import with_crowd

PRIORS = (
    Prior("staff_conduct", 0.37, "corner", "one master's work, that master's guests"),
    Prior("product_reaction", 0.12, "corner", "a new batch of dye or varnish"),
    Prior("queue_overload", 0.08, "crowd", "work done in a hurry"),
    Prior("single_client", 0.14, "one", "one result, one writer"),
    Prior("organised", 0.05, "brigade", "rare, but costly to believe"),
    Prior("coincidence", 0.16, "chance", "results disappoint independently"),
    Prior("unknown", 0.08, "anything", "what we did not think of"),
)
MASTERS = Table(
    "masters",
    ("one", "perhaps_one", "several"),
    (
        row("staff_conduct", 0.68, 0.22, 0.10, why="the same hands each time"),
        row("single_client", 0.50, 0.30, 0.20, why="one person, one master"),
        row("organised", 0.30, 0.22, 0.48, why="a name may be the target"),
        row("*", 0.12, 0.22, 0.66, why="scattered"),
    ),
)
OTHER_BRANCHES = Table(
    "other_branches",
    ("none", "some", "most"),
    (
        row("product_reaction", 0.55, 0.30, 0.15, why="one batch for several branches"),
        row("organised", 0.68, 0.22, 0.10, why="usually aimed at one branch"),
        row("*", 0.89, 0.10, 0.01, why="a matter of this branch"),
    ),
)
LOAD = Table(
    "load",
    ("light", "busy", "full"),
    (
        row("queue_overload", 0.05, 0.27, 0.68, why="that is what a full day means"),
        row("*", 0.36, 0.38, 0.26, why="any day"),
    ),
)
STAFF = Table(
    "staff",
    ("fault", "well"),
    (
        row("product_reaction", 0.60, 0.40, why="masters notice a bad batch"),
        row("staff_conduct", 0.35, 0.65, why="colleagues keep quiet"),
        row("queue_overload", 0.60, 0.40, why="they complain of the rush"),
        row("unknown", 0.30, 0.70, why="nothing known"),
        row("*", 0.12, 0.88, why="they saw nothing"),
    ),
)
SAME_MASTER_IN_ALL = Table(
    "same_master_in_all",
    ANSWERS,
    (
        row("staff_conduct", 0.86, 0.12, 0.02, why="the calendar shows it"),
        row("single_client", 0.55, 0.44, 0.01, why="one visit, mostly one master"),
        row("*", 0.14, 0.85, 0.01, why="scattered"),
    ),
)
NEW_PRODUCT_IN_USE = Table(
    "new_product_in_use",
    ANSWERS,
    (
        row("product_reaction", 0.80, 0.16, 0.04, why="the shelf shows it"),
        row("unknown", 0.20, 0.77, 0.03, why="wide"),
        row("*", 0.12, 0.87, 0.01, why="deliveries come monthly"),
    ),
)
MODEL = with_crowd(
    "service_quality",
    PRIORS,
    (MASTERS, OTHER_BRANCHES, LOAD, STAFF),
    (SAME_MASTER_IN_ALL, NEW_PRODUCT_IN_USE),
)
