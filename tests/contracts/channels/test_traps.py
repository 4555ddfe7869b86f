"""The traps of the two APIs that no fixture shows by itself."""

import json
from collections import Counter
from pathlib import Path

import pytest
from tests.contracts.channels.fixtures import CASES

from sondir.channels.instagram.parse import parse as instagram
from sondir.channels.whatsapp.parse import parse as whatsapp
from sondir.domain.inbound import (
    DeliveryState,
    InboundEcho,
    InboundMessage,
    InboundStatus,
    InboundUnknown,
)
from sondir.domain.person import is_kazakhstan, normalised_phone


def fixture(name: str) -> bytes:
    """Find the raw body called `channel-name`."""
    channel, stem = name.split("-", 1)
    found = [path for made, path in CASES if (made.name, path.stem) == (channel, stem)]
    return Path(found[0]).read_bytes()


def test_every_part_of_a_batch_counts_once():
    """Four messages and two statuses over two entries are six facts, each once."""
    facts = whatsapp(fixture("whatsapp-batch"))
    kinds = Counter(type(fact).__name__ for fact in facts)
    assert kinds == {"InboundMessage": 4, "InboundStatus": 2}
    ids = [fact.message_id for fact in facts if isinstance(fact, InboundMessage)]
    assert len(set(ids)) == len(ids)


def test_a_batch_of_a_thousand_is_read_whole():
    """The largest batch that the API sends loses nothing."""
    body = json.loads(fixture("whatsapp-text_cyrillic"))
    value = body["entry"][0]["changes"][0]["value"]
    one = value["messages"][0]
    value["messages"] = [{**one, "id": f"wamid.{number}"} for number in range(1000)]
    facts = whatsapp(json.dumps(body).encode())
    assert {f"wamid.{number}" for number in range(1000)} == {
        fact.message_id for fact in facts if isinstance(fact, InboundMessage)
    }


def test_names_go_to_their_own_people_in_a_batch():
    """Contacts are matched by id, not by their place in the list."""
    facts = whatsapp(fixture("whatsapp-batch"))
    names = [fact.profile_name for fact in facts if isinstance(fact, InboundMessage)]
    assert [name.written for name in names if name] == [
        "Айгерім",
        "Марина 🌸",
        "Ержан",
        "Айгерім",
    ]


def test_states_only_climb():
    """Sent, failed, delivered, read, played: proof of arrival outranks a failure."""
    order = ["sent", "failed", "delivered", "read", "played"]
    assert order == sorted(order, key=lambda state: DeliveryState(state).rank)


def test_an_old_message_keeps_the_moment_it_was_written():
    """After an outage of days the message's own time decides, not its arrival."""
    (fact,) = whatsapp(fixture("whatsapp-text_cyrillic"))
    assert isinstance(fact, InboundMessage)
    assert fact.written_at.isoformat() == "2026-07-14T05:07:14+00:00"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("8 799 000 01 01", "+77990000101"),
        ("87990000101", "+77990000101"),
        ("+8 (799) 000-01-01", "+77990000101"),
        ("7990000101", "+77990000101"),
        ("+7 (799) 000-01-01", "+77990000101"),
        ("77990000101", "+77990000101"),
        ("007 799 000 01 01", "+77990000101"),
        ("8 900 000 00 00", "+79000000000"),
        ("+86 138 0000 0000", "+8613800000000"),
        ("+45 20 00 00 00", "+4520000000"),
        ("KZ.13491208655302741918", None),
        ("120363000000000@lid", None),
        ("778800000000000101", None),
        ("12", None),
        ("", None),
        ("сегіз", None),
        ("٠١٢٣٤٥٦٧٨٩", None),
    ],
)
def test_phones_are_put_into_one_form(written, expected):
    """A number as people of Kazakhstan write it has one form; ids stay alone."""
    assert expected == normalised_phone(written)


def test_the_two_countries_of_plus_seven_are_told_apart():
    """7 6xx and 7 7xx are Kazakhstan, the rest of +7 is not."""
    numbers = ["+77010000000", "+76000000000", "+79010000000", "+74950000000"]
    assert [is_kazakhstan(number) for number in numbers] == [True, True, False, False]


def test_our_own_words_never_look_like_a_client():
    """Echoes of both channels are echoes, whoever is named as the sender."""
    for facts in (
        whatsapp(fixture("whatsapp-echoes")),
        instagram(fixture("instagram-echoes")),
    ):
        assert facts
        assert all(isinstance(fact, InboundEcho) for fact in facts)


def test_what_must_not_be_answered_says_so():
    """Readings, reactions, deletions and another application's thread are no turn."""
    facts = instagram(fixture("instagram-not_to_answer"))
    assert not [
        fact
        for fact in facts
        if isinstance(fact, InboundMessage) and fact.may_be_answered
    ]
    assert any(isinstance(fact, InboundStatus) for fact in facts)


def test_a_broken_part_spoils_no_other():
    """Among fragments the one whole message is read, and each fragment is kept."""
    facts = whatsapp(fixture("whatsapp-broken_parts"))
    whole = [fact for fact in facts if isinstance(fact, InboundMessage)]
    assert [fact.message_id for fact in whole] == ["wamid.X5"]
    rest = [fact for fact in facts if not isinstance(fact, InboundMessage)]
    assert all(isinstance(fact, InboundUnknown) for fact in rest)


@pytest.mark.parametrize("channel", ["whatsapp", "instagram"])
def test_text_that_no_database_takes_is_made_fit(channel):
    """NUL and half a surrogate pair are dropped, the words around them stay."""
    raw = fixture(
        "whatsapp-text_cyrillic" if channel == "whatsapp" else "instagram-text"
    )
    body = json.loads(raw)
    odd = "жар\x00ко\ud83d"
    entry = body["entry"][0]
    if channel == "whatsapp":
        entry["changes"][0]["value"]["messages"][0]["text"]["body"] = odd
    else:
        entry["messaging"][0]["message"]["text"] = odd
    parse = whatsapp if channel == "whatsapp" else instagram
    (fact,) = parse(json.dumps(body).encode())
    assert isinstance(fact, InboundMessage)
    assert fact.text
    assert fact.text.written == "жарко"
