"""The shift's word: silent, wrong, or "all is well"; and weather that explains it."""

import pytest
from tests.story.invariants import check
from tests.story.record import Left
from tests.story.stage import (
    OTHER_SHIFT,
    SHIFT,
    VENDORS,
    crowd,
    heat,
    network,
    told,
    vendor,
)


def shift(**changes):
    return [
        {"branch": "abay", "client": SHIFT, "lang": "ru"} | changes,
        {"branch": "dostyk", "client": OTHER_SHIFT, "lang": "kk"},
    ]


def hired(left):
    return left.entries("WHATSAPP_OUTREACH", state="agreed")


def test_cold_air_blows():
    """Nobody is hired; whoever was asked before the answer is thanked."""
    document = network(shift=shift(behaviour="wrong", delay_min=[3, 3]))
    left = check(Left(told(document)))
    assert hired(left) == []
    for phone in VENDORS[:3]:
        said = left.phrases(phone)
        assert said in ([], ["vendor.request", "vendor.thanks"])


def test_the_shift_is_silent():
    """An unanswered question expires; money waits for a surer cause or the owner."""
    left = check(Left(told(network(shift=shift(behaviour="silent")))))
    sure = [r for r in left.entries("VERDICT", kind="authorise_job")]
    for record in sure:
        if record["data"]["verdict"] == "allow":
            assert float(left.only.cause_p) >= 0.85
    assert left.only.question.answer == "expired"


def test_a_late_answer_of_the_shift_still_counts():
    """A "no" after the question has expired is evidence all the same."""
    said = [{"delay_min": 14, "text": "нет, не дует"}]
    left = check(Left(told(network(shift=shift(says=said)))))
    assert left.entries("QUESTION_ANSWERED")[0]["data"]["answer"] == "no"


@pytest.mark.parametrize("branches", [("abay", "dostyk")])
def test_a_heat_wave_hires_nobody(branches):
    """36 degrees outside and complaints everywhere: no vendor, nothing spent on one."""
    people = [f"+7799000{n}" for n in range(2001, 2013)]
    lines = [
        heat(p, 3 * i, branch=branches[i % 2], visited=True)
        for i, p in enumerate(people)
    ]
    document = network(
        truth=[
            {"branch": b, "topic": "heat_air", "cause": "heat_wave_outside"}
            for b in branches
        ],
        outdoor_c=36,
        shift=[
            s | {"says": [{"delay_min": 2, "text": "да, холодный воздух дует"}]}
            for s in shift()
        ],
    )
    left = check(Left(told(document, lines)))
    assert hired(left) == []
    assert left.entries("LEDGER", purpose="vendor") == []


def test_an_organised_crowd():
    """Unknown accounts with the same words: level organised, nobody hired or paid."""
    lines = [
        heat(
            f"+7799000{n}",
            n - 4000,
            visited=False,
            text="Ужасно жарко в салоне, не ходите сюда, кондиционер сломан",
        )
        for n in range(4001, 4012)
    ]
    left = check(Left(told(network(truth=[]), lines)))
    opened = left.entries("INCIDENT_OPENED")
    assert [r["data"]["playbook"] for r in opened] == ["organised_attack"]
    assert left.entries("AGENT_MONITOR", level="organised") != []
    assert hired(left) == []
    assert left.entries("COMPENSATION_FLOW", "CLIENT_COMMUNICATION_INITIATED") == []


def test_nobody_knows_who_was_there():
    """visited null everywhere: the owner is asked, and no money goes without a yes."""
    lines = [line | {"branch": "abay"} for line in crowd()]
    document = network(bookings=[], clients=[])
    left = check(Left(told(document, lines)))
    opened = left.entries("INCIDENT_OPENED")[0]
    assert opened["data"]["permission"] == "ask"
    assert left.spent() == 0
    assert hired(left) == []


def test_one_client_ten_times():
    """Ten messages of one person are one witness, and no crisis."""
    lines = [heat("+77990000101", 2 * n, id=f"again-{n}") for n in range(10)]
    left = check(Left(told(None, lines)))
    assert left.entries("INCIDENT_OPENED") == []
    assert all(r["data"]["witnesses"] <= 1 for r in left.entries("AGENT_MONITOR"))


def test_the_receipt_may_come_after_the_close():
    """The incident closes without it; when it comes the sum is settled."""
    said = [
        {"delay_min": 2, "text": "нет, не дует"},
        {"delay_min": 1, "text": "поняла, встретим"},
        {"delay_min": 2, "text": "да, дует холодный"},
        {"delay_min": 90, "text": "чек 6500 тенге"},
    ]
    document = network(shift=shift(says=said), vendors=[vendor(1)])
    left = check(Left(told(document)))
    ops = [r["data"]["op"] for r in left.entries("LEDGER", purpose="vendor")]
    closed = left.entries("INCIDENT_CLOSED")[0]["seq"]
    settled = [r["seq"] for r in left.entries("LEDGER", op="settle")]
    assert ops[-1] == "settle" and settled[0] > closed


def test_nobody_is_hired_while_the_shift_has_it_repaired():
    """Their own technician is at it: nobody else comes; how it ended is asked for."""
    said = [
        {"delay_min": 2, "text": "мы уже вызвали своего мастера, чинит"},
        {"delay_min": 2, "text": "да, починили, дует холодный"},
    ]
    left = check(Left(told(network(shift=shift(says=said)))))
    assert left.entries("QUESTION_ANSWERED", answer="repairing") != []
    assert hired(left) == []
    assert left.entries("LEDGER", purpose="vendor") == []
    assert left.states() == ["closed"]


def test_when_their_own_repair_failed_somebody_is_hired():
    """The shift's technician could not mend it: now the search begins."""
    said = [
        {"delay_min": 2, "text": "мы уже вызвали своего мастера, чинит"},
        {"delay_min": 2, "text": "нет, всё ещё дует тёплый"},
    ]
    left = check(Left(told(network(shift=shift(says=said)))))
    asked = left.entries("QUESTION_ASKED")[1]["seq"]
    assert [r["seq"] > asked for r in hired(left)] == [True]
