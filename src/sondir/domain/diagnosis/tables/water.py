"""No water, only cold water, a leak: why? Figures are assumptions with reasons."""

from sondir.domain.diagnosis.network import ANSWERS, Prior, Table, row
from sondir.domain.diagnosis.tables.crowd import with_crowd

PRIORS = (
    Prior("water_outage", 0.36, "crowd", "cuts are frequent, also planned"),
    Prior("plumbing", 0.28, "crowd", "own boiler, tap, pipe or drain"),
    Prior("one_room", 0.07, "corner", "one basin of several"),
    Prior("single_client", 0.06, "one", "one person who writes on and on"),
    Prior("organised", 0.04, "brigade", "rare, but costly to believe"),
    Prior("coincidence", 0.11, "chance", "the detector's own false alarms"),
    Prior("unknown", 0.08, "anything", "what we did not think of"),
)
NOTICE = Table(
    "notice",
    ("none", "active"),
    (
        row("water_outage", 0.50, 0.50, why="about half of the cuts are announced"),
        row("*", 0.99, 0.01, why="a planned cut at this hour is rare"),
    ),
)
OTHER_BRANCHES = Table(
    "other_branches",
    ("none", "some", "most"),
    (
        row("water_outage", 0.62, 0.30, 0.08, why="a main feeds whole districts"),
        row("organised", 0.68, 0.22, 0.10, why="usually aimed at one branch"),
        row("*", 0.88, 0.10, 0.02, why="a matter of this building"),
    ),
)
ROOMS = Table(
    "rooms",
    ("one", "perhaps_one", "several"),
    (
        row("one_room", 0.72, 0.22, 0.06, why="one basin stands in one room"),
        row("plumbing", 0.25, 0.25, 0.50, why="a leak is local, a boiler is not"),
        row("single_client", 0.45, 0.30, 0.25, why="one person sits in one room"),
        row("*", 0.10, 0.20, 0.70, why="felt, or claimed, everywhere"),
    ),
)
SENSOR = Table(
    "sensor",
    ("below", "within", "above"),
    (
        row("water_outage", 0.93, 0.06, 0.01, why="no pressure at the inlet"),
        row("plumbing", 0.35, 0.58, 0.07, why="a burst pipe lowers it"),
        row("*", 0.05, 0.92, 0.03, why="nothing is wrong with the pressure"),
    ),
)
STAFF = Table(
    "staff",
    ("fault", "well"),
    (
        row("water_outage plumbing", 0.92, 0.08, why="they work with water"),
        row("one_room", 0.75, 0.25, why="known to whoever works there"),
        row("unknown", 0.50, 0.50, why="nothing known"),
        row("*", 0.10, 0.90, why="nothing is wrong"),
    ),
)
NAMED = Table(
    "named",
    ("no_water", "no_hot_water", "leak", "drain"),
    (
        row("water_outage", 0.72, 0.23, 0.03, 0.02, why="often only the hot"),
        row("plumbing", 0.30, 0.25, 0.27, 0.18, why="a valve, a pipe, a drain"),
        row("one_room", 0.20, 0.20, 0.30, 0.30, why="a basin of its own"),
        row("*", 0.35, 0.25, 0.22, 0.18, why="nothing known"),
    ),
)
WATER_FROM_ALL_TAPS = Table(
    "water_from_all_taps",
    ANSWERS,
    (
        row("water_outage", 0.04, 0.91, 0.05, why="a tap settles it"),
        row("plumbing", 0.45, 0.38, 0.17, why="a leak or a cold boiler still runs"),
        row("one_room", 0.30, 0.58, 0.12, why="all but one"),
        row("unknown", 0.60, 0.32, 0.08, why="wide"),
        row("*", 0.93, 0.05, 0.02, why="nothing is wrong"),
    ),
)
NEIGHBOURS_HAVE_WATER = Table(
    "neighbours_have_water",
    ANSWERS,
    (
        row("water_outage", 0.10, 0.87, 0.03, why="a cut takes the whole house"),
        row("unknown", 0.80, 0.17, 0.03, why="wide"),
        row("*", 0.94, 0.04, 0.02, why="a matter of our own pipes or of none"),
    ),
)
LEAK_OR_BLOCKED_DRAIN = Table(
    "leak_or_blocked_drain",
    ANSWERS,
    (
        row("plumbing", 0.62, 0.24, 0.14, why="the boiler is the other half"),
        row("one_room", 0.50, 0.38, 0.12, why="mostly a drain"),
        row("unknown", 0.20, 0.73, 0.07, why="wide"),
        row("*", 0.04, 0.94, 0.02, why="dry floor"),
    ),
)
MODEL = with_crowd(
    "water",
    PRIORS,
    (NOTICE, OTHER_BRANCHES, ROOMS, SENSOR, STAFF, NAMED),
    (WATER_FROM_ALL_TAPS, NEIGHBOURS_HAVE_WATER, LEAK_OR_BLOCKED_DRAIN),
)
