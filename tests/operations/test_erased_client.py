"""What stays of an erased client, and what never comes back."""

import json
from datetime import UTC, datetime

from sqlalchemy import insert, select, update
from tests.operations.kept_story import (
    NAME,
    PHONE,
    WORDS,
    erased,
    places,
    refs,
)
from tests.web.stage import HASH, WALL, TestClient, sign_in

from sondir.adapters.database.desk import DatabaseDesk
from sondir.adapters.database.engine import open_reader
from sondir.adapters.database.sign_in import DatabaseAccountBook
from sondir.adapters.database.tables.erasures import erasure
from sondir.adapters.database.tables.inbox import inbox_body
from sondir.adapters.database.tables.incidents import incident
from sondir.adapters.database.tables.outbox import outbox_message
from sondir.adapters.database.tables.people import person
from sondir.bootstrap.server import Server
from sondir.domain.inbound import InboundMessage, MessageKind
from sondir.domain.person import Alias
from sondir.domain.untrusted import UntrustedText
from sondir.ports.accounts import User
from sondir.settings import Settings
from sondir.workflows.arrivals import take_message


def test_what_is_owed_stays_without_a_name(after_crisis, database):
    """Bonus, promises and visits stand under the reference; nobody is written to."""
    (ref,) = refs(database, NAME)
    with database.begin() as connection:
        connection.execute(
            update(person).where(person.c.ref == ref).values(bonus_kzt=3_000)
        )
        documents = list(connection.execute(select(incident.c.document)).scalars())

    report = erased(after_crisis)

    with database.connect() as connection:
        card = connection.execute(select(person).where(person.c.ref == ref)).one()
        after = list(connection.execute(select(incident.c.document)).scalars())
        (kept,) = connection.execute(select(erasure)).all()
    assert report["owed"]["bonus_kzt"] == card.bonus_kzt == 3_000
    assert (card.name, card.contact_value, card.opted_out) == (None, None, True)
    assert after == documents
    assert (kept.person, kept.org) == (ref, "salon")


def test_what_has_not_gone_out_never_goes(after_crisis, database):
    """A message that waited is cancelled, and one that was on its way keeps no id."""
    (ref,) = refs(database, NAME)
    theirs = outbox_message.c.recipient == ref
    with database.begin() as connection:
        keys = list(
            connection.execute(select(outbox_message.c.key).where(theirs)).scalars()
        )
        waits = outbox_message.c.key == keys[0]
        connection.execute(
            update(outbox_message).where(waits).values(state="queued", urgency="alert")
        )

    erased(after_crisis)

    server = Server(Settings(database_url=after_crisis))
    try:
        with database.begin() as connection:
            desk = DatabaseDesk(connection, server.house)
            assert desk.outbox.get(keys[0]).state == "cancelled"
            desk.outbox.change(keys[0], "queued")
            assert keys[0] not in {
                p.head.key for p in desk.outbox.claim(desk.now, "w", 100)
            }
            desk.outbox.change(keys[0], "delivered", wamid="wamid.HBgLNzc5OTA")
            assert desk.outbox.get(keys[0]).wamid is None
    finally:
        server.reader.dispose()
        server.database.dispose()


def test_the_same_message_again_is_a_repeat(after_crisis, database):
    """A channel that repeats an erased message does not bring its writer back."""
    part = InboundMessage(
        channel="whatsapp",
        account="1",
        message_id="wamid.HBgLNzc5OTAwMDAxMDE",
        written_at=WALL,
        sender_aliases=(Alias("whatsapp", "1", "phone", PHONE),),
        kind=MessageKind.TEXT,
        text=UntrustedText("Ещё одно слово"),
    )
    server = Server(Settings(database_url=after_crisis))

    def take():
        with database.begin() as connection:
            desk = DatabaseDesk(connection, server.house)
            return take_message(desk, ("salon", "abay"), part, desk.now)

    try:
        assert take() == "text"
        erased(after_crisis)
        assert take() == "repeated"
        assert places(database, "Ещё одно слово", PHONE[1:]) == set()
    finally:
        server.reader.dispose()
        server.database.dispose()


def test_a_body_that_was_not_read_yet_is_cut_too(after_crisis, database):
    """What still waits loses the person's part and keeps its shape."""
    raw = json.dumps({"entry": [{"messages": [{"from": PHONE[1:], "text": WORDS}]}]})
    row = {"id": "b-9", "channel": "whatsapp", "received_at": datetime.now(UTC)}
    with database.begin() as connection:
        connection.execute(insert(inbox_body).values(**row, raw=raw.encode()))

    erased(after_crisis)

    with database.connect() as connection:
        query = select(inbox_body.c.raw).where(inbox_body.c.id == "b-9")
        left = bytes(connection.execute(query).scalar_one())
    assert json.loads(left) == {"entry": [{"messages": []}]}


def test_the_pages_of_the_incident_are_still_shown(after_crisis, database):
    """Timeline and panels name the reference where the name was."""
    (ref,) = refs(database, NAME)
    erased(after_crisis)
    server = Server(Settings(database_url=after_crisis))
    try:
        book = DatabaseAccountBook(server.database, open_reader(server.database))
        user = User("u-1", "salon", "owner", HASH, "owner", "owner:1", "ru")
        book.write(lambda accounts: accounts.add(user, WALL))
        browser = TestClient(server.app(), follow_redirects=False)
        sign_in(browser, "owner")
        with database.connect() as connection:
            name = connection.execute(select(incident.c.id)).scalars().first()
        page = browser.get(f"/incidents/{name}")
        assert page.status_code == 200
        assert ref in page.text
        assert NAME not in page.text
        assert browser.get("/journal?verify=1").status_code == 200
    finally:
        server.reader.dispose()
        server.database.dispose()
