"""Dirt, instruments, insects: why? Figures are assumptions with reasons."""

from sondir.domain.diagnosis.network import ANSWERS, Prior, Table, row
from sondir.domain.diagnosis.tables.crowd import with_crowd

PRIORS = (
    Prior("hygiene_problem", 0.40, "crowd", "cleaning missed, a steriliser broken"),
    Prior("water_outage", 0.05, "crowd", "without water nothing is washed"),
    Prior("plumbing", 0.06, "crowd", "a drain that comes up"),
    Prior("one_room", 0.10, "corner", "one room, one toilet"),
    Prior("single_client", 0.10, "one", "one person who writes on and on"),
    Prior("organised", 0.08, "brigade", "dirt is a favourite claim of rivals"),
    Prior("coincidence", 0.13, "chance", "the detector's own false alarms"),
    Prior("unknown", 0.08, "anything", "what we did not think of"),
)
ROOMS = Table(
    "rooms",
    ("one", "perhaps_one", "several"),
    (
        row("hygiene_problem", 0.14, 0.22, 0.64, why="the cleaner missed the branch"),
        row("one_room", 0.72, 0.22, 0.06, why="that is what one room means"),
        row("plumbing", 0.40, 0.28, 0.32, why="around the drain"),
        row("single_client", 0.45, 0.30, 0.25, why="one person sits in one room"),
        row("*", 0.12, 0.20, 0.68, why="scattered"),
    ),
)
OTHER_BRANCHES = Table(
    "other_branches",
    ("none", "some", "most"),
    (
        row("water_outage", 0.65, 0.28, 0.07, why="a main feeds whole districts"),
        row("organised", 0.62, 0.24, 0.14, why="a campaign may name the network"),
        row("*", 0.89, 0.09, 0.02, why="a matter of this branch"),
    ),
)
NOTICE = Table(
    "notice",
    ("none", "active"),
    (
        row("water_outage", 0.50, 0.50, why="about half of the cuts are announced"),
        row("*", 0.99, 0.01, why="a planned cut at this hour is rare"),
    ),
)
STAFF = Table(
    "staff",
    ("fault", "well"),
    (
        row("hygiene_problem one_room", 0.55, 0.45, why="people defend their place"),
        row("water_outage plumbing", 0.90, 0.10, why="they work with water"),
        row("unknown", 0.40, 0.60, why="nothing known"),
        row("*", 0.08, 0.92, why="nothing is wrong"),
    ),
)
NAMED = Table(
    "named",
    ("dirt", "instruments", "insects", "smell"),
    (
        row("hygiene_problem", 0.48, 0.32, 0.14, 0.06, why="what a guest can see"),
        row("water_outage", 0.62, 0.28, 0.03, 0.07, why="nothing is washed"),
        row("plumbing", 0.32, 0.03, 0.10, 0.55, why="a drain smells"),
        row("*", 0.46, 0.27, 0.15, 0.12, why="nothing known"),
    ),
)
DIRT_FOUND = Table(
    "dirt_found",
    ANSWERS,
    (
        row("hygiene_problem", 0.66, 0.17, 0.17, why="once asked, people look"),
        row("one_room", 0.60, 0.26, 0.14, why="in that room"),
        row("plumbing water_outage", 0.60, 0.25, 0.15, why="they see the trouble"),
        row("unknown", 0.25, 0.67, 0.08, why="wide"),
        row("*", 0.05, 0.93, 0.02, why="it is clean"),
    ),
)
CLEANED_TODAY = Table(
    "cleaned_today",
    ANSWERS,
    (
        row("hygiene_problem", 0.28, 0.54, 0.18, why="missed, or badly done"),
        row("water_outage", 0.35, 0.55, 0.10, why="no water to clean with"),
        row("one_room", 0.62, 0.28, 0.10, why="all but one room"),
        row("unknown", 0.72, 0.22, 0.06, why="wide"),
        row("*", 0.91, 0.07, 0.02, why="as every day"),
    ),
)
MODEL = with_crowd(
    "hygiene",
    PRIORS,
    (ROOMS, OTHER_BRANCHES, NOTICE, STAFF, NAMED),
    (DIRT_FOUND, CLEANED_TODAY),
)
