"""Vendors of every temper: the repair goes on without a person, and without a trick."""

import pytest
from tests.story.invariants import check
from tests.story.record import Left
from tests.story.stage import OWNER, SHIFT, VENDORS, answering, network, told, vendor

from sondir.domain.step import Purpose


def bench(*vendors):
    """Play the crisis with these vendors, check it and return what it left."""
    return check(Left(told(network(vendors=list(vendors)))))


def engaged(left):
    """Name the vendors who got an authorisation, in order."""
    found = [
        r["data"]["vendor"]
        for r in left.entries("WHATSAPP_OUTREACH")
        if r["data"]["state"] == "agreed"
    ]
    return list(dict.fromkeys(found))


def test_an_honest_vendor_puts_the_crisis_out():
    """The best honest offer is taken, the others are thanked, the crisis closes."""
    left = bench(vendor(1), vendor(2), vendor(3))
    assert left.states() == ["closed"]
    assert engaged(left) == ["vendor:1"]
    assert left.phrases(VENDORS[1]) == ["vendor.request", "vendor.thanks"]


def test_all_refuse():
    """Where nobody comes the incident stays open, the owner knows, nothing is paid."""
    left = bench(*(vendor(n, behaviour="declines") for n in (1, 2, 3, 4)))
    assert left.states() == ["open"]
    assert engaged(left) == []
    assert left.entries("LEDGER", purpose="vendor") == []
    assert left.entries("ACTION_INITIATED", phrase="owner.nobody_found") != []


def test_all_are_silent():
    """Silent vendors are asked once more, then the owner is told."""
    left = bench(*(vendor(n, behaviour="silent") for n in (1, 2, 3)))
    assert left.states() == ["open"]
    assert left.phrases(VENDORS[0]) == ["vendor.request", "vendor.request_again"]
    assert left.entries("ACTION_INITIATED", phrase="owner.nobody_found") != []


@pytest.mark.parametrize("behaviour", ["prepay", "link", "silent", "declines"])
def test_a_tricky_vendor_is_passed_over(behaviour):
    """Prepayment, a link, silence or a refusal: the next vendor is engaged instead."""
    left = bench(vendor(1, behaviour=behaviour), vendor(2))
    assert engaged(left) == ["vendor:2"]
    assert left.states() == ["closed"]


def test_a_vendor_who_never_comes_is_replaced_without_a_person():
    """After the promised time the second vendor, thanked before, is asked anew."""
    left = bench(vendor(1, behaviour="no_show"), vendor(2))
    assert engaged(left) == ["vendor:1", "vendor:2"]
    assert left.entries("WHATSAPP_OUTREACH", state="no_show", vendor="vendor:1") != []
    asked = left.phrases(VENDORS[1])
    assert asked[:3] == ["vendor.request", "vendor.thanks", "vendor.request_again"]
    assert left.states() == ["closed"]
    assert left.entries("OWNER_DECISION") == []


@pytest.mark.parametrize("seed", range(1, 7))
def test_a_vendor_who_raises_the_price_is_replaced_or_refused(seed):
    """More money than agreed, on the road or at the door: never without the owner."""
    raising = vendor(1, behaviour="raises_price", raise_to_kzt=20_000)
    left = check(Left(told(network(seed=seed, vendors=[raising, vendor(2)]))))
    committed = [
        r["data"]["reference"]
        for r in left.entries("LEDGER", purpose="vendor", op="commit")
    ]
    assert not any("vendor:1" in reference for reference in committed)
    warned = left.entries("ACTION_INITIATED", phrase="owner.work_takes_long")
    assert left.states() == ["closed"] or warned


def test_a_raise_at_the_door_that_the_owner_agrees_to():
    """The owner's yes to the raise is carried out: reserved on top, then committed."""
    document = network(
        seed=5,
        vendors=[vendor(1, behaviour="raises_price", raise_to_kzt=20_000), vendor(2)],
        owner={"client": OWNER, "behaviour": "agrees"},
    )
    left = check(Left(told(document)))
    assert left.entries("WHATSAPP_OUTREACH", state="raised") != []
    assert engaged(left) == ["vendor:1"]
    assert left.states() == ["closed"]
    assert left.only.ledger.sum_for(Purpose.VENDOR, "vendor:1") == 20_000


def test_only_noise():
    """Auto-replies and adverts are no offer; the next vendor is engaged."""
    noise = answering(
        1,
        "Здравствуйте! Мы ответим вам в рабочее время.",
        "Акция! Скидка 20% на чистку кондиционеров до конца месяца",
    )
    left = bench(noise, vendor(2))
    assert engaged(left) == ["vendor:2"]
    assert left.states() == ["closed"]


def test_a_late_answer_is_still_heard():
    """Who answers after being given up on is engaged when nobody else has come."""
    late = vendor(1, says=[{"delay_min": 25, "text": "через час буду, выезд 6000"}])
    left = bench(late)
    assert engaged(left) == ["vendor:1"]


def test_a_counter_offer():
    """A price above the limit is haggled once, and taken when it comes down."""
    dear = answering(1, "через час, 38000", "ладно, 29000, через час")
    left = bench(dear)
    states = [r["data"]["state"] for r in left.entries("WHATSAPP_OUTREACH")]
    assert "countered" in states
    assert engaged(left) == ["vendor:1"]


def test_an_unclear_offer_is_asked_back():
    """A time without a price is clarified, and the answer taken."""
    left = bench(answering(1, "буду через час", "5000 тенге"))
    assert "vendor.clarify.price" in left.phrases(VENDORS[0])
    assert engaged(left) == ["vendor:1"]


def test_a_vendor_who_cancels_is_replaced():
    """A cancelled visit frees the money and the next vendor comes."""
    left = bench(
        answering(1, "через час, 5000", "извините, не смогу приехать"), vendor(2)
    )
    assert engaged(left) == ["vendor:1", "vendor:2"]
    assert left.states() == ["closed"]


def test_a_repair_that_fails_brings_the_next_vendor():
    """The shift says no: the next one comes; after two such only with the owner."""
    truth = [
        {
            "branch": "abay",
            "topic": "heat_air",
            "cause": "climate_failure",
            "repair_works": False,
        }
    ]
    left = check(Left(told(network(truth=truth))))
    assert left.states() == ["open"]
    assert engaged(left) == ["vendor:1", "vendor:2"]
    assert left.entries("VERDICT", kind="request_offer", limit="mode.HOLD") != []
    assert left.entries("ACTION_INITIATED", phrase="owner.repair_failed") != []


def test_the_shift_is_asked_for_the_receipt():
    """The sum is settled from what the shift enters, never above the commit."""
    left = bench(vendor(1))
    assert "shift.receipt" in left.phrases(SHIFT)
    assert [r["data"]["op"] for r in left.entries("LEDGER", purpose="vendor")] == [
        "reserve",
        "commit",
        "settle",
    ]


def test_a_new_vendor_gets_the_smaller_limit():
    """Whoever never worked for us is authorised up to the new vendor's limit only."""
    left = bench(vendor(1, known=False, price_kzt=12_000))
    reserves = left.entries("LEDGER", purpose="vendor", op="reserve")
    assert [r["data"]["amount_kzt"] for r in reserves] == [15_000]


def test_an_arrival_in_words_we_do_not_understand():
    """Who wrote near the promised time is not sent away before the shift has looked."""
    strange = vendor(
        1,
        says=[
            {"delay_min": 2, "text": "буду через 40 минут, выезд 5000"},
            {"delay_min": 38, "text": "какой код на домофоне"},
        ],
    )
    left = bench(strange, vendor(2))
    assert left.entries("WHATSAPP_OUTREACH", state="no_show") == []
    assert engaged(left) == ["vendor:1"]
    assert left.states() == ["closed"]


def test_terms_we_could_not_take_are_told_to_the_owner_even_if_silence_follows():
    """A vendor too late or too dear who leaves our counter unanswered was willing."""
    left = bench(answering(1, "только завтра утром, выезд 4000"))
    ends = [r["data"]["state"] for r in left.entries("WHATSAPP_OUTREACH")]
    assert "no_answer" not in ends and "escalated" in ends
    assert "owner.vendor_outside.time" in left.phrases(OWNER)


def test_a_prepayment_is_called_a_prepayment():
    """The owner reads what the vendor wants: money first, not "a link or a code"."""
    left = bench(answering(1, "буду через час, но сначала 6000 переводом на каспи"))
    assert "owner.vendor_outside.prepayment" in left.phrases(OWNER)
    assert left.entries("LEDGER", purpose="vendor") == []


def test_offers_after_a_take_over_are_not_called_silence():
    """Who answers after the owner took over has answered: no false "no answer"."""
    document = network(owner={"client": OWNER, "behaviour": "takes_over"})
    left = check(Left(told(document)))
    assert left.entries("WHATSAPP_OUTREACH", state="asked") != []
    assert left.entries("WHATSAPP_OUTREACH", state="no_answer") == []
