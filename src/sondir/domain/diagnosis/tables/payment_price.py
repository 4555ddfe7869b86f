"""Charged twice, no terminal, another price: why? Assumptions with reasons."""

from sondir.domain.diagnosis.network import ANSWERS, Prior, Table, row
from sondir.domain.diagnosis.tables.crowd import with_crowd

PRIORS = (
    Prior("payment_terminal_down", 0.34, "crowd", "a few times a year"),
    Prior("price_change", 0.28, "crowd", "a new list, not told to the guests"),
    Prior("internet_outage", 0.04, "crowd", "no net, no terminal"),
    Prior("single_client", 0.09, "one", "one person who writes on and on"),
    Prior("organised", 0.04, "brigade", "rare, but costly to believe"),
    Prior("coincidence", 0.13, "chance", "the detector's own false alarms"),
    Prior("unknown", 0.08, "anything", "what we did not think of"),
)
NAMED = Table(
    "named",
    ("terminal", "charged_twice", "price_differs"),
    (
        row("payment_terminal_down", 0.62, 0.33, 0.05, why="refuses or charges twice"),
        row("price_change", 0.02, 0.05, 0.93, why="the sum at the desk surprises"),
        row("internet_outage", 0.83, 0.14, 0.03, why="the terminal has no line"),
        row("*", 0.22, 0.26, 0.52, why="nothing known"),
    ),
)
OTHER_BRANCHES = Table(
    "other_branches",
    ("none", "some", "most"),
    (
        row("payment_terminal_down", 0.62, 0.18, 0.20, why="banks fail for many"),
        row("price_change", 0.48, 0.20, 0.32, why="one list for the network"),
        row("internet_outage", 0.65, 0.18, 0.17, why="one provider for all"),
        row("organised", 0.68, 0.22, 0.10, why="usually aimed at one branch"),
        row("*", 0.88, 0.10, 0.02, why="a matter of this branch"),
    ),
)
NOTICE = Table(
    "notice",
    ("none", "active"),
    (
        row("internet_outage payment_terminal_down", 0.95, 0.05, why="a cut takes it"),
        row("*", 0.995, 0.005, why="a planned cut at this hour is rare"),
    ),
)
STAFF = Table(
    "staff",
    ("fault", "well"),
    (
        row("payment_terminal_down internet_outage", 0.92, 0.08, why="the desk knows"),
        row("price_change", 0.40, 0.60, why="for the desk all is as ordered"),
        row("unknown", 0.45, 0.55, why="nothing known"),
        row("*", 0.08, 0.92, why="nothing is wrong"),
    ),
)
TERMINAL_WORKS = Table(
    "terminal_works",
    ANSWERS,
    (
        row("payment_terminal_down", 0.12, 0.75, 0.13, why="double charges hide"),
        row("internet_outage", 0.06, 0.84, 0.10, why="no line"),
        row("unknown", 0.75, 0.20, 0.05, why="wide"),
        row("*", 0.95, 0.04, 0.01, why="it works"),
    ),
)
PRICES_CHANGED = Table(
    "prices_changed",
    ANSWERS,
    (
        row("price_change", 0.88, 0.09, 0.03, why="the desk knows its list"),
        row("unknown", 0.20, 0.76, 0.04, why="wide"),
        row("*", 0.06, 0.93, 0.01, why="lists change a few times a year"),
    ),
)
MODEL = with_crowd(
    "payment_price",
    PRIORS,
    (NAMED, OTHER_BRANCHES, NOTICE, STAFF),
    (TERMINAL_WORKS, PRICES_CHANGED),
)
