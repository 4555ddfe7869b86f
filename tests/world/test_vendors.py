"""Vendors offer, agree, come or do not come, and ask for their money."""

import re

import pytest
from tests.world.conversation import (
    AUTHORISATION,
    REQUEST,
    TEN,
    VENDOR,
    Talk,
    texts,
    vendor,
)

PRICES = r"7000|7 000|7к|7 тысяч|7 мың"


def test_an_honest_vendor_names_time_and_price():
    """The first request brings one offer in free words."""
    talk = Talk(vendors=[vendor()])
    offer = texts(talk.ask(VENDOR, REQUEST))
    assert len(offer) == 1
    assert re.search(PRICES, offer[0])


def test_a_kazakh_request_is_mostly_answered_in_kazakh():
    """Over many seeds most offers to a Kazakh request are in Kazakh."""
    kazakh = 0
    for seed in range(20):
        talk = Talk(vendors=[vendor()], seed=seed)
        (offer,) = texts(talk.ask(VENDOR, "Кондиционер шебері шұғыл керек, бағасы?"))
        kazakh += bool(re.search("[әғқңөұүһі]", offer.lower()))
    assert kazakh > 10


def test_an_authorised_vendor_comes_works_and_names_the_sum():
    """A message with a code makes the vendor drive; the work ends below the ceiling."""
    talk = Talk(vendors=[vendor()])
    talk.ask(VENDOR, REQUEST)
    heard = talk.ask(VENDOR, AUTHORISATION, minutes=120)
    assert len(heard) == 3
    came, ended = heard[1], heard[2]
    assert 40 <= (came.at - TEN).total_seconds() / 60 - 15 < 44
    sums = [int(n) for n in re.findall(r"\d{4,6}", ended.text)]
    assert 7000 <= sums[-1] <= 15000
    assert talk.memory.network.site.broken("abay", talk.now) is None


def test_without_a_code_nobody_drives():
    """Friendly words alone are no authorisation."""
    talk = Talk(vendors=[vendor()])
    talk.ask(VENDOR, REQUEST)
    talk.ask(VENDOR, "Хорошо, ждём вас", minutes=180)
    assert talk.memory.network.site.broken("abay", talk.now) is not None


def test_the_code_is_said_at_the_door():
    """Asked for the code after arrival, the vendor says it."""
    talk = Talk(vendors=[vendor()])
    talk.ask(VENDOR, REQUEST)
    talk.ask(VENDOR, AUTHORISATION, minutes=45)
    assert "4821" in texts(talk.ask(VENDOR, "Назовите, пожалуйста, код", 4))[0]


def test_a_called_off_vendor_stays_away():
    """After we call the visit off nobody arrives."""
    talk = Talk(vendors=[vendor()])
    talk.ask(VENDOR, REQUEST)
    talk.ask(VENDOR, AUTHORISATION, minutes=10)
    talk.ask(VENDOR, "Отмена, пожалуйста, не приезжайте", minutes=120)
    assert not talk.memory.network.site.vendor_is_here("abay")


def test_a_failed_repair_leaves_the_trouble():
    """Where the repair cannot work the vendor says so and it stays broken."""
    truth = [
        {
            "branch": "abay",
            "topic": "heat_air",
            "cause": "climate_failure",
            "repair_works": False,
        }
    ]
    talk = Talk(vendors=[vendor()], truth=truth)
    talk.ask(VENDOR, REQUEST)
    talk.ask(VENDOR, AUTHORISATION, minutes=120)
    assert talk.memory.network.site.broken("abay", talk.now) is not None


def test_a_vendor_raises_the_price_after_agreeing():
    """More money is asked; a refusal makes the vendor leave."""
    talk = Talk(vendors=[vendor("raises_price", raise_to_kzt=23000)])
    talk.ask(VENDOR, REQUEST)
    heard = talk.ask(VENDOR, AUTHORISATION, minutes=60)
    assert re.search("23", " ".join(texts(heard)))
    talk.ask(VENDOR, "Нет, держимся договорённости", minutes=120)
    assert talk.memory.network.site.broken("abay", talk.now) is not None


def test_a_raise_that_is_authorised_is_worked_for():
    """A second authorisation with a higher ceiling is accepted."""
    talk = Talk(vendors=[vendor("raises_price", raise_to_kzt=23000)])
    talk.ask(VENDOR, REQUEST)
    talk.ask(VENDOR, AUTHORISATION, minutes=5)
    while "23" not in " ".join(texts(talk.said)):
        talk.wait(3)
    talk.ask(VENDOR, "Не больше 25 000 ₸. Код прибытия: 7755", minutes=120)
    assert talk.memory.network.site.receipt_kzt("abay") == 23000


def test_a_no_show_agrees_and_never_comes():
    """The promise is made, and nobody arrives."""
    talk = Talk(vendors=[vendor("no_show")])
    talk.ask(VENDOR, REQUEST)
    heard = talk.ask(VENDOR, AUTHORISATION, minutes=240)
    assert len(heard) == 1
    assert not talk.memory.network.site.vendor_is_here("abay")


@pytest.mark.parametrize(
    ("behaviour", "sign"),
    [("prepay", "предоплат|аванс|алдын|алдымен|перевед"), ("link", "http")],
)
def test_swindlers_show_their_signs(behaviour, sign):
    """Prepayment and links are asked for, and insisted on."""
    talk = Talk(vendors=[vendor(behaviour)])
    assert re.search(sign, texts(talk.ask(VENDOR, REQUEST))[0].lower())


def test_silence_and_refusal():
    """A silent vendor says nothing; one who declines names no price."""
    assert Talk(vendors=[vendor("silent")]).ask(VENDOR, REQUEST) == []
    (answer,) = texts(Talk(vendors=[vendor("declines")]).ask(VENDOR, REQUEST))
    assert not re.search(r"\d", answer)


def test_prepared_answers_come_in_turn_then_silence():
    """`says` is spoken line by line, whatever we write."""
    says = [{"delay_min": 2, "text": "через час"}, {"text": "5000"}]
    talk = Talk(vendors=[vendor(says=says)])
    assert texts(talk.ask(VENDOR, "раз")) == ["через час"]
    assert texts(talk.ask(VENDOR, "два")) == ["5000"]
    assert texts(talk.ask(VENDOR, "три")) == []


def test_outside_working_hours_the_answering_machine_speaks():
    """A closed firm answers with its hours, once."""
    talk = Talk(vendors=[vendor(hours="12:00-20:00")])
    (answer,) = texts(talk.ask(VENDOR, REQUEST))
    assert "12:00-20:00" in answer
    assert texts(talk.ask(VENDOR, REQUEST)) == []
