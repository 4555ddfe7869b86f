"""Lost, doubled, wrong time or master: why? Figures are assumptions with reasons."""

from sondir.domain.diagnosis.network import ANSWERS, Prior, Table, row
from sondir.domain.diagnosis.tables.crowd import with_crowd

PRIORS = (
    Prior("wrong_mailing", 0.28, "crowd", "a reminder with a wrong date or branch"),
    Prior("booking_system", 0.34, "crowd", "the calendar or its exchange failed"),
    Prior("staff_no_show", 0.10, "corner", "guests of one master are moved about"),
    Prior("single_client", 0.06, "one", "one person who writes on and on"),
    Prior("organised", 0.03, "brigade", "an odd thing to order"),
    Prior("coincidence", 0.11, "chance", "the detector's own false alarms"),
    Prior("unknown", 0.08, "anything", "what we did not think of"),
)
NAMED = Table(
    "named",
    ("message_received", "booking_lost", "double_booking", "wrong_master"),
    (
        row("wrong_mailing", 0.82, 0.08, 0.04, 0.06, why="they quote what we sent"),
        row("booking_system", 0.08, 0.47, 0.33, 0.12, why="slots vanish or double"),
        row("staff_no_show", 0.06, 0.22, 0.10, 0.62, why="another master in the chair"),
        row("*", 0.22, 0.36, 0.20, 0.22, why="nothing known"),
    ),
)
OTHER_BRANCHES = Table(
    "other_branches",
    ("none", "some", "most"),
    (
        row("wrong_mailing", 0.38, 0.22, 0.40, why="mailings go to the whole list"),
        row("booking_system", 0.40, 0.25, 0.35, why="one system for all branches"),
        row("*", 0.88, 0.10, 0.02, why="a matter of this branch"),
    ),
)
MASTERS = Table(
    "masters",
    ("one", "perhaps_one", "several"),
    (
        row("staff_no_show", 0.70, 0.22, 0.08, why="the guests of the missing one"),
        row("single_client", 0.45, 0.30, 0.25, why="one person, one master"),
        row("*", 0.08, 0.18, 0.74, why="scattered"),
    ),
)
STAFF = Table(
    "staff",
    ("fault", "well"),
    (
        row("booking_system staff_no_show", 0.85, 0.15, why="the desk faces it"),
        row("wrong_mailing", 0.55, 0.45, why="seen only when guests show it"),
        row("unknown", 0.45, 0.55, why="nothing known"),
        row("*", 0.08, 0.92, why="nothing is wrong"),
    ),
)
MAILING_SENT_TODAY = Table(
    "mailing_sent_today",
    ANSWERS,
    (
        row("wrong_mailing", 0.88, 0.08, 0.04, why="the desk knows, or sees the phone"),
        row("unknown", 0.25, 0.72, 0.03, why="wide"),
        row("*", 0.15, 0.84, 0.01, why="mailings go out weekly"),
    ),
)
CALENDAR_IN_ORDER = Table(
    "calendar_in_order",
    ANSWERS,
    (
        row("booking_system", 0.09, 0.79, 0.12, why="a look at today's page"),
        row("staff_no_show", 0.55, 0.33, 0.12, why="being moved by hand"),
        row("unknown", 0.70, 0.24, 0.06, why="wide"),
        row("*", 0.92, 0.06, 0.02, why="it is in order"),
    ),
)
MODEL = with_crowd(
    "booking_error",
    PRIORS,
    (NAMED, OTHER_BRANCHES, MASTERS, STAFF),
    (MAILING_SENT_TODAY, CALENDAR_IN_ORDER),
)
