"""Webhooks against the running server: kept before the 200, taken in once each."""

import random
from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.operations.running import found, running, signed
from tests.web.webhook_bodies import (
    INSTAGRAM_MESSAGES,
    QUIET,
    WHATSAPP_MESSAGES,
    escaped,
    fresh,
    ids_of,
    instagram,
    status,
    text,
    whatsapp,
)

FORGED = {
    "another secret": lambda raw: signed(raw, "guessed"),
    "another body": lambda raw: signed(raw + b" "),
    "unsigned": lambda raw: {},
    "empty": lambda raw: {"X-Hub-Signature-256": ""},
    "an older hash": lambda raw: {"X-Hub-Signature": "sha1=" + "0" * 40},
    "sha1 by the new name": lambda raw: {"X-Hub-Signature-256": "sha1=" + "0" * 40},
    "no prefix": lambda raw: {
        "X-Hub-Signature-256": signed(raw)["X-Hub-Signature-256"][7:]
    },
    "not ASCII": lambda raw: {"X-Hub-Signature-256": "sha256=é".encode()},
}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("server")
    url = f"sqlite:///{folder / 'salon.db'}"
    found(url)
    with running(folder, url) as one:
        yield one


def kept(server):
    """List the channels' ids of all messages that were taken in."""
    return [row[0] for row in server.rows("SELECT channel_id FROM message")]


def bodies(server):
    return server.rows("SELECT count(*) FROM inbox_body")[0][0]


@pytest.mark.parametrize("shape", WHATSAPP_MESSAGES)
def test_every_kind_of_whatsapp_message_is_taken_in(server, shape):
    """Once, whatever it holds."""
    document = whatsapp(WHATSAPP_MESSAGES[shape])
    assert server.post(escaped(document)).status_code == 200
    server.settled()
    assert [i for i in kept(server) if i in ids_of(document)] == ids_of(document)


@pytest.mark.parametrize("shape", INSTAGRAM_MESSAGES)
def test_every_kind_of_instagram_message_is_taken_in(server, shape):
    """By the same address as WhatsApp's, or by the channel's own."""
    document = instagram(INSTAGRAM_MESSAGES[shape])
    assert server.post(escaped(document)).status_code == 200
    assert server.post(escaped(document), path="/instagram").status_code == 200
    server.settled()
    assert [i for i in kept(server) if i in ids_of(document)] == ids_of(document)


@pytest.mark.parametrize("shape", QUIET)
def test_what_is_no_message_is_kept_and_counted(server, shape):
    """200, never 500: a 500 means seven days of repeats."""
    before, told = kept(server), counted(server)
    assert server.post(escaped(QUIET[shape])).status_code == 200
    server.settled()
    assert kept(server) == before
    if QUIET[shape]["entry"]:
        assert counted(server) > told


def counted(server):
    return server.rows("SELECT coalesce(sum(parts), 0) FROM inbox_count")[0][0]


def test_unknown_kinds_are_shown(server):
    """A person can see what nobody understood, with the body it stood in."""
    server.post(escaped(QUIET["an unknown field"]))
    server.settled()
    shown = server.rows(
        "SELECT u.kind FROM inbox_unknown u JOIN inbox_body b ON b.id = u.body"
    )
    assert ("tomorrows_field",) in shown


def test_a_batch_is_taken_in_part_by_part(server):
    """Three messages, two states and two entries in one body: each once."""
    first = whatsapp(text("раз"), status("sent"), text("екі"))
    second = whatsapp(status("read"), text("три"))
    document = {**first, "entry": [*first["entry"], *second["entry"]]}
    assert server.post(escaped(document)).status_code == 200
    server.settled()
    assert [i for i in kept(server) if i in ids_of(document)] == ids_of(document)


def test_repeats_shuffles_and_crowds_have_one_effect(server):
    """Each message comes five times, from many hands at once, in other bytes too."""
    documents = [whatsapp(text(f"привет {n}")) for n in range(12)]
    documents += [
        whatsapp(*(text(f"және {n}") for n in range(6))),
        instagram(*(INSTAGRAM_MESSAGES.values())),
    ]
    crowd = [escaped(document) for document in documents] * 4
    crowd += [escaped(document) + b"\n" for document in documents]
    random.Random(5).shuffle(crowd)
    with ThreadPoolExecutor(12) as hands:
        answers = list(hands.map(lambda raw: server.post(raw).status_code, crowd))
    assert answers == [200] * len(crowd)
    server.settled()
    wanted = sorted(i for document in documents for i in ids_of(document))
    assert sorted(i for i in kept(server) if i in wanted) == wanted


@pytest.mark.parametrize("forgery", FORGED)
def test_a_forged_body_is_refused_and_not_kept(server, forgery):
    """401 over the raw bytes, before anything is parsed."""
    raw = escaped(whatsapp(text("стоп")))
    before = bodies(server)
    assert server.post(raw, FORGED[forgery](raw)).status_code == 401
    assert bodies(server) == before


@pytest.mark.parametrize("raw", [b"", b"[]", b"{}", b'{"object": "page"}', b"\xff{"])
def test_a_signed_body_of_no_such_api_is_refused(server, raw):
    """400 tells a person who tries."""
    before = bodies(server)
    assert server.post(raw).status_code == 400
    assert bodies(server) == before


def test_a_body_that_is_too_large_is_refused(server):
    """Three megabytes are Meta's own limit."""
    raw = escaped(whatsapp(text("ы" * 600_000)))
    assert server.post(raw).status_code == 413


def test_the_largest_body_is_taken(server):
    """A thousand updates in one body."""
    document = whatsapp(*(text("сұрақ", sender="77019990001") for _ in range(1000)))
    assert server.post(escaped(document)).status_code == 200
    server.settled()
    wanted = set(ids_of(document))
    assert len([i for i in kept(server) if i in wanted]) == 1000


def test_a_foreign_number_is_quarantined(server):
    """200, and no tenant is touched."""
    foreign = {"display_phone_number": "7", "phone_number_id": "9999"}
    document = whatsapp(text("чужое"), phone=foreign)
    assert server.post(escaped(document)).status_code == 200
    server.settled()
    assert not set(ids_of(document)) & set(kept(server))
    quarantined = server.rows("SELECT account FROM inbox_quarantine")
    assert ("9999",) in quarantined


def test_a_body_is_kept_as_it_came(server):
    """Escapes, spaces and all: what was signed is what is stored."""
    raw = escaped(whatsapp(text("Әбден ыстық"))) + b"  \n"
    assert b"\\u04d8" in raw
    server.post(raw)
    assert (raw,) in server.rows("SELECT raw FROM inbox_body")


def test_the_challenge_is_answered_in_plain_text(server):
    """The only unsigned request."""
    asked = {"hub.mode": "subscribe", "hub.challenge": "42", "hub.verify_token": "no"}
    assert server.http.get("/webhooks", params=asked).status_code == 403
    asked["hub.verify_token"] = "a word"
    answer = server.http.get("/webhooks", params=asked)
    assert (answer.status_code, answer.text) == (200, "42")


def test_after_the_200_not_even_death_loses_the_body(tmp_path):
    """Killed in the moment of the answer, three times; the next life reads them all."""
    url = f"sqlite:///{tmp_path / 'salon.db'}"
    found(url)
    documents = [whatsapp(text(f"слово {n}")) for n in range(3)]
    for document in documents:
        with running(tmp_path, url) as server:
            assert server.post(escaped(document)).status_code == 200
            server.kill()
    with running(tmp_path, url) as server:
        server.settled()
        assert sorted(kept(server)) == sorted(i for d in documents for i in ids_of(d))


def test_a_full_queue_says_so(tmp_path):
    """503 with a time to come back, never 500; what got its 200 is there."""
    url = f"sqlite:///{tmp_path / 'salon.db'}"
    found(url)
    bodies = [escaped(whatsapp(text(fresh()))) for _ in range(300)]
    with running(tmp_path, url, inbox_queue="1") as server:
        with ThreadPoolExecutor(40) as hands:
            answers = list(hands.map(server.post, bodies))
        codes = [answer.status_code for answer in answers]
        assert set(codes) == {200, 503}
        full = next(answer for answer in answers if answer.status_code == 503)
        assert full.headers["Retry-After"] == "5"
        server.settled()
        assert len(kept(server)) == codes.count(200)
