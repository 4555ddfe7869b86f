"""A client who wants to be forgotten is, everywhere; the journal does not notice."""

import json
import logging
import shutil
from datetime import UTC, datetime

import pytest
from sqlalchemy import insert, select, update
from tests.joints.databases import postgres_url
from tests.operations.kept_story import (
    ANSWER,
    HANDLE,
    NAME,
    NEIGHBOUR,
    NEIGHBOURS_NAME,
    NEIGHBOURS_WORDS,
    PHONE,
    WORDS,
    cells,
    chain,
    places,
    play,
    spellings,
)
from tests.web.stage import HASH, WALL, TestClient, sign_in
from typer.testing import CliRunner

from sondir.adapters.database.desk import DatabaseDesk
from sondir.adapters.database.engine import open_database, open_reader
from sondir.adapters.database.forgotten import WORDLESS
from sondir.adapters.database.sign_in import DatabaseAccountBook
from sondir.adapters.database.tables.erasures import erasure
from sondir.adapters.database.tables.inbox import inbox_body
from sondir.adapters.database.tables.incidents import incident, turn
from sondir.adapters.database.tables.outbox import outbox_message
from sondir.adapters.database.tables.people import person
from sondir.bootstrap.keeping import back_up, restore
from sondir.bootstrap.server import Server
from sondir.cli import app
from sondir.domain.inbound import InboundMessage, MessageKind
from sondir.domain.journal import verify
from sondir.domain.person import Alias
from sondir.domain.untrusted import UntrustedText
from sondir.ports.accounts import User
from sondir.settings import Settings
from sondir.workflows.arrivals import take_message

RARE = "парилка"
"""A word that nobody else has used, and that the detector remembers."""
THEIRS = (PHONE[1:], HANDLE, NAME, NAME.split()[1], WORDS, ANSWER, RARE)


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """Play the crisis once; every test has a copy of its own."""
    file = tmp_path_factory.mktemp("played") / "salon.db"
    play(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="module")
def served(played, tmp_path_factory):
    """The same on PostgreSQL, by way of a backup."""
    archive = tmp_path_factory.mktemp("archive") / "salon.sondir"
    back_up(f"sqlite:///{played}", archive)
    with postgres_url() as address:
        restore(address, archive)
        yield address


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request, tmp_path):
    """A database with a crisis behind it."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("played"), tmp_path / "salon.db")
        yield f"sqlite:///{tmp_path / 'salon.db'}"
        return
    with postgres_url(request.getfixturevalue("served")) as address:
        yield address


@pytest.fixture
def database(url):
    opened = open_database(url)
    yield opened
    opened.dispose()


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


def test_nothing_of_the_person_is_left(url, database, caplog):
    """Not in any column of any table, however it is spelled, and not in the log."""
    caplog.set_level(logging.DEBUG)
    before = places(database, *THEIRS)
    assert {table for table, _ in before} >= {
        *("person", "person_alias", "message", "outbox_message"),
        *("inbox_body", "detector_part"),
    }
    texts = chain(database)

    report = erased(url)

    assert places(database, *THEIRS) == set()
    assert [word for word in THEIRS if word in caplog.text] == []
    assert chain(database) == texts
    assert verify(texts) is None
    assert report["chain_holds"] is True
    assert report["found"]["texts"] >= 2
    assert report["found"]["bodies"] == 4


def test_neither_our_letters_nor_pieces_of_answers_are_left(url, database):
    """What we wrote to them goes too, and the words that explained their answers."""
    (ref,) = refs(database, NAME)
    ours = select(outbox_message.c.text).where(outbox_message.c.recipient == ref)
    answers = select(turn.c.document).where(turn.c.kind == "ClientSaid")

    def pieces(connection):
        said = map(json.loads, connection.execute(answers).scalars())
        return [a["reply"]["why"] for a in said if a["client"] == ref]

    with database.connect() as connection:
        letters = set(connection.execute(ours).scalars())
        assert letters
        assert any(pieces(connection))

    erased(url)

    with database.connect() as connection:
        assert set(connection.execute(ours).scalars()) == {WORDLESS}
        assert not any(pieces(connection))
    assert places(database, *letters) == set()


def test_the_neighbours_words_stay(url, database):
    """Somebody who wrote in the same webhook body is not forgotten with them."""
    erased(url)

    found = {table for table, _ in places(database, NEIGHBOURS_WORDS)}
    assert found == {"message", "inbox_body"}
    assert {"person", "outbox_message", "inbox_body"} <= {
        table for table, _ in places(database, NEIGHBOURS_NAME)
    }
    assert {t for t, _ in places(database, NEIGHBOUR[1:])} >= {"person_alias"}


def test_nothing_is_left_in_the_file(played, tmp_path):
    """SQLite's free pages and its write-ahead log are written over too."""
    shutil.copy(played, tmp_path / "salon.db")
    address = f"sqlite:///{tmp_path / 'salon.db'}"
    held = (tmp_path / "salon.db").read_bytes()
    assert [w for w in (PHONE[1:], NAME, WORDS) if w.encode() not in held] == []

    erased(address)

    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    left = [w for w in spellings(*THEIRS) if w.encode() in kept]
    assert left == []


def test_the_person_is_found_by_any_name(url, database):
    """A reference, a phone as people type it, with or without the plus."""
    (ref,) = refs(database, NAME)
    spoken = f"8 ({PHONE[2:5]}) {PHONE[5:8]}-{PHONE[8:10]}-{PHONE[10:]}"
    for who in (ref, spoken, PHONE[1:]):
        asked = typed("erase", who, url=url, answer="n\n")
        assert asked.exit_code == 1
        assert ref in asked.output
    assert refs(database, NAME) == [ref]


def test_a_no_and_a_stranger_change_nothing(url, database):
    """Without a yes nothing is erased; staff and strangers are refused by code."""
    before = sorted(cells(database))
    assert typed("erase", PHONE, url=url, answer="\n").exit_code == 1
    assert typed("erase", "+77990009999", "--yes", url=url).exit_code == 1
    assert typed("erase", "owner:1", "--yes", url=url).exit_code == 1
    assert typed("erase", PHONE, "--json", url=url).exit_code == 2
    assert sorted(cells(database)) == before


def test_what_is_owed_stays_without_a_name(url, database):
    """Bonus, promises and visits stand under the reference; nobody is written to."""
    (ref,) = refs(database, NAME)
    with database.begin() as connection:
        connection.execute(
            update(person).where(person.c.ref == ref).values(bonus_kzt=3_000)
        )
        documents = list(connection.execute(select(incident.c.document)).scalars())

    report = erased(url)

    with database.connect() as connection:
        card = connection.execute(select(person).where(person.c.ref == ref)).one()
        after = list(connection.execute(select(incident.c.document)).scalars())
        (kept,) = connection.execute(select(erasure)).all()
    assert report["owed"]["bonus_kzt"] == card.bonus_kzt == 3_000
    assert (card.name, card.contact_value, card.opted_out) == (None, None, True)
    assert after == documents
    assert (kept.person, kept.org) == (ref, "salon")


def test_what_has_not_gone_out_never_goes(url, database):
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

    erased(url)

    server = Server(Settings(database_url=url))
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


def test_the_same_message_again_is_a_repeat(url, database):
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
    server = Server(Settings(database_url=url))

    def take():
        with database.begin() as connection:
            desk = DatabaseDesk(connection, server.house)
            return take_message(desk, ("salon", "abay"), part, desk.now)

    try:
        assert take() == "text"
        erased(url)
        assert take() == "repeated"
        assert places(database, "Ещё одно слово", PHONE[1:]) == set()
    finally:
        server.reader.dispose()
        server.database.dispose()


def test_erasing_twice_does_no_harm(url, database):
    """The second time there is nothing left to find."""
    (ref,) = refs(database, NAME)
    erased(url)
    again = erased(url, ref)
    counts = {k: n for k, n in again["found"].items() if k != "answers"}
    assert set(counts.values()) == {0}


def test_the_pages_of_the_incident_are_still_shown(url, database):
    """Timeline and panels name the reference where the name was."""
    (ref,) = refs(database, NAME)
    erased(url)
    server = Server(Settings(database_url=url))
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


def test_a_body_that_was_not_read_yet_is_cut_too(url, database):
    """What still waits loses the person's part and keeps its shape."""
    raw = json.dumps({"entry": [{"messages": [{"from": PHONE[1:], "text": WORDS}]}]})
    row = {"id": "b-9", "channel": "whatsapp", "received_at": datetime.now(UTC)}
    with database.begin() as connection:
        connection.execute(insert(inbox_body).values(**row, raw=raw.encode()))

    erased(url)

    with database.connect() as connection:
        query = select(inbox_body.c.raw).where(inbox_body.c.id == "b-9")
        left = bytes(connection.execute(query).scalar_one())
    assert json.loads(left) == {"entry": [{"messages": []}]}
