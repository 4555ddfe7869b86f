"""The whole demo, over HTTP: backed up while it runs, brought back, a client erased."""

import json

import pytest
from sqlalchemy import text
from tests.joints.databases import postgres_url
from tests.operations.kept_story import chain, places, typed

from sondir.adapters.database.engine import open_database
from sondir.bootstrap.demo import Order, play, staged
from sondir.bootstrap.keeping import back_up, restore
from sondir.domain.journal import verify

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def ended(tmp_path_factory):
    """A demo that was played to its end: its backup, and everything it logged."""
    folder = tmp_path_factory.mktemp("demo")
    with staged(Order(seed=3)) as demo:
        assert play(demo, lambda _: None) == "closed"
        url = f"sqlite:///{demo.folder / 'demo.db'}"
        back_up(url, folder / "demo.sondir")  # the server is still there
        log = (demo.folder / "server.log").read_text("utf-8", "replace")
    return folder / "demo.sondir", log


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def demo_url(request, ended, tmp_path):
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'demo.db'}"
        restore(url, ended[0])
        yield url
        return
    with postgres_url() as url:
        restore(url, ended[0])
        yield url


OTHERS = (
    "SELECT count(*) FROM message WHERE person <> :ref AND text LIKE :word",
    "SELECT count(*) FROM outbox_message WHERE recipient <> :ref"
    " AND text LIKE :word AND step NOT LIKE :about",
    "SELECT count(*) FROM person WHERE ref <> :ref AND name LIKE :word",
)
"""Where the same words may stand by right, because somebody else said them too."""


WROTE_AND_WAS_WRITTEN_TO = (
    "SELECT DISTINCT m.person FROM message m JOIN outbox_message o"
    " ON o.recipient = m.person WHERE m.person LIKE 'client:%'"
)


def words_of(connection, ref):
    """What names this client and nobody else: card, aliases, their words and ours."""
    named = {"ref": ref}
    found = []
    for query in (
        "SELECT name FROM person WHERE ref = :ref",
        "SELECT replace(value, '+', '') FROM person_alias WHERE person = :ref",
        "SELECT text FROM message WHERE person = :ref",
        "SELECT text FROM outbox_message WHERE recipient = :ref",
    ):
        found += connection.execute(text(query), named).scalars()
    return [word for word in found if word and is_own(connection, ref, word)]


def is_own(connection, ref, word):
    asked = {"ref": ref, "word": f"%{word}%", "about": f"%{ref}/%"}
    return not any(
        connection.execute(text(query), asked).scalar_one() for query in OTHERS
    )


def test_a_client_of_the_demo_is_forgotten_everywhere(demo_url, ended):
    """Three who were written to: in no column, in no log; the chain holds."""
    database = open_database(demo_url)
    with database.connect() as connection:
        known = connection.execute(text(WROTE_AND_WAS_WRITTEN_TO)).scalars()
        refs = sorted(known)[:3]
        words = {ref: words_of(connection, ref) for ref in refs}
    before = chain(database)
    assert len(refs) == 3

    for ref in refs:
        assert len(words[ref]) > 3
        assert len(places(database, *words[ref])) > 4
        assert [w for w in words[ref] if w in ended[1]] == []

        done = typed("erase", ref, "--yes", "--json", url=demo_url)

        assert json.loads(done.output)["chain_holds"] is True
        assert places(database, *words[ref]) == set()
    assert chain(database) == before
    assert verify(before) is None
    database.dispose()
