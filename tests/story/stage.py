"""A small salon network for the stories: two branches, seven witnesses, five vendors.

A story is a world document, message records and sometimes a corridor. Complaints
carry their topics, so that a story tells what is done, not how well words are read.
"""

from copy import deepcopy
from datetime import datetime, timedelta
from typing import Any

from sondir.bootstrap.memory import Play, Story
from sondir.bootstrap.records import given_of
from sondir.bootstrap.replaying import reading
from sondir.domain.organisation import ALMATY
from sondir.domain.patience import Patience
from sondir.languages import templates
from sondir.world.catalogue import parse_catalogue
from sondir.world.demo import complete
from sondir.world.replay import replayed_world

Row = dict[str, Any]
TEN = datetime(2026, 7, 14, 10, 0, tzinfo=ALMATY)
READING = reading()
CATALOGUE = parse_catalogue(templates())
OWNER, SHIFT, OTHER_SHIFT = "+77990000001", "+77990000031", "+77990000032"
VENDORS = tuple(f"+7799000001{n}" for n in range(1, 6))
GUESTS = tuple(f"+7799000010{n}" for n in range(1, 6))
"""Five with a visit this morning; the second is on Instagram."""
STRANGERS = ("+77990000901", "+77990000902")
BOOKED = ("+77990000201", "+77990000202")
"""Two with a visit in the next hours."""
KAZAKH = ("+77990000102", "+77990000104")


def at(minutes: float) -> datetime:
    """Give the moment so many minutes after ten."""
    return TEN + timedelta(minutes=minutes)


WORDS = {
    GUESTS[0]: "Сижу на окрашивании, в зале просто парилка",
    GUESTS[1]: "Сәлеметсіз бе, ішінде қатты ыстық, терлеп кеттім",
    GUESTS[2]: "Девочки, почему так жарко? кондиционер гоняет тёплое",
    GUESTS[3]: "Ауа мүлдем жоқ, кондиционер істемейді ғой",
    GUESTS[4]: "Духота невозможная, откройте хотя бы окно",
    STRANGERS[0]: "Была у вас утром, дышать нечем, очень душно",
    STRANGERS[1]: "подруга привела, а тут жара как в бане",
}


def heat(client: str, minutes: float, **more: Any) -> Row:
    """Write one complaint about the heat, in the client's language."""
    text = WORDS.get(client, f"Очень жарко у вас, это {client[-3:]}")
    record = {
        "id": f"m-{client[-4:]}-{minutes}",
        "at": at(minutes).isoformat(),
        "channel": "whatsapp",
        "branch": "abay",
        "client": client,
        "text": text,
        "topics": {"heat_air": 0.93},
    }
    return record | more


def says(client: str, minutes: float, text: str, **more: Any) -> Row:
    """Write one message in the client's own words; the reader understands it."""
    record = heat(client, minutes, text=text, id=f"s-{client[-4:]}-{minutes}")
    del record["topics"]
    return record | more


def crowd() -> list[Row]:
    """Seven witnesses within half an hour: five guests, two whom nobody knows."""
    people = (*GUESTS[:3], STRANGERS[0], *GUESTS[3:], STRANGERS[1])
    return [heat(client, 5 * place) for place, client in enumerate(people)]


def network(**changes: Any) -> Row:
    """Write the world's document; *changes* replace whole parts."""
    document: Row = {
        "org": "salon",
        "seed": 5,
        "branches": [
            {"id": "abay", "name": "Абая", "lat": 43.24, "lon": 76.90},
            {"id": "dostyk", "name": "Достык", "lat": 43.23, "lon": 76.95},
        ],
        "truth": [
            {"branch": "abay", "topic": "heat_air", "cause": "climate_failure"},
        ],
        "outdoor_c": 24,
        "owner": {"client": OWNER, "lang": "ru", "behaviour": "silent"},
        "shift": [
            {"branch": "abay", "client": SHIFT, "lang": "ru"},
            {"branch": "dostyk", "client": OTHER_SHIFT, "lang": "kk"},
        ],
        "vendors": [vendor(n) for n in range(1, 4)],
        "bookings": _bookings(),
        "clients": _clients(),
        "corridor": corridor(),
    }
    return deepcopy(document | changes)


def vendor(number: int, **changes: Any) -> Row:
    """Describe one vendor of the bench: known, near, honest, unless changed."""
    return {
        "id": f"v{number}",
        "name": f"Климат-{number}",
        "client": f"+7799000001{number}",
        "trades": ["hvac"],
        "lat": 43.25,
        "lon": 76.91,
        "hours": "00:00-23:59",
        "rating": 4.9 - number / 10,
        "reviews": 100,
        "known": True,
        "opt_in": True,
        "price_kzt": 5000,
        "behaviour": "honest",
        "arrives_min": 60,
    } | changes


def answering(number: int, *texts: str, **changes: Any) -> Row:
    """Describe a vendor who speaks only these words, two minutes after each of ours."""
    spoken = [{"delay_min": 2, "text": text} for text in texts]
    return vendor(number, says=spoken, **changes)


def corridor(**changes: Any) -> Row:
    """Write a corridor that lets the climate playbook act."""
    return {"permissions": {"climate_failure": "act"}} | changes


def _bookings() -> list[Row]:
    visits = [
        {
            "client": client,
            "branch": "abay",
            "start": at(-60 + 10 * place).isoformat(),
            "service": "стрижка",
            "master": f"Мастер {place}",
            "price_kzt": (14_000, 9_000, 4_000, 9_000, 9_000)[place],
        }
        for place, client in enumerate(GUESTS)
    ]
    return visits + [
        {
            "client": client,
            "branch": "abay",
            "start": at(90 + 15 * place).isoformat(),
            "service": "укладка",
            "master": f"Мастер {place}",
            "price_kzt": 9_000,
        }
        for place, client in enumerate(BOOKED)
    ]


def _clients() -> list[Row]:
    return [
        {
            "client": client,
            "name": f"Клиент {client[-3:]}",
            "lang": "kk" if client in KAZAKH else "ru",
            "visits": 3,
            "ad_consent": client == GUESTS[0],
        }
        for client in (*GUESTS, *BOOKED)
    ]


def speaking(document: Row, client: str, *said: tuple[float, str]) -> Row:
    """Let one client of the document answer our messages in turn."""
    spoken = [{"delay_min": minutes, "text": text} for minutes, text in said]
    for card in document["clients"]:
        if card["client"] == client:
            card["says"] = spoken
            return document
    document["clients"].append({"client": client, "says": spoken})
    return document


def told(
    document: Row | None = None,
    records: list[Row] | None = None,
    hours: float = 20,
    patience: Patience | None = None,
) -> Story:
    """Play a story to its end, or so many hours, and return it."""
    story = prepared(document, records, patience)
    story.run(until=at(60 * hours))
    return story


def prepared(
    document: Row | None = None,
    records: list[Row] | None = None,
    patience: Patience | None = None,
) -> Story:
    """Make a story ready to run."""
    lines = crowd() if records is None else records
    lines = sorted(lines, key=lambda r: str(r["at"]))
    played = replayed_world(complete(document or network(), None), lines, CATALOGUE)
    known = {line["id"]: given_of(line) for line in lines}
    start = min((datetime.fromisoformat(r["at"]) for r in lines), default=TEN)
    return Story(
        Play(
            world=played,
            start=start - timedelta(minutes=1),
            records=known,
            patience=patience or Patience(),
        ),
        READING,
    )
