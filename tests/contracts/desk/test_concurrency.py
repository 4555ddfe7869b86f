"""Several workers on one database: nothing is overdrawn, forked, doubled or stuck."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from tests.contracts.desk.documents import (
    NOON,
    ORG,
    entry,
    incident,
    letterhead,
    line,
    outbound,
    phone,
)

from sondir.domain.errors import Rejected
from sondir.domain.journal import verify
from sondir.domain.people import Person, Role
from sondir.domain.turn import Opened
from sondir.ports.inbox import Body
from sondir.ports.ledger import Cap

WORKERS = 4


def at_once(work, count=WORKERS):
    """Run *work* in so many threads that begin together; return the answers."""
    start = threading.Barrier(count)

    def begin(number):
        start.wait()
        return work(number)

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(begin, range(count)))


def test_the_chain_stays_whole_under_four_writers(kept_salon):
    """Records of four writers stand in one chain, none lost, none twice."""

    def write(number):
        for _ in range(10):
            with kept_salon.step() as desk:
                desk.journal.append(entry(actor=f"staff:{number}"))
                desk.journal.append(entry(actor=f"staff:{number}"))

    at_once(write)
    with kept_salon.step() as desk:
        records = list(desk.journal.records(ORG))
    assert [r.seq for r in records] == list(range(1, 81))
    assert verify(r.text for r in records) is None


def test_the_last_tenge_is_reserved_once(kept_salon):
    """Of four who want the last tenge one gets it and three are refused."""
    with kept_salon.step() as desk:
        desk.ledger.post(line("reserve", 39_999, "first"))

    def reserve(number):
        with kept_salon.step() as desk:
            try:
                desk.ledger.post(line("reserve", 1, f"last/{number}"))
            except Rejected as refused:
                desk.journal.append(entry())  # the transaction is still usable
                return refused.code
        return "reserved"

    answers = at_once(reserve)
    with kept_salon.step() as desk:
        used = desk.ledger.used(ORG, ["incident/inc-1"])
        written = len(list(desk.journal.records(ORG)))
    assert sorted(answers) == ["ledger.overdraft"] * 3 + ["reserved"]
    assert used == {"incident/inc-1": 40_000}
    assert written == 3


def test_a_budget_holds_under_four_spenders(kept_salon):
    """Many small reserves at once never come to more than the limit."""
    caps = (Cap("day/x", 1_000),)

    def spend(number):
        taken = 0
        for turn in range(10):
            with kept_salon.step() as desk:
                try:
                    reference = f"{number}/{turn}"
                    desk.ledger.post(line("reserve", 90, reference, caps=caps))
                    taken += 90
                except Rejected:
                    pass
        return taken

    taken = sum(at_once(spend))
    with kept_salon.step() as desk:
        assert desk.ledger.used(ORG, ["day/x"]) == {"day/x": taken}
    assert taken == 990


def test_a_turn_is_worked_through_by_one_worker(kept_salon):
    """Four workers on one mailbox: each turn is taken once, in order."""
    with kept_salon.step() as desk:
        desk.incidents.save(incident())
        for number in range(12):
            desk.mailbox.put("inc-1", Opened(), f"t{number:02d}")
    done = []

    def work(_):
        while True:
            with kept_salon.step() as desk:
                waiting = desk.mailbox.next("inc-1")
                if waiting is None:
                    return
                one = desk.incidents.load("inc-1")
                one.turns += 1
                desk.incidents.save(one)
                desk.mailbox.done(waiting.id)
                done.append(waiting.id)

    at_once(work)
    with kept_salon.step() as desk:
        assert desk.incidents.load("inc-1").turns == 12
    assert done == [f"t{number:02d}" for number in range(12)]


def test_the_same_turn_put_by_all_orders_one_run(kept_salon):
    """Four deliveries of one fact are one turn and one run."""
    with kept_salon.step() as desk:
        desk.incidents.save(incident())

    def put(_):
        with kept_salon.step() as desk:
            desk.mailbox.put("inc-1", Opened(), "t1")

    at_once(put)
    assert kept_salon.orders == [("incident", "turn/t1", ["inc-1"])]


def test_a_message_is_claimed_by_one_sender(kept_salon):
    """Four senders share the queue; no message goes to two of them."""
    with kept_salon.step() as desk:
        for number in range(20):
            key = f"k{number:02d}"
            head = letterhead(key, incident=None)
            desk.outbox.put(head, outbound(key), NOON)

    def send(number):
        mine = []
        while True:
            with kept_salon.step() as desk:
                claimed = desk.outbox.claim(NOON, f"w{number}", 3)
            if not claimed:
                return mine
            mine += [posted.head.key for posted in claimed]

    taken = [key for mine in at_once(send) for key in mine]
    assert sorted(taken) == [f"k{number:02d}" for number in range(20)]


def test_a_body_is_read_by_one_worker(kept_salon):
    """Who comes second waits for the first and then finds nothing to read."""
    kept_salon.receive(Body("b-1", "whatsapp", b"{}", NOON))

    def read(_):
        with kept_salon.step() as desk:
            body = desk.inbox.body("b-1")
            if body is None:
                return 0
            desk.inbox.settle("b-1", {"text": 1})
            return 1

    assert sum(at_once(read)) == 1


def test_one_stranger_becomes_one_card_or_numbers_never_repeat(kept_salon):
    """Cards made at once get different references."""

    def meet(number):
        card = Person("", ORG, Role.CLIENT)
        with kept_salon.step() as desk:
            return desk.people.add(card, [phone(f"7799000080{number}")]).ref

    refs = at_once(meet)
    assert sorted(refs) == ["client:4", "client:5", "client:6", "client:7"]


def test_timers_ring_for_one_loop(kept_salon):
    """Two loops over the clock deliver each timer once."""
    with kept_salon.step() as desk:
        desk.incidents.save(incident())
        for number in range(8):
            desk.timers.set("inc-1", f"n{number}", NOON)

    def ring(_):
        with kept_salon.step() as desk:
            return [name for _, name, _ in desk.timers.take_due(NOON)]

    rung = [name for names in at_once(ring) for name in names]
    assert sorted(rung) == [f"n{number}" for number in range(8)]


def test_turns_and_senders_never_wait_in_a_circle(kept_salon):
    """Turns that cancel, intakes that report and a sender that claims all finish."""
    with kept_salon.step() as desk:
        desk.incidents.save(incident())
        for number in range(30):
            key = f"inc-1/s{number}/client:1"
            desk.outbox.put(letterhead(key), outbound(key), NOON)
            desk.mailbox.put("inc-1", Opened(), f"t{number}")

    def work(worker):
        for number in range(15):
            (_turn, _send, _hear)[worker](kept_salon, number)

    at_once(work, 3)
    with kept_salon.step() as desk:
        assert desk.outbox.in_state("sending") == []
        assert verify(r.text for r in desk.journal.records(ORG)) is None


def _turn(bench, number):
    key = f"x{number}"
    with bench.step() as desk:
        waiting = desk.mailbox.next("inc-1")
        desk.people.save(desk.people.get(ORG, "client:1"))
        if number % 5 == 4:
            desk.outbox.cancel_queued("inc-1")
        desk.outbox.put(letterhead(key), outbound(key), NOON)
        desk.incidents.save(desk.incidents.load("inc-1"))
        desk.mailbox.done(waiting.id)


def _send(bench, number):
    with bench.step() as desk:
        claimed = desk.outbox.claim(NOON, "w", 2)
    for posted in claimed:
        with bench.step() as desk:
            key = posted.head.key
            desk.outbox.change(key, "sent", wamid=f"wamid.{number}.{key}")
            desk.journal.append(entry("DELIVERY", data={"key": key}))


def _hear(bench, number):
    with bench.step() as desk:
        card = desk.people.find(ORG, [phone("77990000101")])
        card.visits = number
        desk.people.save(card)
        desk.detectors.load(ORG)


def test_a_veto_committed_before_the_claim_stops_the_send(kept_salon):
    """A claim that meets a turn half-way waits for it and obeys what it decided."""
    if kept_salon.engine.dialect.name == "sqlite":
        pytest.skip("there the transaction itself is the lock")
    with kept_salon.step() as desk:
        desk.incidents.save(incident())
        desk.outbox.put(letterhead("a"), outbound("a"), NOON)
        desk.mailbox.put("inc-1", Opened(), "t1")
    begun = threading.Event()

    def claim():
        begun.set()
        with kept_salon.step() as desk:
            return [p.head.key for p in desk.outbox.claim(NOON, "w1", 5)]

    with ThreadPoolExecutor(1) as aside:
        with kept_salon.step() as desk:
            desk.mailbox.next("inc-1")
            claiming = aside.submit(claim)
            begun.wait()
            one = desk.incidents.load("inc-1")
            one.standing = replace(one.standing, stopped_all=True)
            desk.incidents.save(one)
        assert claiming.result(timeout=30) == []
