"""The default world of a seed: a network of four salons on one full working day.

People, firms and phones are invented; every phone is +7 799 000 xx xx, a range that
cannot ring. Coordinates are the middle of real districts of Almaty.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from sondir.world.chance import chance
from sondir.world.document import World, WorldError, parse_world
from sondir.world.wording import speech, wordings

DAY = datetime(2026, 7, 14, tzinfo=ZoneInfo("Asia/Almaty"))
OPENS = timedelta(hours=8)
"""Masters work from eight; the first complaint comes an hour and a half later."""
CLIENTS = 300
ON_INSTAGRAM = 0.14
MASTERS_A_BRANCH = 6
BOOKED = 0.8
AD_CONSENT = 0.6
"""Share of clients who agreed to be told of offers."""
OPTED_OUT = 0.02
Row = dict[str, object]


def demo_world(seed: int) -> World:
    """Build the whole demo world of *seed*."""
    return parse_world(demo_document(seed))


def complete(document: Row, seed: int | None = None) -> World:
    """Read a world document and fill absent parts from the demo world.

    Without `branches` every absent part is the demo's. With `branches`, absent
    `truth`, `bookings`, `clients` and `notices` are empty, an absent `outdoor_c` is
    unknown, an absent `shift` is one truthful administrator a branch, and absent
    `owner` and `vendors` are the demo's.
    A given *seed* beats the document's.
    """
    written = document.get("seed", 1)
    drawn = seed if seed is not None else written if isinstance(written, int) else 1
    demo = demo_document(drawn)
    if "branches" in document:
        empty: Row = {"truth": [], "bookings": [], "clients": [], "notices": []}
        empty["outdoor_c"] = None
        shift = _shift([str(b) for b in _ids(document["branches"])], drawn)
        demo |= {**empty, "shift": shift}
    return parse_world({**demo, **document, "seed": drawn})


def demo_document(seed: int) -> Row:
    """Draw the demo world of *seed* as a world document (formats 4)."""
    draw = chance(seed, "demo")
    branches = _rows("branches")
    ids = [str(branch["id"]) for branch in branches]
    clients = _clients(draw, seed)
    struck = "abay" if seed == 1 else draw.choice(ids)
    return {
        "org": "demo",
        "timezone": "Asia/Almaty",
        "seed": seed,
        "branches": [
            {key: value for key, value in branch.items() if key != "district"}
            for branch in branches
        ],
        "truth": [
            {
                "branch": struck,
                "topic": "heat_air",
                "cause": "climate_failure",
                "from": (DAY + timedelta(hours=8, minutes=50)).isoformat(),
            }
        ],
        "outdoor_c": draw.randint(22, 27),
        "notices": [],
        "owner": {"client": _phone(1), "lang": "ru", "behaviour": "silent"},
        "shift": _shift(ids, seed),
        "vendors": _vendors(chance(seed, "vendors")),
        "bookings": _bookings(draw, ids, clients),
        "clients": clients,
    }


def _clients(draw: Random, seed: int) -> list[Row]:
    clients: list[Row] = []
    names: set[str] = set()
    while len(clients) < CLIENTS:
        lang = "kk" if draw.random() < 0.42 else "ru"
        name = _name(draw, lang)
        if name in names:
            continue
        names.add(name)
        place = len(clients)
        on_instagram = draw.random() < ON_INSTAGRAM
        igsid = f"ig:{17841400000000000 + draw.randrange(10**9) * 1000 + place}"
        clients.append(
            {
                "client": igsid if on_instagram else _phone(101 + place),
                "name": name,
                "lang": lang,
                "visits": int(draw.expovariate(1 / 5)) + (draw.random() < 0.7),
                "opted_out": draw.random() < OPTED_OUT,
                "ad_consent": chance(seed, "consent", place).random() < AD_CONSENT,
            }
        )
    return clients


def _name(draw: Random, lang: str) -> str:
    male = draw.random() < 0.08
    given = draw.choice(wordings("names", "male" if male else "female", lang))
    surname = "surname_male" if male else "surname"
    family = draw.choice(wordings("names", surname, lang))
    return f"{given} {family}"


def _bookings(draw: Random, ids: Sequence[str], clients: list[Row]) -> list[Row]:
    """Fill the day of every master; the first chairs are taken at opening."""
    bookings: list[Row] = []
    waiting: list[str] = []
    masters = wordings("names", "master", "ru")
    for branch in ids:
        for place, master in enumerate(draw.sample(masters, MASTERS_A_BRANCH)):
            at = DAY + OPENS + timedelta(minutes=15 * draw.randrange(3))
            on_instagram = place == 1
            while at < DAY + timedelta(hours=20):
                waiting = waiting or _queue(draw, clients)
                service = draw.choice(_rows("services"))
                if draw.random() < BOOKED:
                    bookings.append(
                        {
                            "client": _next(waiting, on_instagram),
                            "branch": branch,
                            "start": at.isoformat(),
                            "service": service["name"],
                            "master": master,
                            "price_kzt": service["price_kzt"],
                        }
                    )
                    on_instagram = False
                at += timedelta(minutes=int(str(service["minutes"])))
    return sorted(bookings, key=lambda booking: str(booking["start"]))


def _queue(draw: Random, clients: list[Row]) -> list[str]:
    names = [str(client["client"]) for client in clients]
    return draw.sample(names, len(names))


def _next(waiting: list[str], on_instagram: bool) -> str:
    """Take the next client; every branch has an Instagram user in its first chairs."""
    if on_instagram:
        found = next((one for one in waiting if one.startswith("ig:")), waiting[-1])
        waiting.remove(found)
        return found
    return waiting.pop()


def _vendors(draw: Random) -> list[Row]:
    vendors: list[Row] = []
    for place, row in enumerate(_rows("vendors")):
        behaviour = str(row["behaviour"])
        if behaviour == "silent_or_no_show":
            behaviour = draw.choice(["silent", "no_show", "declines"])
        price = draw.randrange(*_range(row["price_kzt"]), 500)
        vendor = {
            **row,
            "client": _phone(11 + place),
            "behaviour": behaviour,
            "price_kzt": price,
            "arrives_min": draw.randint(*_range(row["arrives_min"])),
        }
        if behaviour == "raises_price":
            vendor["raise_to_kzt"] = price * draw.randint(2, 4)
        vendors.append(vendor)
    return vendors


def _shift(ids: Sequence[str], seed: int) -> list[Row]:
    draw = chance(seed, "shift")
    return [
        {"branch": one, "client": _phone(31 + place), "lang": draw.choice(["ru", "kk"])}
        for place, one in enumerate(ids)
    ]


def _ids(branches: object) -> list[str]:
    if not isinstance(branches, list):
        raise WorldError("branches", "a JSON list is expected")
    ids = [row.get("id") for row in branches if isinstance(row, dict)]
    return [str(one) for one in ids if one]


def _rows(name: str) -> list[Row]:
    rows = speech("network")[name]
    return [dict(row) for row in rows] if isinstance(rows, list) else []


def _range(value: object) -> tuple[int, int]:
    if not isinstance(value, list):
        raise TypeError("a range has two numbers")
    return int(value[0]), int(value[1])


def _phone(number: int) -> str:
    return f"+7799000{number:04d}"
