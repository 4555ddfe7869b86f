"""Money never passes a limit: one tenge, splitting, the day, the second factor."""

from tests.story.invariants import check
from tests.story.record import Left
from tests.story.stage import (
    OWNER,
    answering,
    at,
    corridor,
    crowd,
    heat,
    network,
    prepared,
    told,
    vendor,
)

from sondir.domain.step import Purpose
from sondir.domain.turn import OwnerDecided

AGREES = {"client": OWNER, "lang": "ru", "behaviour": "agrees"}


def test_a_limit_of_one_tenge():
    """Nothing is spent over it, the owner is asked, and it stays open."""
    left = check(Left(told(network(corridor=corridor(incident_kzt=1)))))
    assert left.spent() == 0
    assert left.entries("ACTION_INITIATED", phrase="owner.ask.several") != []
    assert left.states() == ["open"]


def test_a_limit_of_one_tenge_that_the_owner_lifts():
    """With the owner's yes to each step the crisis is put out beyond the limit."""
    document = network(corridor=corridor(incident_kzt=1), owner=AGREES)
    left = check(Left(told(document)))
    assert left.states() == ["closed"]
    assert left.spent() > 1


def test_compensation_stops_at_its_own_limit():
    """Five are owed, the sum for all is for two: the rest is asked for, not given."""
    left = check(Left(told(network(corridor=corridor(compensation_kzt=4_600)))))
    assert left.only.ledger.sum_for(Purpose.COMPENSATION) <= 4_600
    assert left.entries("ACTION_INITIATED", phrase="owner.ask.one") != []


def test_the_limit_of_one_client():
    """A gift above the client's limit waits for the owner, and is not given."""
    left = check(Left(told(network(corridor=corridor(client_kzt=1_000)))))
    assert left.entries("LEDGER", purpose="compensation") == []
    letters = [
        p
        for p in left.story.desk.outbox.posted.values()
        if p.head.phrase.startswith("client.letter")
    ]
    assert len(letters) == 7


def test_the_day_s_limit_counts_all_crises():
    """Two crises in one day share the day's sum."""
    document = network(
        corridor=corridor(day_kzt=20_000),
        truth=[
            {"branch": b, "topic": "heat_air", "cause": "climate_failure"}
            for b in ("abay", "dostyk")
        ],
        vendors=[vendor(n) for n in range(1, 6)],
    )
    people = [f"+77990000{n}" for n in range(301, 306)]
    second = [
        heat(p, 60 + 5 * i, branch="dostyk", visited=True) for i, p in enumerate(people)
    ]
    left = check(Left(told(document, [*crowd(), *second])))
    assert len(left.states()) == 2
    assert left.spent() <= 20_000


def test_splitting_a_sum_does_not_help():
    """A vendor who asks twice meets one limit for the whole job."""
    twice = answering(
        1,
        "через час, 14000",
        "я на месте",
        "нужно ещё 14000 за плату, итого 28000",
        "готово",
        known=False,
    )
    left = check(Left(told(network(vendors=[twice, vendor(2)]))))
    job = left.only.ledger.sum_for(Purpose.VENDOR, "vendor:1")
    assert job <= 15_000


def second_factor(factor):
    """Agree to a job above the second factor's sum, with this factor."""
    document = network(
        corridor=corridor(second_factor_kzt=10_000, job_kzt=12_000),
        vendors=[answering(1, "через час, 14000", "14000, дешевле никак")],
    )
    story = prepared(document)
    story.run(until=at(20))
    incident = next(iter(story.desk.incidents.known.values()))
    batch = [b for b, keys in incident.batches.items() if "authorise_job" in keys[0]]
    turn = OwnerDecided("owner:1", "agree", batch[-1], "page", factor)
    story.desk.mailbox.put(incident.id, turn, "page-1")
    story.engine.run_all()
    story.run(until=at(24))
    return Left(story)


def test_a_large_sum_needs_the_code():
    """A yes by messenger to a large sum is not enough: the code is asked for."""
    left = second_factor("none")
    assert left.entries("WHATSAPP_OUTREACH", state="agreed") == []
    asked = left.entries("VERDICT", verdict="ask", limit="second_factor_kzt")
    assert len(asked) == 1


def test_a_large_sum_with_the_code():
    """With the code the same yes is carried out."""
    left = second_factor("code")
    assert len(left.entries("WHATSAPP_OUTREACH", state="agreed")) == 1
