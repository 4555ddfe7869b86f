"""Webhook bodies on their way in: durable before the answer, refused when full."""

import asyncio
import threading

import pytest
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from tests.contracts.desk.documents import NOON

from sondir.adapters.database.inbox_writer import InboxWriter
from sondir.adapters.database.tables.inbox import inbox_body
from sondir.adapters.memory.ids import SeededIds
from sondir.domain.errors import Unavailable


@pytest.fixture
def writer(database):
    """Give a writer that runs."""
    one = InboxWriter(database.engine, database.house.enqueue, SeededIds(1))
    one.start()
    yield one
    one.stop()


def kept(database):
    with database.engine.begin() as connection:
        query = select(inbox_body.c.id).order_by(inbox_body.c.id)
        return list(connection.execute(query).scalars())


def test_a_body_is_kept_and_its_reading_ordered(database, writer):
    """The id comes back once the bytes are durable and a run waits for them."""
    raw = b'{"entry": "\\u04d9"}'
    body_id = asyncio.run(writer.put("whatsapp", raw, NOON))
    with database.step() as desk:
        body = desk.inbox.body(body_id)
    assert (body.raw, body.channel, body.received_at) == (raw, "whatsapp", NOON)
    assert database.orders == [("intake", f"body/{body_id}", [body_id])]


def test_many_at_once_are_all_kept_in_order(database, writer):
    """Hundreds of requests share commits and each gets an id of its own."""

    async def flood():
        puts = (writer.put("whatsapp", b"{}", NOON) for _ in range(300))
        return await asyncio.gather(*puts)

    ids = asyncio.run(flood())
    assert kept(database) == sorted(ids) and len(set(ids)) == 300
    assert [run for _, run, _ in database.orders] == [f"body/{i}" for i in sorted(ids)]


def test_a_full_queue_refuses_at_once(database):
    """More than may wait is refused by name; what waits is kept nevertheless."""
    gate = threading.Event()

    def slow(connection, *order):
        gate.wait(10)

    writer = InboxWriter(database.engine, slow, SeededIds(1), capacity=2)
    writer.start()
    accepted, refused = [], []
    for _ in range(10):
        try:
            accepted.append(writer.submit("whatsapp", b"{}", NOON))
        except Unavailable as error:
            refused.append(error.code)
    gate.set()
    ids = [future.result(timeout=10) for future in accepted]
    writer.stop()
    assert refused and set(refused) == {"inbox.full"}
    assert kept(database) == ids


def test_one_bad_body_does_not_take_the_others_with_it(database):
    """When a batch fails each body is tried alone, and only the bad one is refused."""
    gate = threading.Event()

    def pick(connection, name, run_id, args):
        gate.wait(10)
        if args[0].startswith(bad):
            raise SQLAlchemyError("refused")

    ids = SeededIds(1)
    bad = "b-" + f"{3:014x}"
    writer = InboxWriter(database.engine, pick, ids)
    writer.start()
    futures = [writer.submit("whatsapp", b"{}", NOON) for _ in range(6)]
    gate.set()
    answers = [future.exception(timeout=10) for future in futures]
    writer.stop()
    assert [type(a) for a in answers] == [
        Unavailable if number == 3 else type(None) for number in range(1, 7)
    ]
    assert len(kept(database)) == 5


def test_after_the_end_nothing_is_taken(database, writer):
    """A stopping server refuses; what was accepted before is kept."""
    waiting = writer.submit("whatsapp", b"{}", NOON)
    writer.stop()
    with pytest.raises(Unavailable, match=r"inbox\.closed"):
        writer.submit("whatsapp", b"{}", NOON)
    assert kept(database) == [waiting.result(timeout=1)]


def test_a_request_that_went_away_disturbs_nobody(database, writer):
    """A cancelled wait is no error; the next body is kept as ever."""
    writer.submit("whatsapp", b"{}", NOON).cancel()
    assert writer.submit("whatsapp", b"{}", NOON).result(timeout=10).startswith("b-")
