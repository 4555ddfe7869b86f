"""Owner, shift and clients answer by their own temper."""

import pytest
from tests.world.conversation import (
    AUTHORISATION,
    REQUEST,
    VENDOR,
    Talk,
    texts,
    vendor,
)

from sondir.world.document import parse_world
from sondir.world.messages import Button
from sondir.world.replay import replayed_world

OWNER, SHIFT, CLIENT = "+77990000001", "+77990000031", "+77990000101"
CARD = (
    Button("go:1", "Подтвердить"),
    Button("stop:1", "Остановить"),
    Button("me:1", "Беру на себя"),
)
YES_NO = (Button("y", "Да, дует"), Button("n", "Нет, не дует"))
QUESTION = "Дует ли сейчас холодный воздух?"


def owner(behaviour: str) -> dict:
    return {"client": OWNER, "behaviour": behaviour, "delay_min": [1, 2]}


def shift(behaviour: str = "truthful", lang: str = "ru") -> list[dict]:
    return [{"branch": "abay", "client": SHIFT, "behaviour": behaviour, "lang": lang}]


@pytest.mark.parametrize(
    ("behaviour", "pressed"),
    [("agrees", ["go:1"]), ("stops", ["stop:1"]), ("takes_over", ["me:1"])],
)
def test_the_owner_presses_by_temper(behaviour, pressed):
    """The button of the card comes back with its id."""
    talk = Talk(owner=owner(behaviour))
    heard = talk.ask(OWNER, "Карточка", type="interactive", buttons=CARD)
    assert [one.pressed.id for one in heard] == pressed


def test_a_silent_owner_says_nothing():
    """By default the case must close without the owner."""
    talk = Talk()
    assert talk.ask(OWNER, "Карточка", type="interactive", buttons=CARD) == []


def test_an_owner_of_limits_writes_a_sum():
    """The limit comes as free words."""
    heard = Talk(owner=owner("limits")).ask(
        OWNER, "Карточка", type="interactive", buttons=CARD
    )
    assert any(word in heard[0].text for word in ("10000", "10 000", "10 тысяч"))


def answer_of(talk: Talk) -> str:
    (heard,) = talk.ask(SHIFT, QUESTION, type="interactive", buttons=YES_NO)
    if heard.pressed:
        return {"y": "yes", "n": "no"}[heard.pressed.id]
    return "yes" if heard.text.lower().startswith(("да", "иә")) else "no"


@pytest.mark.parametrize("seed", range(6))
def test_the_shift_says_what_is_so(seed):
    """Broken: no cold air; after the repair: yes; a wrong shift the reverse."""
    talk = Talk(seed=seed, shift=shift(), vendors=[vendor()])
    assert answer_of(talk) == "no"
    talk.ask(VENDOR, REQUEST)
    talk.ask(VENDOR, AUTHORISATION, minutes=120)
    assert answer_of(talk) == "yes"
    assert answer_of(Talk(seed=seed, shift=shift("wrong"))) == "yes"


def test_only_the_question_itself_decides_what_yes_means():
    """A preamble that says "does not work" does not turn the question round."""
    talk = Talk(shift=shift())
    text = f"Клиенты пишут: жарко, кондиционер не работает. {QUESTION} Спасибо."
    (heard,) = talk.ask(SHIFT, text, type="interactive", buttons=YES_NO[::-1])
    words = heard.pressed.title if heard.pressed else heard.text
    assert words.lower().startswith(("нет", "не работает"))


def test_the_shift_speaks_of_what_was_asked():
    """Without water the conditioner may still blow: that is what is said."""
    truth = [{"branch": "abay", "topic": "water", "cause": "plumbing"}]
    assert answer_of(Talk(shift=shift(), truth=truth)) == "yes"


def test_the_shift_knows_who_has_come():
    """Asked whether the repairman is there, the shift says what is so."""
    talk = Talk(shift=shift(), vendors=[vendor()])
    came = (Button("y", "Да"), Button("n", "Нет"))
    (before,) = talk.ask(SHIFT, "Мастер приехал?", type="interactive", buttons=came)
    talk.ask(VENDOR, REQUEST)
    talk.ask(VENDOR, AUTHORISATION, minutes=45)
    (after,) = talk.ask(SHIFT, "Мастер приехал?", 4, type="interactive", buttons=came)
    assert (before.pressed.id, after.pressed.id) == ("n", "y")


@pytest.mark.parametrize(
    ("cause", "question", "expected"),
    [
        ("internet_outage", "Горит ли в салоне свет?", "yes"),
        ("power_outage", "Горит ли в салоне свет?", "no"),
        ("staff_conduct", "Есть ли проблема: смена сейчас не успевает?", "no"),
        ("queue_overload", "Есть ли проблема: смена сейчас не успевает?", "yes"),
    ],
)
def test_another_trouble_than_the_one_asked_about_is_no_yes(cause, question, expected):
    """The light is on while the net is down; a rude master is no full house."""
    topic = "power_internet" if "outage" in cause else "staff_rudeness"
    truth = [{"branch": "abay", "topic": topic, "cause": cause}]
    talk = Talk(shift=shift(), truth=truth)
    buttons = (Button("yes", "Да"), Button("no", "Нет"))
    (heard,) = talk.ask(SHIFT, question, type="interactive", buttons=buttons)
    said = heard.pressed.id if heard.pressed else heard.text.lower()
    assert said.startswith({"yes": ("yes", "да"), "no": ("no", "нет")}[expected])


@pytest.mark.parametrize("seed", range(6))
def test_a_fault_of_one_room_is_pressed_or_said(seed):
    """Asked about the whole place, the shift sets the one room apart."""
    truth = [{"branch": "abay", "topic": "heat_air", "cause": "one_room"}]
    buttons = (*YES_NO, Button("one", "Кроме одной комнаты"))
    talk = Talk(seed=seed, shift=shift(), truth=truth)
    (heard,) = talk.ask(SHIFT, QUESTION, type="interactive", buttons=buttons)
    assert heard.pressed.id == "one" if heard.pressed else "одном" in heard.text


def test_where_the_truth_is_silent_all_is_well():
    """Without a truth the shift answers that it works."""
    assert answer_of(Talk(shift=shift(), truth=[])) == "yes"


def test_the_shift_enters_the_receipt_after_the_work():
    """Asked too early, the shift answers twice: not yet, and later the sum."""
    talk = Talk(shift=shift(), vendors=[vendor()])
    talk.ask(VENDOR, REQUEST)
    talk.ask(VENDOR, AUTHORISATION, minutes=10)
    talk.ask(SHIFT, "Пришлите, пожалуйста, сумму по чеку", minutes=120)
    words = [one.text for one in talk.said if one.client == SHIFT]
    paid = talk.memory.network.site.receipt_kzt("abay")
    assert len(words) == 2
    assert str(paid) in words[1]


def test_most_clients_answer_a_letter():
    """About seven of ten answer, within a quarter of an hour."""
    talk = Talk()
    numbers = [f"+7799000{n:04d}" for n in range(101, 300)]
    known = {c.client for c in talk.memory.network.world.clients}
    written = [n for n in numbers if n in known]
    for number in written:
        talk.opens_window(number)
        talk.write(number, "Извините за жару. Пишет ассистент салона.")
    answered = {one.client for one in talk.wait(20) if one.client in known}
    assert 0.5 < len(answered) / len(written) < 0.85


def test_a_client_of_a_file_speaks_only_through_it():
    """In replay a scripted client does not answer, unless `says` is given."""
    record = {
        "id": "1",
        "at": "2026-07-14T10:00:00+05:00",
        "channel": "whatsapp",
        "branch": "abay",
        "client": CLIENT,
        "text": "жарко",
    }
    says = [{"delay_min": 1, "text": "рақмет"}]
    for client, expected in (
        ({"client": CLIENT}, []),
        ({"client": CLIENT, "says": says}, ["рақмет"]),
    ):
        talk = Talk()
        world = parse_world({"clients": [client], "branches": [{"id": "abay"}]})
        talk.memory = replayed_world(world, [record])
        talk.wait(1)
        assert texts(talk.ask(CLIENT, "Извините")) == expected
