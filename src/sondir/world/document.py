"""The world document: who exists, what is true, how people behave.

Every part is optional; `complete` (world/demo.py) fills what is absent. A field
that is not part of the format is an error that names it. Money is whole tenge,
delays are minutes, moments carry an offset.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

CITY_LAT, CITY_LON = 43.2389, 76.8897
"""The middle of Almaty: where a branch or vendor without coordinates stands."""

Person = Annotated[str, Field(pattern=r"^(\+\d{8,15}|ig:\S+)$")]
Hours = Annotated[str, Field(pattern=r"^\d\d:\d\d-\d\d:\d\d$")]
Tenge = Annotated[int, Field(ge=0)]
Minutes = Annotated[int, Field(ge=0)]
Lang = Literal["ru", "kk", "en"]
Trade = Literal["hvac", "plumber", "electrician", "cleaner", "locksmith", "payments"]


class WorldError(ValueError):
    """The document is wrong; *field* says where, the text says what."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(f"{field}: {why}")
        self.field = field
        self.why = why


class Part(BaseModel):
    """A part of the document: read-only, and closed to unknown fields."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Say(Part):
    """One prepared answer, *delay_min* after our message."""

    text: str
    delay_min: float = Field(default=1, ge=0)


class Branch(Part):
    """A salon of the network."""

    id: str = Field(min_length=1)
    name: str = ""
    lat: float = CITY_LAT
    lon: float = CITY_LON
    hours: Hours = "09:00-21:00"
    rooms: tuple[str, ...] = ()


class Truth(Part):
    """What is really wrong at a branch, from when, until when."""

    branch: str
    topic: str
    cause: str
    since: AwareDatetime | None = Field(default=None, alias="from")
    until: AwareDatetime | None = None
    repair_works: bool = True


class Notice(Part):
    """What the city has announced: no water or power for some hours."""

    kind: Literal["water", "power"]
    branch: str
    since: AwareDatetime = Field(alias="from")
    until: AwareDatetime


class Sensor(Part):
    """What a sensor at a branch reads all day, beside its usual range."""

    branch: str
    topic: Literal["heat_air", "cold", "water", "power_internet"]
    reads: Literal["below", "within", "above"]


class Owner(Part):
    """The owner and the owner's way with our cards."""

    client: Person
    lang: Lang = "ru"
    behaviour: Literal["silent", "agrees", "stops", "takes_over", "limits"] = "silent"
    delay_min: tuple[float, float] = (1, 5)
    says: tuple[Say, ...] | None = None


class Shift(Part):
    """The administrator on duty at one branch."""

    branch: str
    client: Person
    lang: Lang = "ru"
    behaviour: Literal["truthful", "wrong", "silent"] = "truthful"
    delay_min: tuple[float, float] = (1, 3)
    says: tuple[Say, ...] | None = None


class Vendor(Part):
    """A repair firm: what the CRM may know, and how it really behaves."""

    id: str
    name: str
    client: Person
    trades: tuple[Trade, ...] = ("hvac",)
    lat: float = CITY_LAT
    lon: float = CITY_LON
    hours: Hours = "08:00-22:00"
    rating: float = Field(default=4.5, ge=0, le=5)
    reviews: int = Field(default=0, ge=0)
    known: bool = False
    opt_in: bool = True
    price_kzt: Tenge = 5000
    raise_to_kzt: Tenge | None = None
    mends: bool = True
    behaviour: Literal[
        "honest", "raises_price", "prepay", "silent", "no_show", "declines", "link"
    ] = "honest"
    says: tuple[Say, ...] | None = None
    arrives_min: Minutes = 60


class Booking(Part):
    """One visit of one client."""

    client: Person
    branch: str
    start: AwareDatetime
    service: str = ""
    master: str = ""
    price_kzt: Tenge = 0


class Client(Part):
    """A client of the network; *lang* and *says* stay in the world."""

    client: Person
    name: str = ""
    lang: Lang = "ru"
    visits: int = Field(default=0, ge=0)
    opted_out: bool = False
    ad_consent: bool = False
    says: tuple[Say, ...] | None = None


class World(Part):
    """The whole document, complete."""

    org: str = "demo"
    timezone: str = "Asia/Almaty"
    seed: int = 1
    corridor: dict[str, object] | str | None = None
    branches: tuple[Branch, ...] = ()
    truth: tuple[Truth, ...] = ()
    outdoor_c: float | None = None  # nobody has measured it
    notices: tuple[Notice, ...] = ()
    sensors: tuple[Sensor, ...] = ()
    owner: Owner | None = None
    shift: tuple[Shift, ...] = ()
    vendors: tuple[Vendor, ...] = ()
    bookings: tuple[Booking, ...] = ()
    clients: tuple[Client, ...] = ()


def parse_world(document: dict[str, object]) -> World:
    """Read a world document as it stands; raises WorldError naming the field.

    A branch that is only referred to is created, so that a short file works.

    >>> parse_world({"vendors": [{"id": "v", "name": "A", "client": "+77990000011"}]
    ...              }).vendors[0].behaviour
    'honest'
    >>> parse_world({"owner": {"client": "+77990000001", "mood": "bad"}})
    Traceback (most recent call last):
    sondir.world.document.WorldError: owner.mood: unknown field
    """
    try:
        world = World.model_validate(document)
    except ValidationError as wrong:
        first = wrong.errors()[0]
        raise WorldError(_place(first["loc"]), _reason(first)) from None
    _refuse_twins(world)
    return world.model_copy(update={"branches": _with_referred(world)})


def read_document(path: Path) -> dict[str, object]:
    """Load the JSON of a world file; raises WorldError naming the line."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as wrong:
        raise WorldError(f"{path.name}, line {wrong.lineno}", wrong.msg) from None
    if not isinstance(document, dict):
        raise WorldError(path.name, "a world is one JSON object")
    return document


def crm_view(world: World) -> dict[str, object]:
    """Show the part of the world that the CRM may be seeded with.

    Never a language, the truth, a vendor's price, a behaviour or prepared answers:
    those the product has to find out.
    """
    vendor_secrets = {
        "price_kzt",
        "raise_to_kzt",
        "mends",
        "behaviour",
        "says",
        "arrives_min",
    }
    return {
        "org": world.org,
        "timezone": world.timezone,
        "corridor": world.corridor,
        "branches": [b.model_dump(mode="json") for b in world.branches],
        "owner": {"client": world.owner.client} if world.owner else None,
        "shift": [{"branch": s.branch, "client": s.client} for s in world.shift],
        "vendors": [
            v.model_dump(mode="json", exclude=vendor_secrets) for v in world.vendors
        ],
        "bookings": [b.model_dump(mode="json") for b in world.bookings],
        "clients": [
            c.model_dump(mode="json", exclude={"lang", "says"}) for c in world.clients
        ],
    }


def city_view(world: World) -> dict[str, object]:
    """Show what is measured and announced: the weather, the notices, the sensors."""
    return {
        "outdoor_c": world.outdoor_c,
        "notices": [n.model_dump(mode="json", by_alias=True) for n in world.notices],
        "sensors": [s.model_dump(mode="json") for s in world.sensors],
    }


def _with_referred(world: World) -> tuple[Branch, ...]:
    named = [
        *(t.branch for t in world.truth),
        *(s.branch for s in world.shift),
        *(b.branch for b in world.bookings),
        *(n.branch for n in world.notices),
        *(s.branch for s in world.sensors),
    ]
    known = {b.id for b in world.branches}
    missing = [name for name in dict.fromkeys(named) if name not in known]
    given = [
        b if b.name else b.model_copy(update={"name": b.id}) for b in world.branches
    ]
    return (*given, *(Branch(id=name, name=name) for name in missing))


def _refuse_twins(world: World) -> None:
    for part, ids in (
        ("branches", [b.id for b in world.branches]),
        ("vendors", [v.id for v in world.vendors]),
        ("clients", [c.client for c in world.clients]),
        ("truth", [t.branch for t in world.truth]),
        ("sensors", [f"{s.branch}/{s.topic}" for s in world.sensors]),
    ):
        for place, one in enumerate(ids):
            if one in ids[:place]:
                raise WorldError(f"{part}[{place}]", f"{one} stands here twice")


def _place(loc: Sequence[int | str]) -> str:
    place = ""
    for step in loc:
        place += f"[{step}]" if isinstance(step, int) else f".{step}"
    return place.lstrip(".") or "world"


def _reason(error: object) -> str:
    kind = error["type"] if isinstance(error, dict) else ""
    if kind == "extra_forbidden":
        return "unknown field"
    return str(error["msg"]) if isinstance(error, dict) else "wrong"
