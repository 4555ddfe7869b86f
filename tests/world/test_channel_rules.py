"""What the channels accept and refuse, the same in memory and over HTTP."""

from datetime import timedelta

import pytest
from tests.world.conversation import TEN, Talk

from sondir.world.catalogue import Catalogue, Template
from sondir.world.demo import demo_world
from sondir.world.limits import INVALID
from sondir.world.messages import (
    Accepted,
    Button,
    Echo,
    Outbound,
    Refused,
    StatusChange,
)
from sondir.world.replay import InMemoryWorld

CLIENT, INSTAGRAM = "+77990000101", "ig:178414"
ALERT = Template("owner_alert", "ru", "Жалоб: {{1}}.", buttons=("Да", "Стоп"))


def code_of(outcome: object) -> int | None:
    return outcome.code if isinstance(outcome, Refused) else None


def test_outside_the_window_words_are_refused_now_or_later():
    """131047 comes at once or as a failed state, and the person hears nothing."""
    talk = Talk()
    sync = late = 0
    for number in range(200, 240):
        outcome = talk.write(f"+7799000{number:04d}", "Здравствуйте")
        sync += code_of(outcome) == 131047
        late += isinstance(outcome, Accepted)
    heard = talk.wait(30)
    failed = [
        e for e in talk.events if isinstance(e, StatusChange) and e.code == 131047
    ]
    assert (sync + late, len(failed), heard) == (40, late, [])
    assert min(sync, late) > 5


def test_the_window_closes_after_a_day():
    """24 hours after the last inbound message only templates pass."""
    talk = Talk().opens_window(CLIENT)
    windows = talk.memory.network.gateway.windows
    assert windows.is_open(talk.phone, CLIENT, TEN + timedelta(hours=23, minutes=59))
    assert not windows.is_open(talk.phone, CLIENT, TEN + timedelta(hours=24))


def test_the_window_belongs_to_one_number():
    """Writing to one branch opens no window at another."""
    talk = Talk().opens_window(CLIENT)
    other = talk.memory.network.accounts.phone_of("samal").phone_number_id
    assert not talk.memory.network.gateway.windows.is_open(other, CLIENT, TEN)


def test_templates_pass_only_in_their_language():
    """An approved template reaches the owner outside the window; kk is missing."""
    memory = InMemoryWorld(demo_world(1), (), Catalogue([ALERT]))
    phone = memory.network.accounts.phone_of("abay").phone_number_id

    def send(lang: str, *params: str) -> object:
        letter = Outbound(
            "whatsapp",
            phone,
            "+77990000001",
            "template",
            template="owner_alert",
            lang=lang,
            params=params,
        )
        return memory.deliver(letter, TEN)

    assert isinstance(send("ru", "7"), Accepted)
    assert memory.wire_lines[-1]["text"] == "Жалоб: 7."
    assert code_of(send("kk", "7")) == 132001
    assert code_of(send("ru")) == 132000


def test_a_burst_to_one_person_is_refused_and_recovers():
    """45 at once are borrowed, then 131056; six seconds later one passes again."""
    talk = Talk().opens_window(CLIENT)
    outcomes = [code_of(talk.write(CLIENT, f"{n}")) for n in range(47)]
    assert outcomes == [None] * 45 + [131056] * 2
    talk.now += timedelta(seconds=6)
    assert code_of(talk.write(CLIENT, "ещё")) is None


BUTTONS = tuple(Button(f"b{n}", f"Кнопка {n}") for n in range(4))


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": ""},
        {"text": "а" * 4097},
        {"type": "interactive", "buttons": BUTTONS},
        {"type": "interactive", "buttons": ()},
        {"type": "interactive", "buttons": (Button("b", "х" * 21),)},
        {"type": "interactive", "buttons": (Button("a", "Да"), Button("b", "Да"))},
        {"type": "interactive", "text": "а" * 1025, "buttons": BUTTONS[:1]},
        {"key": "k" * 513},
    ],
)
def test_limits_of_whatsapp(wrong):
    """Texts, buttons and keys beyond the limits are refused, not cut."""
    talk = Talk().opens_window(CLIENT)
    assert code_of(talk.write(CLIENT, **{"text": "Вопрос", **wrong})) in (100, 131009)


def test_limits_of_instagram():
    """A thousand bytes are five hundred Cyrillic letters; a closed window is 10."""
    talk = Talk()
    closed = talk.write(INSTAGRAM, "Здравствуйте")
    assert isinstance(closed, Refused)
    assert (closed.code, closed.subcode) == (10, 2534022)
    account = talk.memory.network.accounts.instagram_id
    talk.memory.network.gateway.windows.wrote(account, INSTAGRAM, TEN)
    assert code_of(talk.write(INSTAGRAM, "ж" * 501)) == INVALID
    assert code_of(talk.write(INSTAGRAM, "ж" * 500)) is None


def test_instagram_echoes_words_not_keys():
    """Our own message comes back with its text and no key."""
    talk = Talk()
    account = talk.memory.network.accounts.instagram_id
    talk.memory.network.gateway.windows.wrote(account, INSTAGRAM, TEN)
    talk.write(INSTAGRAM, "Извините", key="i1/s1/c1")
    talk.wait(1)
    assert [e.text for e in talk.events if isinstance(e, Echo)] == ["Извините"]


def test_states_carry_the_key_and_may_skip_delivered():
    """Every state names our key; read at once skips delivered now and then."""
    talk = Talk()
    for number in range(101, 161):
        person = f"+7799000{number:04d}"
        talk.opens_window(person).write(person, "Здравствуйте", key=f"k{number}")
    talk.wait(10)
    states = [e for e in talk.events if isinstance(e, StatusChange)]
    assert {s.key for s in states} == {f"k{n}" for n in range(101, 161)}
    seen = {s.wamid: [x.state for x in states if x.wamid == s.wamid] for s in states}
    orders = {tuple(order) for order in seen.values()}
    assert ("sent", "delivered", "read") in orders
    assert any("delivered" not in order for order in orders)


def test_two_runs_give_the_same_bytes():
    """Equal inputs give equal wire logs."""

    def lines() -> list[dict]:
        talk = Talk()
        for number in range(101, 111):
            person = f"+7799000{number:04d}"
            talk.opens_window(person).write(person, "Здравствуйте", key="k")
        talk.wait(60)
        return talk.memory.wire_lines

    assert lines() == lines()
