"""Noise, music, a smell, smoke: why? Figures are assumptions with reasons.

A smell of gas or smoke is a danger: a single message calls a person, whatever is
concluded here. This table never stands in the way of that.
"""

from sondir.domain.diagnosis.network import ANSWERS, Prior, Table, row
from sondir.domain.diagnosis.tables.crowd import with_crowd

PRIORS = (
    Prior("noise_outside", 0.28, "crowd", "roadworks, a neighbour's drill"),
    Prior("smell_inside", 0.27, "crowd", "paint, chemicals, a blocked vent"),
    Prior("gas_or_smoke", 0.07, "crowd", "rare, and never to be missed"),
    Prior("one_room", 0.08, "corner", "music or a smell in one room"),
    Prior("single_client", 0.07, "one", "one person who writes on and on"),
    Prior("organised", 0.03, "brigade", "an odd thing to order"),
    Prior("coincidence", 0.12, "chance", "the detector's own false alarms"),
    Prior("unknown", 0.08, "anything", "what we did not think of"),
)
NAMED = Table(
    "named",
    ("noise", "smell", "gas_or_smoke"),
    (
        row("noise_outside", 0.97, 0.02, 0.01, why="people hear a drill"),
        row("smell_inside", 0.02, 0.90, 0.08, why="some smells remind of burning"),
        row("gas_or_smoke", 0.01, 0.22, 0.77, why="some only say that it smells"),
        row("one_room", 0.50, 0.46, 0.04, why="loud music or varnish"),
        row("*", 0.52, 0.42, 0.06, why="nothing known"),
    ),
)
OTHER_BRANCHES = Table(
    "other_branches",
    ("none", "some", "most"),
    (
        row("organised", 0.68, 0.22, 0.10, why="usually aimed at one branch"),
        row("unknown", 0.72, 0.18, 0.10, why="smog is felt in the whole city"),
        row("*", 0.91, 0.08, 0.01, why="a matter of this building"),
    ),
)
ROOMS = Table(
    "rooms",
    ("one", "perhaps_one", "several"),
    (
        row("noise_outside", 0.18, 0.22, 0.60, why="rooms to the street hear more"),
        row("smell_inside gas_or_smoke", 0.20, 0.25, 0.55, why="near the source first"),
        row("one_room", 0.72, 0.22, 0.06, why="that is what one room means"),
        row("single_client", 0.45, 0.30, 0.25, why="one person sits in one room"),
        row("*", 0.12, 0.20, 0.68, why="scattered"),
    ),
)
STAFF = Table(
    "staff",
    ("fault", "well"),
    (
        row("noise_outside gas_or_smoke", 0.90, 0.10, why="they hear and smell it too"),
        row("smell_inside one_room", 0.60, 0.40, why="noses get used to varnish"),
        row("unknown", 0.50, 0.50, why="nothing known"),
        row("*", 0.10, 0.90, why="nothing is wrong"),
    ),
)
SMELL_OF_GAS_OR_SMOKE = Table(
    "smell_of_gas_or_smoke",
    ANSWERS,
    (
        row("gas_or_smoke", 0.90, 0.06, 0.04, why="they smell it; asked for safety"),
        row("smell_inside", 0.15, 0.82, 0.03, why="burnt hair, chemicals"),
        row("unknown", 0.12, 0.85, 0.03, why="wide"),
        row("*", 0.02, 0.97, 0.01, why="no"),
    ),
)
NOISE_FROM_OUTSIDE = Table(
    "noise_from_outside",
    ANSWERS,
    (
        row("noise_outside", 0.92, 0.05, 0.03, why="a drill is heard by all"),
        row("unknown", 0.22, 0.75, 0.03, why="wide"),
        row("*", 0.08, 0.91, 0.01, why="the usual street"),
    ),
)
STRONG_SMELL_INSIDE = Table(
    "strong_smell_inside",
    ANSWERS,
    (
        row("smell_inside", 0.74, 0.18, 0.08, why="noses get used to it"),
        row("gas_or_smoke", 0.88, 0.08, 0.04, why="that as well"),
        row("one_room", 0.42, 0.53, 0.05, why="half of these are music"),
        row("unknown", 0.28, 0.68, 0.04, why="wide"),
        row("*", 0.06, 0.93, 0.01, why="no"),
    ),
)
MODEL = with_crowd(
    "noise_smell",
    PRIORS,
    (NAMED, OTHER_BRANCHES, ROOMS, STAFF),
    (SMELL_OF_GAS_OR_SMOKE, NOISE_FROM_OUTSIDE, STRONG_SMELL_INSIDE),
)
