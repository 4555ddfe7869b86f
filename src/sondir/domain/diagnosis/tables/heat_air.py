"""Too hot, stuffy, no air: why? Every figure is an assumption with its reason."""

from sondir.domain.diagnosis.network import ANSWERS, ANSWERS_OF_ALL, Prior, Table, row
from sondir.domain.diagnosis.tables.crowd import with_crowd

PRIORS = (
    Prior("climate_failure", 0.44, "crowd", "the commonest fault of a summer hall"),
    Prior("heat_wave_outside", 0.11, "crowd", "8 % of days; the alarm allows for it"),
    Prior("one_room", 0.10, "corner", "one split unit of several, a room by the sun"),
    Prior("single_client", 0.07, "one", "one person who writes on and on"),
    Prior("organised", 0.07, "brigade", "rare, but costly to believe"),
    Prior("coincidence", 0.12, "chance", "the detector's own false alarms"),
    Prior("power_outage", 0.01, "crowd", "no unit runs; people name the light"),
    Prior("unknown", 0.08, "anything", "what we did not think of"),
)
OUTDOOR = Table(
    "outdoor",
    ("mild", "warm", "hot"),
    (
        row("climate_failure", 0.38, 0.34, 0.28, why="any day, more under load"),
        row("heat_wave_outside", 0.03, 0.17, 0.80, why="that is what a heat wave is"),
        row("one_room", 0.35, 0.35, 0.30, why="sun on one side; heat helps"),
        row("power_outage", 0.30, 0.35, 0.35, why="felt as heat on warm days"),
        row("*", 0.45, 0.33, 0.22, why="the season's days, no link with the weather"),
    ),
)
OTHER_BRANCHES = Table(
    "other_branches",
    ("none", "none_yet", "some", "most"),
    (
        # Early and late silence share what was one figure: half each of what is not
        # linked to the weather. Under a heat wave others join as fast as witnesses
        # do here: by the third of these, half of the silent ones have spoken.
        row("climate_failure", 0.43, 0.42, 0.13, 0.02, why="units fail one by one"),
        row("heat_wave_outside", 0.04, 0.21, 0.25, 0.50, why="the city's weather"),
        row("organised", 0.34, 0.34, 0.22, 0.10, why="usually aimed at one branch"),
        row("power_outage", 0.35, 0.35, 0.25, 0.05, why="two branches in a district"),
        row("*", 0.43, 0.42, 0.13, 0.02, why="a matter of this branch"),
    ),
)
ROOMS = Table(
    "rooms",
    ("one", "perhaps_one", "several"),
    (
        row("climate_failure", 0.03, 0.19, 0.78, why="the whole branch gets warm"),
        row("one_room", 0.50, 0.44, 0.06, why="two or three name it at first"),
        row("single_client", 0.35, 0.40, 0.25, why="one person sits in one room"),
        row("coincidence", 0.06, 0.29, 0.65, why="scattered, as guests sit"),
        row("unknown", 0.20, 0.25, 0.55, why="wide"),
        row("*", 0.05, 0.20, 0.75, why="felt, or claimed, everywhere"),
    ),
)
SENSOR = Table(
    "sensor",
    ("below", "within", "above"),
    (
        row("climate_failure", 0.01, 0.07, 0.92, why="it reads what people feel"),
        row("heat_wave_outside", 0.01, 0.24, 0.75, why="units hold for a while"),
        row("one_room", 0.01, 0.49, 0.50, why="the sensor hangs in one of the rooms"),
        row("power_outage", 0.02, 0.28, 0.70, why="the hall warms up slowly"),
        row("unknown", 0.05, 0.55, 0.40, why="stale air shows no temperature"),
        row("*", 0.04, 0.86, 0.10, why="nothing is wrong with the air"),
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
        row("climate_failure", 0.90, 0.10, why="the shift suffers too"),
        row("heat_wave_outside power_outage", 0.75, 0.25, why="they feel it as well"),
        row("one_room", 0.65, 0.35, why="whoever sits in that room"),
        row("unknown", 0.50, 0.50, why="nothing known"),
        row("*", 0.10, 0.90, why="nothing is wrong"),
    ),
)
NAMED = Table(
    "named",
    ("conditioner", "stuffy", "hot"),
    (
        row("climate_failure", 0.42, 0.25, 0.33, why="people see a silent unit"),
        row("heat_wave_outside", 0.15, 0.25, 0.60, why="it is hot; the unit runs"),
        row("one_room", 0.30, 0.33, 0.37, why="a weak unit or a closed window"),
        row("organised", 0.34, 0.20, 0.46, why="whatever the order says"),
        row("unknown", 0.20, 0.45, 0.35, why="a blocked vent feels stuffy"),
        row("*", 0.22, 0.35, 0.43, why="taste"),
    ),
)
COLD_AIR_BLOWING = Table(
    "cold_air_blowing",
    ANSWERS_OF_ALL,
    (
        # A fan that runs passes for cold nearly as often as a well unit for broken; but
        # who errs says yes or no: one room is seldom named by mistake.
        row("climate_failure", 0.04, 0.805, 0.005, 0.15, why="a hand settles it"),
        row("heat_wave_outside", 0.83, 0.13, 0.01, 0.03, why="blows, and is outrun"),
        # A button says just that; one in six looks only where guests complain.
        row("one_room", 0.09, 0.16, 0.68, 0.07, why="all rooms but that one are well"),
        row("power_outage", 0.03, 0.85, 0.02, 0.10, why="no power, no cold"),
        row("single_client", 0.82, 0.06, 0.10, 0.02, why="that person's place"),
        row("unknown", 0.77, 0.16, 0.02, 0.05, why="no cold air has a name here"),
        row("*", 0.90, 0.06, 0.02, 0.02, why="nothing is wrong; a shift may err"),
    ),
)
HOT_IN_ONE_ROOM = Table(
    "hot_in_one_room",
    ANSWERS,
    (
        row("climate_failure", 0.12, 0.77, 0.11, why="several units rarely differ"),
        row("heat_wave_outside", 0.10, 0.86, 0.04, why="it is hot everywhere"),
        row("one_room", 0.83, 0.10, 0.07, why="that is what one room means"),
        row("single_client", 0.22, 0.76, 0.02, why="that person's place, perhaps"),
        row("unknown", 0.14, 0.80, 0.06, why="what is one room's has a name here"),
        row("*", 0.06, 0.91, 0.03, why="hot nowhere or everywhere"),
    ),
)
MODEL = with_crowd(
    "heat_air",
    PRIORS,
    (OUTDOOR, OTHER_BRANCHES, ROOMS, SENSOR, NOTICE, STAFF, NAMED),
    (COLD_AIR_BLOWING, HOT_IN_ONE_ROOM),
)
