"""What most writers name tells one trouble from another of the same topic."""

import pytest
from tests.story.playbooks.crisis import (
    acting,
    bench,
    crisis,
    hired,
    opened,
    truth,
)
from tests.story.stage import GUESTS, SHIFT, heat

from sondir.domain.untrusted import UntrustedText
from sondir.stages.recognise import most_named, named_thing

NAMED = {
    ("water", "Трубу под раковиной прорвало, всё плывёт"): "leak",
    ("water", "Раковина засорилась, вода стоит"): "drain",
    ("water", "Горячей нет, моют ледяной"): "no_hot_water",
    ("water", "Сусыз отырмыз"): "no_water",
    ("water", "Вода не течёт вообще"): "no_water",
    ("power_internet", "У вас вай-фай лежит"): "internet",
    ("power_internet", "ЖАРЫҚ сөніп қалды"): "light",
    ("power_internet", "из розетки искры"): "sparks",
    ("payment_price", "Екі рет шешіп алды"): "charged_twice",
    ("payment_price", "посчитали дороже, чем обещали"): "price_differs",
    ("booking_error", "маған бөтен хабарлама келді"): "message_received",
    ("waiting", "моего мастера сегодня нет, никто не предупредил"): "master_absent",
    ("noise_smell", "сасық иіс"): "smell",
    ("hygiene", "тарақан жүр"): "insects",
    ("cold", "Из окна сквозняк"): "draught",
    ("heat_air", "Кондёр молчит"): "conditioner",
    ("heat_air", "очень плохо тут"): None,
    (None, "кондиционер"): None,
    ("water", "\u200bс пото\u200bлка капает"): "leak",
}
LEAKS = (
    "С потолка капает прямо на кресло",
    "еденге су ағып жатыр, бәрі су болды",
    "Трубу прорвало, на полу потоп",
    "су ағып тұр төбеден",
    "под мойкой протечка",
)
NET = (
    "Вай-фай не работает второй час",
    "интернет жоқ, жұмыс істей алмаймын",
    "wi-fi не ловит вообще",
    "интернет мүлдем жоқ",
    "нет интернета у вас",
)
MAILS = (
    "Пришло напоминание о визите, которого у меня нет",
    "маған бөтен жазылу туралы хабарлама келді",
    "в смс написано другое время",
    "қате хабарлама жібердіңіздер",
    "что за сообщение об отмене? ничего не отменяли",
)


@pytest.mark.parametrize(("said", "thing"), NAMED.items())
def test_a_message_is_sorted_by_what_it_names(said, thing):
    """Russian, Kazakh and hidden characters: the telling thing is found, or none."""
    topic, words = said
    assert named_thing(topic, UntrustedText(words)) == thing


def test_two_things_named_equally_often_are_no_most():
    """Half of the writers are not most of them."""
    assert most_named(["leak", "leak", "drain", "drain"]) is None


def spoken(topic, texts):
    return [
        heat(client, 5 * place, text=text, topics={topic: 0.93})
        for place, (client, text) in enumerate(zip(GUESTS, texts, strict=True))
    ]


def test_a_leak_brings_a_plumber():
    """Water that runs where it should not is no cut of the main: a plumber comes."""
    left = crisis(
        spoken("water", LEAKS),
        truth=truth("water", "plumbing"),
        vendors=bench("plumber"),
        corridor=acting("water_outage"),
    )
    assert opened(left).cause == "plumbing"
    assert hired(left) != []
    assert opened(left).state == "closed"


def test_no_electrician_comes_for_the_internet():
    """Everybody names the wi-fi: an electrician would mend nothing."""
    left = crisis(
        spoken("power_internet", NET),
        truth=truth("power_internet", "internet_outage"),
        vendors=bench("electrician"),
        corridor=acting("power_outage"),
    )
    assert opened(left).cause == "internet_outage"
    assert hired(left) == []


def test_guests_who_quote_a_message_stop_the_mailing():
    """What guests quote was sent by somebody: the shift is asked to stop it."""
    left = crisis(
        spoken("booking_error", MAILS), truth=truth("booking_error", "wrong_mailing")
    )
    assert opened(left).cause == "wrong_mailing"
    assert "shift.stop_mailing" in left.phrases(SHIFT)
