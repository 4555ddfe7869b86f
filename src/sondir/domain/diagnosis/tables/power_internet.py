"""No light, no sockets, no wi-fi: why? Figures are assumptions with reasons."""

from sondir.domain.diagnosis.network import ANSWERS, Prior, Table, row
from sondir.domain.diagnosis.tables.crowd import with_crowd

PRIORS = (
    Prior("power_outage", 0.43, "crowd", "cuts of the network and of our own panel"),
    Prior("internet_outage", 0.22, "crowd", "the provider or the router"),
    Prior("one_room", 0.07, "corner", "one group of sockets, one fuse"),
    Prior("single_client", 0.05, "one", "one person who writes on and on"),
    Prior("organised", 0.04, "brigade", "rare, but costly to believe"),
    Prior("coincidence", 0.11, "chance", "the detector's own false alarms"),
    Prior("unknown", 0.08, "anything", "what we did not think of"),
)
NOTICE = Table(
    "notice",
    ("none", "active"),
    (
        row("power_outage", 0.55, 0.45, why="about half of the cuts are announced"),
        row("internet_outage", 0.96, 0.04, why="a cut up the line takes the provider"),
        row("*", 0.995, 0.005, why="a planned cut at this hour is rare"),
    ),
)
OTHER_BRANCHES = Table(
    "other_branches",
    ("none", "some", "most"),
    (
        row("power_outage", 0.72, 0.24, 0.04, why="a district may hold two branches"),
        row("internet_outage", 0.65, 0.18, 0.17, why="one provider for all"),
        row("organised", 0.68, 0.22, 0.10, why="usually aimed at one branch"),
        row("*", 0.88, 0.10, 0.02, why="a matter of this building"),
    ),
)
ROOMS = Table(
    "rooms",
    ("one", "perhaps_one", "several"),
    (
        row("one_room", 0.72, 0.22, 0.06, why="one fuse feeds one room"),
        row("single_client", 0.45, 0.30, 0.25, why="one person sits in one room"),
        row("*", 0.08, 0.17, 0.75, why="felt, or claimed, everywhere"),
    ),
)
SENSOR = Table(
    "sensor",
    ("below", "within", "above"),
    (
        row("power_outage", 0.94, 0.05, 0.01, why="no voltage at the meter"),
        row("one_room", 0.25, 0.73, 0.02, why="the meter sees the other groups"),
        row("*", 0.03, 0.94, 0.03, why="the voltage is there"),
    ),
)
STAFF = Table(
    "staff",
    ("fault", "well"),
    (
        row("power_outage", 0.95, 0.05, why="nobody works in the dark"),
        row("internet_outage one_room", 0.70, 0.30, why="noticed by some"),
        row("unknown", 0.50, 0.50, why="nothing known"),
        row("*", 0.10, 0.90, why="nothing is wrong"),
    ),
)
NAMED = Table(
    "named",
    ("light", "internet", "sparks"),
    (
        row("power_outage", 0.87, 0.06, 0.07, why="the light is what people see"),
        row("internet_outage", 0.04, 0.95, 0.01, why="only the net is gone"),
        row("one_room", 0.66, 0.12, 0.22, why="a fuse, a socket"),
        row("*", 0.48, 0.40, 0.12, why="nothing known"),
    ),
)
LIGHTS_ON = Table(
    "lights_on",
    ANSWERS,
    (
        row("power_outage", 0.05, 0.88, 0.07, why="a glance; a phase may remain"),
        row("one_room", 0.62, 0.28, 0.10, why="all but one room"),
        row("unknown", 0.72, 0.22, 0.06, why="wide"),
        row("*", 0.96, 0.03, 0.01, why="the light is on"),
    ),
)
INTERNET_WORKS = Table(
    "internet_works",
    ANSWERS,
    (
        row("internet_outage", 0.06, 0.82, 0.12, why="the desk needs it every minute"),
        row("power_outage", 0.12, 0.83, 0.05, why="the router is dark as well"),
        row("unknown", 0.70, 0.24, 0.06, why="wide"),
        row("*", 0.94, 0.04, 0.02, why="it works"),
    ),
)
MODEL = with_crowd(
    "power_internet",
    PRIORS,
    (NOTICE, OTHER_BRANCHES, ROOMS, SENSOR, STAFF, NAMED),
    (LIGHTS_ON, INTERNET_WORKS),
)
