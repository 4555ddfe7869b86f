"""A crisis over a real database, with one client whom nobody could mistake."""

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Engine, insert, inspect, select, text
from tests.story.stage import GUESTS, crowd, network, speaking
from tests.web import webhook_bodies
from typer.testing import CliRunner

from sondir.adapters.database.engine import open_database
from sondir.adapters.database.migrate import migrate
from sondir.adapters.database.tables.inbox import inbox_body
from sondir.adapters.database.tables.people import person
from sondir.bootstrap.database_story import DatabaseStory
from sondir.bootstrap.memory import Play
from sondir.bootstrap.replaying import given_of, reading, templates
from sondir.cli import app
from sondir.world.catalogue import parse_catalogue
from sondir.world.document import parse_world
from sondir.world.replay import replayed_world

PHONE = GUESTS[0]
HANDLE = "KZ.4417000000000000099"
NAME = "Ғалымжан Өтегенұлы"
ANSWER = "Пожалуйста, позовите администратора, это Өтегенұлы пишет"
NEIGHBOUR = GUESTS[2]
NEIGHBOURS_NAME = "Светлана Прохорова"
WORDS = "Сижу на окрашивании, в зале просто парилка"
NEIGHBOURS_WORDS = "Девочки, почему так жарко? кондиционер гоняет тёплое"


def play(url: str) -> None:
    """Leave a whole crisis behind at *url*, as it would stand there in an evening."""
    database = open_database(url)
    migrate(database)
    sensors = [{"branch": "dostyk", "topic": "water", "reads": "within"}]
    document = speaking(network(sensors=sensors), PHONE, (3, ANSWER))
    names = {PHONE: NAME, NEIGHBOUR: NEIGHBOURS_NAME}
    for card in document["clients"]:
        card["name"] = names.get(card["client"], card.get("name", ""))
    records = crowd()
    world = replayed_world(parse_world(document), records, parse_catalogue(templates()))
    start = world.next_due()
    whole = Play(world, start, records={r["id"]: given_of(r) for r in records})
    DatabaseStory(whole, reading(), database).run()
    with database.begin() as connection:
        rows = [
            {
                "id": f"b-{number}",
                "channel": "whatsapp",
                "raw": raw,
                "received_at": start,
                "settled_at": start,
            }
            for number, raw in enumerate(bodies())
        ]
        connection.execute(insert(inbox_body), rows)
    database.dispose()


def bodies() -> list[bytes]:
    """Webhook bodies as they came: alone, with a neighbour, a status, and no JSON."""
    theirs = said(PHONE, NAME, WORDS)
    beside = said(NEIGHBOUR, NEIGHBOURS_NAME, NEIGHBOURS_WORDS)
    both = {part: theirs[part] + beside[part] for part in ("contacts", "messages")}
    report = webhook_bodies.status("read", recipient_id=PHONE[1:])
    return [
        webhook_bodies.escaped(webhook_bodies.whatsapp(theirs)),
        json.dumps(webhook_bodies.whatsapp(both), ensure_ascii=False).encode(),
        webhook_bodies.escaped(webhook_bodies.whatsapp(report)),
        f"not JSON: {PHONE} {NAME}".encode(),
    ]


def said(phone: str, name: str, words: str) -> dict[str, Any]:
    part = webhook_bodies.text(words, sender=phone[1:])
    part["contacts"][0]["profile"]["name"] = name
    part["contacts"][0]["user_id"] = HANDLE if phone == PHONE else "KZ.1"
    return part


def cells(database: Engine) -> Iterator[tuple[str, str, str]]:
    """Walk every value of every table, the engine's too, as text."""
    with database.connect() as connection:
        inspector = inspect(connection)
        schemas = [None]
        schemas += [s for s in inspector.get_schema_names() if s == "dbos"]
        for schema in schemas:
            for table in inspector.get_table_names(schema=schema):
                named = f'"{schema}"."{table}"' if schema else f'"{table}"'
                for row in connection.execute(text(f"SELECT * FROM {named}")):
                    for column, value in row._mapping.items():
                        yield table, column, written(value)


def written(value: Any) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("utf-8", "replace")
    return str(value)


def spellings(*words: str) -> set[str]:
    """Write words as they may stand anywhere: plain, and escaped as JSON does it."""
    return {form for word in words for form in (word, json.dumps(word)[1:-1])}


def places(database: Engine, *words: str) -> set[tuple[str, str]]:
    """Name the columns in which any of *words* stands."""
    wanted = spellings(*words)
    return {
        (table, column)
        for table, column, value in cells(database)
        if any(word in value for word in wanted)
    }


def chain(database: Engine) -> list[str]:
    with database.connect() as connection:
        query = "SELECT record FROM journal_record ORDER BY seq"
        return list(connection.execute(text(query)).scalars())


def typed(*words, url, answer=None):
    arguments = [*words, "--database-url", url, "--lang", "en"]
    return CliRunner().invoke(app, arguments, input=answer)


def erased(url, who=PHONE):
    done = typed("erase", who, "--yes", "--json", url=url)
    assert done.exit_code == 0, done.output
    return json.loads(done.output)


def refs(database, name):
    with database.connect() as connection:
        query = select(person.c.ref).where(person.c.name == name)
        return list(connection.execute(query).scalars())
