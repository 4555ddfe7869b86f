"""Inbox, incidents, mailboxes and timers: nothing is lost, nothing is done twice."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.contracts.desk.documents import HOUR, NOON, ORG, incident

from sondir.domain.incident import Letter, Quote, Witness
from sondir.domain.ledger import Ledger
from sondir.domain.promise import Promise
from sondir.domain.reading import ClientReply, Lang, Reason, VendorReply
from sondir.domain.step import Purpose
from sondir.domain.turn import ClientSaid, Opened, TimerRang, VendorSaid
from sondir.ports.inbox import Body


def test_a_body_waits_until_it_is_settled(salon):
    """The bytes come back as they were signed, and once settled never again."""
    raw = b'{"t":"\\u04d9"}'
    salon.receive(Body("b-1", "whatsapp", raw, NOON))
    with salon.step() as desk:
        body = desk.inbox.body("b-1")
        desk.inbox.keep_unknown("b-1", "poll", "kind")
        desk.inbox.quarantine("b-1", "9")
        desk.inbox.settle("b-1", {"text": 2, "unknown": 1})
    with salon.step() as desk:
        assert desk.inbox.body("b-1") is None
        assert desk.inbox.body("b-2") is None
    assert body == Body("b-1", "whatsapp", raw, NOON)


def test_an_incident_comes_back_exactly_as_it_was_saved(salon):
    """All that a turn has changed is there at the next turn, sums and all."""
    one = incident(
        ledger=Ledger(40_000).reserve("job", 9_000, Purpose.VENDOR, "vendor:1"),
        witnesses={"client:1": Witness("client:1", NOON, ["m1"], None)},
        quotes={"vendor:1": Quote("vendor:1", NOON, eta_min=(30, 60))},
        letters={"client:1": Letter("client:1", slot=NOON + HOUR)},
        promises={"p": Promise("p", "client:1", "bonus", NOON)},
    )
    one.standing = replace(
        one.standing, stopped_steps=frozenset({"a"}), hold_began={"b": NOON}
    )
    with salon.step() as desk:
        desk.incidents.save(one)
    with salon.step() as desk:
        assert desk.incidents.load("inc-1") == one


def test_an_unknown_incident_is_a_key_error(salon):
    """Nobody works on an incident that is not there."""
    with pytest.raises(KeyError), salon.step() as desk:
        desk.incidents.load("inc-9")


def test_open_incidents_are_listed_oldest_first(salon):
    """A closed one leaves the list and stays the latest of its branch and topic."""
    with salon.step() as desk:
        for name in ("inc-b", "inc-a", "inc-c"):
            desk.incidents.save(incident(name))
    with salon.step() as desk:
        closed = desk.incidents.load("inc-c")
        closed.state = "closed"
        desk.incidents.save(closed)
    with salon.step() as desk:
        assert [i.id for i in desk.incidents.open_in(ORG)] == ["inc-b", "inc-a"]
        assert desk.incidents.open_in("other") == []
        assert desk.incidents.latest(ORG, "abay", "heat_air").id == "inc-c"
        assert desk.incidents.latest(ORG, None, "heat_air") is None
        assert desk.incidents.latest(ORG, "abay", "water") is None


def test_turns_are_worked_through_in_order_of_arrival(salon):
    """The oldest waiting turn comes first, and again until it is done."""
    reply = VendorReply("accept", (30, 60), (5000, 5000), why=(Reason("час", "eta"),))
    said = VendorSaid("vendor:1", reply, NOON, "m1")
    with salon.step() as desk:
        desk.incidents.save(incident())
        desk.mailbox.put("inc-1", Opened(), "t1")
        desk.mailbox.put("inc-1", said, "t2")
    with salon.step() as desk:
        assert desk.mailbox.next("inc-1").turn == Opened()
    with salon.step() as desk:
        assert desk.mailbox.next("inc-1").id == "t1"
        desk.mailbox.done("t1")
    with salon.step() as desk:
        waiting = desk.mailbox.next("inc-1")
        assert waiting.turn == said
        desk.mailbox.done(waiting.id)
    with salon.step() as desk:
        assert desk.mailbox.next("inc-1") is None
        assert desk.mailbox.next("inc-9") is None


def test_a_turn_is_taken_once_even_after_it_was_done(salon):
    """The same turn id neither waits again nor orders a second run."""
    turn = ClientSaid("client:1", ClientReply("satisfied", Lang.KK), "m1")
    with salon.step() as desk:
        desk.incidents.save(incident())
        desk.mailbox.put("inc-1", turn, "t1")
        desk.mailbox.put("inc-1", turn, "t1")
        desk.mailbox.done("t1")
    with salon.step() as desk:
        desk.mailbox.put("inc-1", turn, "t1")
        assert desk.mailbox.next("inc-1") is None
    assert salon.orders == [("incident", "turn/t1", ["inc-1"])]


def test_a_turn_remembers_when_it_was_put(salon):
    """Own time is counted from the moment a turn was put."""
    salon.clock.advance(timedelta(seconds=7))
    with salon.step() as desk:
        desk.incidents.save(incident())
        desk.mailbox.put("inc-1", TimerRang("check", NOON), "t1")
        assert desk.mailbox.next("inc-1").put_ms == 7000
        assert desk.monotonic_ms == 7000


def test_timers_ring_once_in_order(salon):
    """What is due is handed out oldest first and is gone then."""
    with salon.step() as desk:
        desk.incidents.save(incident())
        desk.incidents.save(incident("inc-2"))
        desk.timers.set("inc-1", "late", NOON + HOUR)
        desk.timers.set("inc-1", "soon", NOON + 2 * HOUR)
        desk.timers.set("inc-2", "soon", NOON - HOUR)
        desk.timers.set("inc-1", "soon", NOON)
        assert desk.timers.next_due() == NOON - HOUR
    with salon.step() as desk:
        assert desk.timers.take_due(NOON) == [
            ("inc-2", "soon", NOON - HOUR),
            ("inc-1", "soon", NOON),
        ]
    with salon.step() as desk:
        assert desk.timers.take_due(NOON) == []
        assert desk.timers.next_due() == NOON + HOUR


def test_timers_are_forgotten_by_name_or_all(salon):
    """A cancelled timer never rings; others of the incident may go on."""
    with salon.step() as desk:
        desk.incidents.save(incident())
        for name in ("a", "b", "c"):
            desk.timers.set("inc-1", name, NOON)
        desk.timers.cancel("inc-1", "b")
        assert [name for _, name, _ in desk.timers.take_due(NOON)] == ["a", "c"]
        desk.timers.set("inc-1", "d", NOON)
        desk.timers.cancel("inc-1")
        assert desk.timers.next_due() is None


def test_ids_are_fresh_and_a_message_keeps_its_own(salon):
    """New ids differ and name their kind; a message's id is always the same."""
    with salon.step() as desk:
        one, two = desk.new_id("inc"), desk.new_id("inc")
        same = desk.message_id("whatsapp", "wamid.1")
        assert one != two and one.startswith("inc-")
        assert same == desk.message_id("whatsapp", "wamid.1")
        assert same != desk.message_id("whatsapp", "wamid.2")
