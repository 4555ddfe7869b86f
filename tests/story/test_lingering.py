"""Work whose end nobody reports: no money stays reserved, and the next one comes."""

from tests.story.invariants import check
from tests.story.record import Left
from tests.story.stage import (
    OTHER_SHIFT,
    OWNER,
    SHIFT,
    VENDORS,
    crowd,
    network,
    says,
    told,
    vendor,
)

OFFER = says(VENDORS[0], 34, "через 40 минут буду, выезд 5000 тенге")
HERE = says(VENDORS[0], 76, "приехали, заходим")
GONE = vendor(1, behaviour="no_show")
"""In the world they never report; what they say stands in the file."""
BILL = says(VENDORS[0], 100, "нужна деталь, будет через 3 дня. За выезд 5000 тенге")


def shift(*texts):
    said = [{"delay_min": 2, "text": text} for text in texts]
    return [
        {"branch": "abay", "client": SHIFT, "lang": "ru", "says": said},
        {"branch": "dostyk", "client": OTHER_SHIFT, "lang": "kk"},
    ]


def ops(left):
    return [
        (r["data"]["op"], r["data"]["amount_kzt"])
        for r in left.entries("LEDGER", purpose="vendor")
    ]


def test_work_that_nobody_reports_keeps_no_money_reserved():
    """They came and were never heard of again: the visit is owed, the rest is free."""
    document = network(vendors=[GONE], shift=shift("нет, не дует"))
    left = check(Left(told(document, [*crowd(), OFFER, HERE])))
    assert left.entries("WHATSAPP_OUTREACH", state="arrived") != []
    assert ops(left) == [("reserve", 15_000), ("commit", 5_000)]
    assert left.states() == ["open"]
    assert "owner.work_takes_long" in left.phrases(OWNER)


def test_a_visit_with_a_bill_and_no_effect_brings_the_next_vendor():
    """The bill is named and the shift sees no effect: the next vendor is engaged."""
    no = "нет, дует тёплый"
    document = network(
        vendors=[GONE, vendor(2)], shift=shift(no, "встретим", no, no, no, no)
    )
    left = check(Left(told(document, [*crowd(), OFFER, HERE, BILL])))
    agreed = left.entries("WHATSAPP_OUTREACH", state="agreed")
    assert [r["data"]["vendor"] for r in agreed] == ["vendor:1", "vendor:2"]
    assert ("commit", 5_000) in ops(left)
