"""The demo's network on other days: one crisis of each kind, as a world document.

`sondir demo --case NAME` plays one. A case replaces what is true, what the city has
announced and the weather; people, firms and visits stay those of the seed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from sondir.world.demo import DAY, Row, demo_document
from sondir.world.document import WorldError

BEGINS = timedelta(hours=8, minutes=50)


@dataclass(frozen=True, slots=True)
class Case:
    """What is so that day: *cause* under *topic*, over by *until_h* if by itself.

    *notice* (water, power) is announced for the same hours; *everywhere* strikes
    every branch; *outdoor_c* is degrees Celsius. *in_vain* is the
    vendor who comes and mends nothing.
    *owner* is how the owner behaves, where another than the seed's.
    """

    topic: str
    cause: str
    until_h: float | None = None
    notice: str | None = None
    outdoor_c: int | None = None
    everywhere: bool = False
    in_vain: str | None = None
    owner: str | None = None


CASES: Mapping[str, Case] = {
    "climate_failure": Case("heat_air", "climate_failure"),
    "repair_fails": Case(
        "heat_air", "climate_failure", in_vain="svc-f81c2", owner="agrees"
    ),
    "heat_wave": Case(
        "heat_air", "heat_wave_outside", 14, outdoor_c=39, everywhere=True
    ),
    "cold": Case("cold", "heating_failure", outdoor_c=-14),
    "water_outage": Case("water", "water_outage", 12, "water"),
    "leak": Case("water", "plumbing"),
    "power_outage": Case("power_internet", "power_outage"),
    "planned_power_cut": Case("power_internet", "power_outage", 12, "power"),
    "payment_failure": Case("payment_price", "payment_terminal_down"),
    "price_anger": Case("payment_price", "price_change"),
    "queue_overload": Case("waiting", "queue_overload", 11.5),
    "absent_master": Case("waiting", "staff_no_show", 12),
    "hygiene_wave": Case("hygiene", "hygiene_problem"),
    "booking_error": Case("booking_error", "wrong_mailing"),
    "noise_smell": Case("noise_smell", "noise_outside", 11.5),
    "danger": Case("noise_smell", "gas_or_smoke"),
    "injury": Case("injury_allergy", "product_reaction"),
    "staff_conduct": Case("staff_rudeness", "staff_conduct"),
    "organised_attack": Case("heat_air", "organised"),
}


def case_document(name: str, seed: int | None = None) -> Row:
    """Write the world document of one case; raises WorldError for an unknown name.

    >>> case_document("water_outage")["notices"][0]["kind"]
    'water'
    """
    case = CASES.get(name)
    if case is None:
        raise WorldError("case", f"{name}: known are {', '.join(CASES)}")
    document = demo_document(1 if seed is None else seed)
    struck = _struck(document, everywhere=case.everywhere)
    document["truth"] = [_truth(case, branch) for branch in struck]
    document["notices"] = [_notice(case, b) for b in struck if case.notice]
    vendors, owner = document["vendors"], document["owner"]
    for vendor in vendors if isinstance(vendors, list) else ():
        if vendor["id"] == case.in_vain:
            vendor["mends"] = False
    if case.owner is not None and isinstance(owner, dict):
        owner["behaviour"] = case.owner
    if case.outdoor_c is not None:
        document["outdoor_c"] = case.outdoor_c
    return document


def _struck(document: Row, *, everywhere: bool) -> list[str]:
    rows = document["branches"] if everywhere else document["truth"]
    field = "id" if everywhere else "branch"
    return [str(row[field]) for row in rows] if isinstance(rows, list) else []


def _hours(case: Case) -> Row:
    hours: Row = {"from": (DAY + BEGINS).isoformat()}
    if case.until_h is not None:
        hours["until"] = (DAY + timedelta(hours=case.until_h)).isoformat()
    return hours


def _truth(case: Case, branch: str) -> Row:
    return {
        "branch": branch,
        "topic": case.topic,
        "cause": case.cause,
        **_hours(case),
    }


def _notice(case: Case, branch: str) -> Row:
    return {"kind": case.notice, "branch": branch, **_hours(case)}
