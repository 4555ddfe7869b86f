"""Too cold, a draught: why? Every figure is an assumption with its reason."""

from sondir.domain.diagnosis.network import ANSWERS, ANSWERS_OF_ALL, Prior, Table, row
from sondir.domain.diagnosis.tables.crowd import with_crowd

PRIORS = (
    Prior("heating_failure", 0.33, "crowd", "district or own heating, in the season"),
    Prior("climate_failure", 0.18, "crowd", "a unit set too cold or blowing at people"),
    Prior("one_room", 0.15, "corner", "one radiator, one window, one chair"),
    Prior("power_outage", 0.03, "crowd", "electric heating stops with the power"),
    Prior("single_client", 0.07, "one", "one person who writes on and on"),
    Prior("organised", 0.04, "brigade", "rare, but costly to believe"),
    Prior("coincidence", 0.12, "chance", "the detector's own false alarms"),
    Prior("unknown", 0.08, "anything", "what we did not think of"),
)
OUTDOOR = Table(
    "outdoor",
    ("mild", "chilly", "frost"),
    (
        row("heating_failure", 0.08, 0.47, 0.45, why="missed only when it is needed"),
        row("climate_failure", 0.72, 0.20, 0.08, why="a cooling unit runs in summer"),
        row("power_outage", 0.25, 0.40, 0.35, why="felt as cold in winter"),
        row("*", 0.40, 0.38, 0.22, why="the season's days, no link with the weather"),
    ),
)
OTHER_BRANCHES = Table(
    "other_branches",
    ("none", "none_yet", "some", "most"),
    (
        # What a district shares is noticed elsewhere minutes later: early silence
        # counts half as much as silence that lasts.
        row("heating_failure", 0.32, 0.38, 0.19, 0.11, why="district heating"),
        row("power_outage", 0.33, 0.37, 0.25, 0.05, why="two branches in a district"),
        row("unknown", 0.30, 0.36, 0.20, 0.14, why="a frosty day is felt everywhere"),
        row("organised", 0.34, 0.34, 0.22, 0.10, why="usually aimed at one branch"),
        row("*", 0.43, 0.42, 0.13, 0.02, why="a matter of this branch"),
    ),
)
ROOMS = Table(
    "rooms",
    ("one", "perhaps_one", "several"),
    (
        row("heating_failure", 0.05, 0.15, 0.80, why="the whole branch cools"),
        row("climate_failure", 0.20, 0.25, 0.55, why="the stream hits some chairs"),
        row("one_room", 0.72, 0.22, 0.06, why="a guest may name the wrong room"),
        row("single_client", 0.45, 0.30, 0.25, why="one person sits in one room"),
        row("unknown", 0.25, 0.20, 0.55, why="wide"),
        row("*", 0.10, 0.20, 0.70, why="scattered, as guests sit"),
    ),
)
SENSOR = Table(
    "sensor",
    ("below", "within", "above"),
    (
        row("heating_failure", 0.92, 0.07, 0.01, why="the thermometer falls with it"),
        row("climate_failure", 0.60, 0.39, 0.01, why="a stream cools people, then air"),
        row("one_room", 0.45, 0.53, 0.02, why="the sensor hangs in one of the rooms"),
        row("power_outage", 0.65, 0.33, 0.02, why="the hall cools slowly"),
        row("unknown", 0.40, 0.55, 0.05, why="wide"),
        row("*", 0.10, 0.86, 0.04, why="nothing is wrong"),
    ),
)
NOTICE = Table(
    "notice",
    ("none", "active"),
    (
        row("power_outage", 0.55, 0.45, why="about half of the cuts are announced"),
        row("*", 0.995, 0.005, why="a planned cut at this hour is rare"),
    ),
)
STAFF = Table(
    "staff",
    ("fault", "well"),
    (
        row("heating_failure power_outage", 0.90, 0.10, why="the shift freezes too"),
        row("climate_failure one_room", 0.60, 0.40, why="felt by some places"),
        row("unknown", 0.50, 0.50, why="nothing known"),
        row("*", 0.10, 0.90, why="nothing is wrong"),
    ),
)
NAMED = Table(
    "named",
    ("heating", "conditioner", "draught"),
    (
        row("heating_failure", 0.72, 0.08, 0.20, why="people touch the radiator"),
        row("climate_failure", 0.05, 0.75, 0.20, why="people see what blows at them"),
        row("one_room", 0.30, 0.25, 0.45, why="a window or a door"),
        row("*", 0.35, 0.30, 0.35, why="nothing known"),
    ),
)
RADIATORS_WARM = Table(
    "radiators_warm",
    ANSWERS_OF_ALL,
    (
        row("heating_failure", 0.05, 0.79, 0.03, 0.13, why="a hand settles it"),
        row("power_outage", 0.25, 0.63, 0.02, 0.10, why="electric heating is off"),
        row("one_room", 0.45, 0.19, 0.29, 0.07, why="a radiator, or a window"),
        row("climate_failure", 0.59, 0.34, 0.02, 0.05, why="cold in summer anyway"),
        row("unknown", 0.57, 0.32, 0.04, 0.07, why="wide"),
        row("*", 0.79, 0.17, 0.02, 0.02, why="nothing is wrong; in summer a no"),
    ),
)
CONDITIONER_BLOWS_AT_GUESTS = Table(
    "conditioner_blows_at_guests",
    ANSWERS,
    (
        row("climate_failure", 0.77, 0.11, 0.12, why="the shift sees the flaps"),
        row("one_room", 0.30, 0.64, 0.06, why="one unit, one room"),
        row("unknown", 0.25, 0.68, 0.07, why="wide"),
        row("*", 0.06, 0.92, 0.02, why="it stands still"),
    ),
)
MODEL = with_crowd(
    "cold",
    PRIORS,
    (OUTDOOR, OTHER_BRANCHES, ROOMS, SENSOR, NOTICE, STAFF, NAMED),
    (RADIATORS_WARM, CONDITIONER_BLOWS_AT_GUESTS),
)
