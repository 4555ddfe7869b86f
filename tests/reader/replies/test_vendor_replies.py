"""What a vendor writes becomes a time, a price and terms."""

from datetime import datetime
from typing import Any

import pytest
from tests.reader.replies.measure import macro_f1, rows, share

from sondir.adapters.reader.replies import read_vendor_reply
from sondir.domain.reading import VendorReply
from sondir.domain.untrusted import UntrustedText

MORNING = datetime.fromisoformat("2026-07-14T10:13:00+05:00")
SETS = [("vendor", "seen"), ("vendor", "unseen"), ("vendor_more", "all")]


def read(text: str, at: datetime = MORNING) -> VendorReply:
    return read_vendor_reply(UntrustedText(text), at)


def read_all(name: str, part: str) -> list[tuple[dict[str, Any], VendorReply]]:
    return [
        (row, read(row["text"], datetime.fromisoformat(row["at"])))
        for row in rows(name, part)
    ]


@pytest.mark.parametrize(("name", "part"), SETS)
def test_intents_reach_the_goal(name: str, part: str) -> None:
    """The intents of hand-made messages are read with a macro-F1 of .92."""
    pairs = [(row["intent"], reply.intent) for row, reply in read_all(name, part)]
    assert macro_f1(pairs) >= 0.92


@pytest.mark.parametrize(("name", "part"), SETS)
def test_times_and_prices_are_exact(name: str, part: str) -> None:
    """Both ends of the time and of the price are right in almost every message."""
    read_rows = read_all(name, part)
    times = [
        (row["eta_min"], reply.eta_min and list(reply.eta_min))
        for row, reply in read_rows
    ]
    prices = [
        (row["price_kzt"], reply.price_kzt and list(reply.price_kzt))
        for row, reply in read_rows
    ]
    assert share(times) >= 0.96
    assert share(prices) >= 0.97


@pytest.mark.parametrize(("name", "part"), SETS)
def test_a_prepayment_is_heard(name: str, part: str) -> None:
    """Money before the visit is noticed, and not where it is refused."""
    pairs = [(str(row["prepay"]), str(got.prepay)) for row, got in read_all(name, part)]
    assert macro_f1(pairs) >= 0.95


def test_half_of_the_day_follows_the_moment() -> None:
    """A bare hour is the next one that a working day knows."""
    evening = datetime.fromisoformat("2026-07-14T13:40:00+00:00")  # 18:40 in Almaty
    expected = [(287, 287), (80, 80)]
    assert expected == [
        read("после 3 смогу").eta_min,
        read("в 8 буду", evening).eta_min,
    ]


def test_what_looks_like_a_price_is_none() -> None:
    """Phones, IIN, addresses, models, years and units are no sums of money."""
    words = "8 777 123 45 67, ИИН 850101300123, 14 мкр 6 үй, LG 12, 9000 BTU, 15 лет"
    assert read(f"через час буду, {words}").price_kzt is None


def test_asking_for_the_address_is_no_prepayment() -> None:
    """ "Send the address and I come" asks for no money."""
    assert not read("скиньте адрес и выезжаю, буду через 30 минут, 5000").prepay


def test_money_first_is_suspicious_whatever_is_promised() -> None:
    """A prepayment outweighs the best time and price."""
    reply = read("через 20 минут буду, всего 3000, но сначала переведите на каспи")
    expected = ("suspicious", True)
    assert expected == (reply.intent, reply.prepay)


def test_terms_for_the_owner_are_marked() -> None:
    """No receipt, no ceiling and a danger are each seen."""
    reply = read("через час, от 5000, чек не даю. запах газа, это опасно")
    expected = (True, True, True)
    assert expected == (reply.no_receipt, reply.open_ended_price, reply.safety)


def test_a_callback_is_no_arrival() -> None:
    """A promise to call back in ten minutes names no time of arrival."""
    reply = read("через 10 минут перезвоню")
    expected = ("ack", None)
    assert expected == (reply.intent, reply.eta_min)


def test_the_reading_says_why() -> None:
    """The words that gave the time are part of the reading."""
    assert "к 11" in [reason.what for reason in read("к 11 приеду, 7к").why]


@pytest.mark.parametrize(
    "text",
    [
        "3000 гарантийный взнос и мастер выезжает",
        "как увижу деньги на счету, сразу выдвигаюсь",
        "пока не оплатите, никто не выедет",
        "төлем түскен соң шығамыз",
        "депозит 5000 и бригада ваша",
    ],
)
def test_money_before_the_visit_in_other_words(text: str) -> None:
    """A deposit, a bond, a receipt shown first: all of it is a prepayment."""
    assert read(text).prepay


@pytest.mark.parametrize(
    "text",
    [
        "никаких авансов, через час буду",
        "обойдёмся без предоплаты, 5000 на месте",
        "когда увижу кондиционер, скажу точную цену",
    ],
)
def test_a_refused_prepayment_is_none(text: str) -> None:
    """Who wants no money before the visit asks for none."""
    assert not read(text).prepay


def test_two_hours_side_by_side_are_a_range() -> None:
    """ "Часа в два три" is from two to three."""
    assert read("часа в два три подъеду").eta_min == (227, 287)


def test_a_sum_is_named_before_its_verb() -> None:
    """A bare number is thousands where the visit is paid with it."""
    assert read("восемь возьму за приезд").price_kzt == (8000, 8000)
    assert read("минут сорок за выезд 5000").price_kzt == (5000, 5000)
    assert read("5 мыңға бармаймын, 15 мың болса барам").price_kzt == (15000, 15000)
