"""The live timeline over a real server: nothing missed, nothing twice."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import httpx
import pytest
import uvicorn
from tests.web.stage import Stage, story_in_crisis

from sondir.domain.journal import Entry

SOON_S = 60.0
"""Longest wait of a test for something that comes at once."""


@contextmanager
def served(stage: Stage, port: int = 0) -> Iterator[str]:
    """Serve the pages on a free port of this machine, or on one that was free."""
    listener = socket.create_server(("127.0.0.1", port))
    config = uvicorn.Config(
        stage.app, log_level="error", timeout_graceful_shutdown=1, lifespan="off"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture
def stage() -> Stage:
    """A crisis whose holds run."""
    return Stage(story_in_crisis())


@pytest.fixture
def url(stage: Stage) -> Iterator[str]:
    """The address of the pages."""
    with served(stage) as address:
        yield address


class Reader:
    """One tab: reads events until it has what it wants, and may come back."""

    def __init__(self, url: str, stage: Stage, token: str) -> None:
        self.address = f"{url}{stage.url}/live"
        self.cookies = {"sondir": token}
        self.seqs: list[int] = []
        self.names: list[str] = []

    def read(self, enough: int, after: int | None = None) -> None:
        """Read until there are *enough* entries in all, then hang up."""
        headers = {}
        if self.seqs:
            headers["last-event-id"] = str(self.seqs[-1])
        params = {} if after is None else {"after": after}
        with httpx.stream(
            "GET",
            self.address,
            params=params,
            headers=headers,
            cookies=self.cookies,
            timeout=SOON_S,
        ) as answer:
            assert answer.status_code == 200
            for line in answer.iter_lines():
                if line.startswith("id: "):
                    self.seqs.append(int(line[4:]))
                if line.startswith("event: "):
                    self.names.append(line[7:])
                if len(self.seqs) >= enough and line == "":
                    return


def token_of(stage: Stage) -> str:
    """Sign in and return the cookie's value."""
    return stage.signed_in().cookies["sondir"]


def append(stage: Stage, count: int) -> None:
    """Write entries into the incident's journal, others between them."""
    journal, incident = stage.story.desk.journal, stage.incident
    at = stage.story.clock.now()
    data = {"from": "NORMAL", "to": "HOLD", "causes": []}
    for _ in range(count):
        for which in (incident.id, None):
            journal.append(Entry("MODE_CHANGED", at, incident.org, data, None, which))


def seqs(stage: Stage) -> list[int]:
    """The seqs of the incident's own records."""
    records = stage.story.desk.journal.records(stage.story.org, 0, stage.incident.id)
    return [record.seq for record in records]


def test_what_is_committed_arrives(stage: Stage, url: str):
    """A tab that is open gets what is written after it opened."""
    reader = Reader(url, stage, token_of(stage))
    known = len(seqs(stage))
    thread = threading.Thread(target=reader.read, args=(known + 5,))
    thread.start()
    append(stage, 5)
    thread.join(SOON_S)
    assert reader.seqs == seqs(stage)


def test_two_tabs_come_and_go_and_miss_nothing(stage: Stage, url: str):
    """Each comes back with its own last id while entries are being written."""
    token = token_of(stage)
    tabs = [Reader(url, stage, token) for _ in range(2)]
    known, more = len(seqs(stage)), 30
    writer = threading.Thread(target=slowly, args=(stage, more))
    writer.start()

    def come_and_go(tab: Reader, steps: int) -> None:
        while len(tab.seqs) < known + more:
            tab.read(min(len(tab.seqs) + steps, known + more))

    threads = [
        threading.Thread(target=come_and_go, args=(tab, steps))
        for tab, steps in zip(tabs, (3, 7), strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in (*threads, writer):
        thread.join(6 * SOON_S)
    assert [tab.seqs for tab in tabs] == [seqs(stage), seqs(stage)]


def slowly(stage: Stage, count: int) -> None:
    for _ in range(count):
        append(stage, 1)
        time.sleep(0.01)


def test_a_page_goes_on_behind_what_it_shows(stage: Stage, url: str):
    """The first connection asks for what comes after the rendered timeline."""
    last = seqs(stage)[-1]
    append(stage, 2)
    reader = Reader(url, stage, token_of(stage))
    reader.read(2, after=last)
    assert reader.seqs == [seq for seq in seqs(stage) if seq > last]


def test_a_close_ends_the_stream(stage: Stage, url: str):
    """After the last entry the browser is told to stop coming back."""
    token = token_of(stage)
    reader = Reader(url, stage, token)
    stage.story.run(until=stage.story.clock.now() + timedelta(hours=12))
    assert not stage.incident.is_open
    reader.read(10_000)
    assert (reader.seqs, reader.names[-1]) == (seqs(stage), "end")
    again = httpx.get(
        reader.address,
        headers={"last-event-id": str(reader.seqs[-1])},
        cookies=reader.cookies,
    )
    assert again.status_code == 204


def test_signing_out_ends_the_streams():
    """A tab that was left open elsewhere hears no more."""
    quick = Stage(story_in_crisis(), heartbeat_s=0.1)
    with served(quick) as address:
        token = token_of(quick)
        reader = Reader(address, quick, token)
        thread = threading.Thread(target=reader.read, args=(10_000,))
        thread.start()
        while not reader.seqs and thread.is_alive():
            time.sleep(0.01)
        quick.book.write(lambda accounts: accounts.close_all("user-owner"))
        thread.join(SOON_S)
    assert reader.names[-1] == "end"


def test_a_stranger_gets_no_stream(stage: Stage, url: str):
    """No cookie, no event."""
    assert httpx.get(f"{url}{stage.url}/live").status_code == 401


@pytest.mark.parametrize("last", ["-1", "x", "1e9", "9" * 30, "5\r\n"])
def test_a_nonsense_last_id_begins_at_the_beginning(stage: Stage, last: str):
    """It is no way to break the stream."""
    stage.story.run(until=stage.story.clock.now() + timedelta(hours=12))
    owner = stage.signed_in()
    text = owner.get(f"{stage.url}/live", params={"after": last}).text
    assert text.count("\nid: ") + text.startswith("id: ") == len(seqs(stage))


def test_no_value_can_forge_an_event(stage: Stage):
    """A name with line breaks stays inside its own entry."""
    for person in stage.story.desk.people.cards.values():
        person.name = "a\r\n\r\nid: 999999\nevent: end\ndata: <b>"
    stage.story.run(until=stage.story.clock.now() + timedelta(hours=12))
    text = stage.signed_in().get(f"{stage.url}/live").text
    ids = [int(line[4:]) for line in text.splitlines() if line.startswith("id: ")]
    assert ids == seqs(stage)
    assert "<b>" not in text
