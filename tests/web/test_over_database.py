"""The pages over the real database and the server's own wiring."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from tests.joints.databases import postgres_url
from tests.web.stage import (
    HASH,
    PASSWORD,
    WALL,
    TestClient,
    sign_in,
    story_in_crisis,
)

from sondir.adapters.database.engine import open_reader
from sondir.adapters.database.seed import seed
from sondir.adapters.database.sign_in import DatabaseAccountBook
from sondir.bootstrap.server import Server
from sondir.domain.corridor import PLAYBOOKS
from sondir.domain.founding import founding_of
from sondir.domain.journal import Entry
from sondir.ports.accounts import User
from sondir.settings import Settings
from sondir.web.words import texts


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/sondir.db"
        return
    with postgres_url() as address:
        yield address


@pytest.fixture
def server(url: str) -> Iterator[Server]:
    """A server on a fresh database in which the demo's crisis is open."""
    server = Server(Settings(database_url=url))
    story = story_in_crisis()
    with server.database.begin() as connection:
        seed(connection, founding_of(dict(story.world.crm), PLAYBOOKS), WALL)
        desk = server._desk(connection)
        for person in story.desk.people.cards.values():
            desk.people.add(person, [])
        for incident in story.desk.incidents.known.values():
            desk.incidents.save(incident)
        for record in story.desk.journal.records(story.org):
            fields = record.fields
            desk.journal.append(
                Entry(
                    entry=fields["entry"],
                    at=datetime.fromisoformat(fields["at"]),
                    org=fields["org"],
                    data=fields["data"],
                    branch=fields["branch"],
                    incident=fields["incident"],
                    step=fields["step"],
                    actor=fields["actor"],
                )
            )
    user = User("u-1", story.org, "owner", HASH, "owner", "owner:1", "kk")
    book = DatabaseAccountBook(server.database, open_reader(server.database))
    book.write(lambda accounts: accounts.add(user, WALL))
    yield server
    server.engine.stop()
    server.database.dispose()


def test_the_crisis_is_shown_and_stopped(server: Server):
    """From the sign-in to a stop in the incident's mailbox."""
    server.engine.launch()  # works the mailbox through; nothing is sent: no loops
    browser = TestClient(server.app(), follow_redirects=False)
    assert sign_in(browser, "owner").status_code == 303
    first = browser.get("/").text
    assert "/incidents/inc-1" in first
    page = browser.get("/incidents/inc-1").text
    assert "AGENT_MONITOR" in page
    word = page.partition('name="csrf" value="')[2].partition('"')[0]
    form = {"decision": "stop_all", "csrf": word}
    answer = browser.post("/incidents/inc-1/decisions", data=form)
    assert answer.headers["location"].endswith("outcome=done")
    stopped = browser.get("/incidents/inc-1").text
    assert texts("kk")["incident.stopped"] in stopped
    assert "OWNER_DECISION" in stopped


def test_the_other_pages_are_shown(server: Server):
    """Journal, inbox, numbers and health read the same tables."""
    browser = TestClient(server.app(), follow_redirects=False)
    sign_in(browser, "owner")
    assert "AGENT_MONITOR" in browser.get("/journal?verify=1").text
    assert browser.get("/inbox").status_code == 200
    assert "sondir_incidents_open 1.0" in browser.get("/metrics").text
    assert browser.get("/healthz").json() == {"status": "ok"}


def test_the_surroundings_are_told_and_shown(server: Server):
    """What a program tells is committed, dated by the server's clock, and shown."""
    server.engine.launch()
    browser = TestClient(server.app(), follow_redirects=False)
    given = {"login": "owner", "password": PASSWORD}
    token = browser.post("/api/v1/sessions", json=given).json()["token"]
    headers = {"authorization": f"Bearer {token}"}
    path = "/api/v1/surroundings"
    before = browser.get(path, headers=headers).json()
    sensor = {"branch": "abay", "topic": "heat_air", "reads": "within"}
    told = browser.put(
        path, json={"outdoor_c": -3.4, "sensors": [sensor]}, headers=headers
    )
    assert told.status_code == 200
    assert told.json()["outdoor_c"] == -3
    assert told.json()["sensors"] == [sensor | {"as_of": told.json()["outdoor_as_of"]}]
    assert told.json()["notices"] == before["notices"] == []
    assert browser.get(path, headers=headers).json() == told.json()


def test_the_webhooks_stand_before_the_pages(server: Server):
    """A channel's challenge is answered by the front door."""
    browser = TestClient(server.app(), follow_redirects=False)
    assert browser.get("/webhooks/whatsapp").status_code == 403
