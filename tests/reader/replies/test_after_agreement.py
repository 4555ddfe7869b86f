"""What an authorised vendor writes from the door, and what sends nobody away."""

from datetime import datetime

import pytest

from sondir.adapters.reader.replies import read_vendor_reply
from sondir.domain.reading import VendorReply
from sondir.domain.untrusted import UntrustedText

MORNING = datetime.fromisoformat("2026-07-14T10:13:00+05:00")


def read(text: str) -> VendorReply:
    return read_vendor_reply(UntrustedText(text), MORNING)


@pytest.mark.parametrize(
    "text",
    [
        "орнындамын",
        "Орнымдамын",
        "біз орнындамыз",
        "ornyndamyn",
        "orninda min",
        "келдім",
        "есік алдындамын",
        "ғимараттың жанындамын",
        "төменде тұрмын",
        "жеттім",
        "жетіп алдым",
        "добрался, я тут",
        "стою под дверью",
        "домофон не отвечает",
        "күзетші кіргізбейді",
        "есікті ешкім ашпай жатыр",
    ],
)
def test_being_there_is_an_arrival(text: str) -> None:
    """The man at the door is heard, in one suffixed word or by the shut door."""
    assert read(text).intent == "arrived"


@pytest.mark.parametrize(
    "text",
    [
        "мен орнында емеспін",
        "орындамаймын ондай жұмысты",
        "Алматыда тұрмын",
        "орнында төлейсіз, 5000",
        "15 минутта есік алдында боламын",
        "мы тут на другом объекте, не сможем",
    ],
)
def test_being_elsewhere_is_none(text: str) -> None:
    """A town, a promise, a negation and another site are no arrival."""
    assert read(text).intent != "arrived"


@pytest.mark.parametrize(
    "text",
    [
        "хм, ну такое",
        "3 қабат",
        "белгісіздеу",
        "ватсап 87012223344",
        "ғимарат көрініп тұр",
        "вижу вывеску",
        "ладонь",
    ],
)
def test_doubtful_words_send_nobody_away(text: str) -> None:
    """Without a word of refusal nothing is a refusal."""
    assert read(text).intent not in ("decline", "cancel")


@pytest.mark.parametrize(
    "text", ["не приеду", "бара алмаймын", "бізде маман жоқ", "мастер заболел"]
)
def test_a_refusal_stays_one(text: str) -> None:
    """Words of refusal are heard as before."""
    assert read(text).intent in ("decline", "cancel")


@pytest.mark.parametrize(
    ("text", "kzt"),
    [
        ("за 6 тысяч не сделаю. 25000 тенге", 25000),
        ("за 4000 не соглашусь, давайте 9000", 9000),
        ("7000 тг-ға жасамаймын, 18 мың болса болады", 18000),
        ("не сделаю за 5000, только за 15 тысяч", 15000),
    ],
)
def test_a_rejected_sum_is_not_the_price(text: str, kzt: int) -> None:
    """The sum that is wanted instead is."""
    reply = read(text)
    assert reply.intent in ("counter", "raise")
    assert reply.price_kzt == (kzt, kzt)


@pytest.mark.parametrize(
    "text", ["дешевле 6000 не сделаю", "выезд 6000, меньше не возьму"]
)
def test_a_lowest_price_is_a_price(text: str) -> None:
    """ "Not below" names a price and refuses none."""
    assert read(text).price_kzt == (6000, 6000)


@pytest.mark.parametrize(
    "text",
    [
        "Жөндей алмадық, плата керек, 4 күнде келеді. Шығу ақысы 6000 тг",
        "Не смогли починить, нужна деталь, ждать неделю. Вызов 6000",
        "отремонтировать не удалось, нет запчасти, за выезд 6000",
    ],
)
def test_not_mended_is_another_scope(text: str) -> None:
    """Tried and failed: the call-out is billed, the part's day is no new offer."""
    reply = read(text)
    assert (reply.intent, reply.eta_min, reply.price_kzt) == (
        "raise",
        None,
        (6000, 6000),
    )


def test_mended_is_done() -> None:
    """The same words without the negation say that it is done."""
    assert read("починили, деталь заменили, 6000").intent == "done"


@pytest.mark.parametrize(
    "text",
    [
        "не " * 6000 + "приеду через час, выезд 5000",
        "жоқ " * 5000 + "30 минутта барам, 5000 тг",
        "не могу налюбоваться видом " * 800 + "буду через час, 5000",
    ],
)
def test_a_text_cut_short_is_no_refusal(text: str) -> None:
    """An offer may stand behind what is read of twenty thousand letters."""
    assert read(text).intent not in ("decline", "cancel")
