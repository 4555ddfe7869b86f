"""A turn or a body that raises is tried again, and in the end put before a person."""

import json
from datetime import timedelta

import pytest
from tests.contracts.desk.documents import ORG, incoming
from tests.operations.salon import Salon

from sondir.adapters.database.tables.inbox import inbox_body, inbox_unknown
from sondir.adapters.database.tables.incidents import turn
from sondir.adapters.database.tables.outbox import outbox_message
from sondir.domain.people import Role
from sondir.workflows.commands import hear_owner
from sondir.workflows.undone import MOST_TRIES, order_undone


@pytest.fixture
def salon(tmp_path):
    kept = Salon(tmp_path)
    kept.engine.launch()
    yield kept
    kept.engine.stop()
    kept.database.dispose()


def waiting(salon):
    return [row.id for row in salon.rows(turn, turn.c.done_at.is_(None))]


def causes(salon):
    return set(salon.change(lambda desk: desk.standings.causes(ORG)))


def test_a_turn_that_raises_twice_is_taken_the_third_time(salon):
    """The engine repeats nothing that raised; the patrol does, once it is overdue."""
    salon.faults = 2
    salon.open_incident("closed")
    salon.ring("check")
    salon.rest()
    assert waiting(salon) == ["inc-1/check"]
    assert salon.patrol() == 0, "it is not overdue yet"
    for minutes in (1, 2):
        assert waiting(salon) == ["inc-1/check"]
        salon.clock.advance(timedelta(minutes=minutes))
        assert salon.patrol() == 1
    assert waiting(salon) == []
    assert "work_raised" not in causes(salon)
    assert salon.rows(outbox_message) == []


def test_a_turn_that_always_raises_is_set_aside_and_told_once(salon):
    """Bounded tries; then the turns behind it go on, and the owner decides."""
    salon.open_incident("closed")
    salon.faults = 1 + MOST_TRIES
    salon.ring("check")
    salon.rest()
    for _ in range(12):
        salon.clock.advance(timedelta(minutes=30))
        salon.patrol()
    assert salon.raised == 1 + MOST_TRIES
    assert waiting(salon) == []
    assert "work_raised" in causes(salon)
    told = [row.phrase for row in salon.rows(outbox_message)]
    assert told == ["owner.work_raised"]
    salon.ring("later")
    salon.rest()
    assert waiting(salon) == []


def test_nothing_is_ordered_between_two_tries(salon):
    """No hot loop: a thousand rounds in a minute order one run."""
    salon.faults = 10
    salon.open_incident("closed")
    salon.ring("check")
    salon.rest()
    salon.clock.advance(timedelta(minutes=1))
    orders = sum(salon.change(order_undone) for _ in range(1000))
    salon.rest()
    assert orders == 1
    assert salon.raised == 2


def test_one_part_that_raises_takes_no_other_with_it(salon):
    """The rest of a body is taken in a minute later, and the bad part is shown."""
    salon.receive(body(message("wamid.1", "жарко"), status("wamid.2")))
    salon.rest()
    assert [row.settled_at for row in salon.rows(inbox_body)] == [None]
    salon.clock.advance(timedelta(minutes=1))
    salon.patrol()
    assert [row.settled_at is None for row in salon.rows(inbox_body)] == [False]
    strange = [(row.kind, row.why) for row in salon.rows(inbox_unknown)]
    assert strange == [("InboundMessage", "raised")]
    assert "work_raised" in causes(salon)


def test_the_owners_resume_ends_the_caution(salon):
    """Whoever has looked says so with the word that takes a full stop back."""
    salon.change(lambda desk: desk.standings.raise_cause(ORG, "work_raised"))

    def resume(desk):
        owner = desk.people.with_role(ORG, Role.OWNER)[0]
        hear_owner(desk, owner, incoming("m-1", "продолжить"), None)

    salon.change(resume)
    assert "work_raised" not in causes(salon)


def message(wamid, text):
    return {
        "messages": [
            {
                "from": "77990000101",
                "id": wamid,
                "timestamp": "1784012400",
                "type": "text",
                "text": {"body": text},
            }
        ]
    }


def status(wamid):
    return {
        "statuses": [
            {
                "id": wamid,
                "status": "delivered",
                "timestamp": "1784012400",
                "recipient_id": "77990000101",
            }
        ]
    }


def body(*values):
    phone = {"display_phone_number": "77270000001", "phone_number_id": "1001"}
    common = {"messaging_product": "whatsapp", "metadata": phone}
    changes = [{"field": "messages", "value": {**common, **v}} for v in values]
    entry = [{"id": "waba", "changes": changes}]
    update = {"object": "whatsapp_business_account", "entry": entry}
    return json.dumps(update).encode()
