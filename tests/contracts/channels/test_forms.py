"""What is written on the wire, and what is refused before it gets there."""

import httpx
import pytest
from tests.contracts.channels.fixtures import channels
from tests.contracts.channels.outbound import to_instagram, to_whatsapp

from sondir.channels.instagram.form import payload_of as instagram_payload
from sondir.channels.instagram.form import split_at_sentences
from sondir.channels.whatsapp.form import payload_of as whatsapp_payload
from sondir.domain.outbound import (
    Button,
    FormRefused,
    Missing,
    NotOffered,
    NotUnique,
    ReplyButtons,
    Template,
    Text,
    TooLong,
    TooMany,
)
from sondir.domain.person import AliasKind

CARD = ReplyButtons(
    "Кондиционер сломан. Мастер за 5000 ₸?",
    (Button("agree/1", "Подтвердить"), Button("stop/1", "Остановить")),
)


def test_a_text_carries_our_key():
    """A WhatsApp text names the number in `to` and bears the key."""
    assert whatsapp_payload(to_whatsapp()) == {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": "77990000101",
        "type": "text",
        "text": {"preview_url": False, "body": "Сәлем"},
        "biz_opaque_callback_data": "inc-1/write/17",
    }


def test_a_phone_is_written_without_its_plus():
    """A person known by a telephone number only is reached by its digits."""
    message = to_whatsapp(kind=AliasKind.PHONE, value="+77990000101")
    assert whatsapp_payload(message)["to"] == "77990000101"


def test_a_scoped_id_is_never_put_into_to():
    """A person without a number is reached by `recipient`."""
    payload = whatsapp_payload(to_whatsapp(kind=AliasKind.BSUID, value="KZ.1349"))
    assert payload["recipient"] == "KZ.1349"
    assert "to" not in payload


def test_a_card_has_its_buttons():
    """Reply buttons carry what comes back and what is read."""
    assert whatsapp_payload(to_whatsapp(CARD))["interactive"] == {
        "type": "button",
        "body": {"text": CARD.body},
        "action": {
            "buttons": [
                {"type": "reply", "reply": {"id": "agree/1", "title": "Подтвердить"}},
                {"type": "reply", "reply": {"id": "stop/1", "title": "Остановить"}},
            ]
        },
    }


def test_a_template_fills_its_blanks_and_buttons():
    """Parameters stand in order on one line each, payloads by their index."""
    form = Template("owner_alert", "kk", ("Абай", "7\nшағым"), ("agree/1", "stop/1"))
    assert whatsapp_payload(to_whatsapp(form))["template"] == {
        "name": "owner_alert",
        "language": {"code": "kk"},
        "components": [
            {
                "type": "body",
                "parameters": [
                    {"type": "text", "text": "Абай"},
                    {"type": "text", "text": "7 шағым"},
                ],
            },
            {
                "type": "button",
                "sub_type": "quick_reply",
                "index": "0",
                "parameters": [{"type": "payload", "payload": "agree/1"}],
            },
            {
                "type": "button",
                "sub_type": "quick_reply",
                "index": "1",
                "parameters": [{"type": "payload", "payload": "stop/1"}],
            },
        ],
    }


def test_instagram_has_quick_replies():
    """On Instagram buttons are quick replies under a text."""
    assert instagram_payload(to_instagram(CARD)) == {
        "recipient": {"id": "7788"},
        "message": {
            "text": CARD.body,
            "quick_replies": [
                {
                    "content_type": "text",
                    "title": "Подтвердить",
                    "payload": "agree/1",
                },
                {"content_type": "text", "title": "Остановить", "payload": "stop/1"},
            ],
        },
    }


def buttons(*titles: str) -> tuple[Button, ...]:
    return tuple(Button(f"payload-{at}", title) for at, title in enumerate(titles))


@pytest.mark.parametrize(
    ("make", "error", "code"),
    [
        (lambda: Text(" \n"), Missing, "text"),
        (lambda: Text("я" * 4097), TooLong, "text"),
        (lambda: Button("x", "Подтвердить запись сейчас"), TooLong, "button_title"),
        (lambda: Button("x" * 257, "Да"), TooLong, "payload"),
        (lambda: ReplyButtons("?", ()), Missing, "buttons"),
        (lambda: ReplyButtons("?", buttons("1", "2", "3", "4")), TooMany, "buttons"),
        (lambda: ReplyButtons("?", buttons("Да", "Да")), NotUnique, "button_title"),
        (lambda: ReplyButtons("я" * 1025, buttons("Да")), TooLong, "text"),
        (lambda: Template("", "ru"), Missing, "template_name"),
        (lambda: Template("owner_alert", "ru", ("",)), Missing, "template_parameter"),
    ],
)
def test_a_limit_is_refused_when_the_form_is_made(make, error, code):
    """A form that the channel would refuse does not come into being."""
    with pytest.raises(error) as refused:
        make()
    assert code == refused.value.code
    assert isinstance(refused.value, FormRefused)


def test_the_longest_that_fit_are_taken():
    """Limits are inclusive: 4096, 1024 and 20 characters, three buttons."""
    Text("я" * 4096)
    ReplyButtons("я" * 1024, buttons("я" * 20, "б" * 20, "в" * 20))


@pytest.mark.parametrize(
    "message",
    [
        to_instagram(Template("owner_alert", "ru")),
        to_whatsapp(kind=AliasKind.IGSID, value="7788"),
    ],
    ids=["template on Instagram", "Instagram's id on WhatsApp"],
)
def test_what_a_channel_does_not_offer_is_refused_early(message):
    """Neither channel is asked for what it cannot do."""
    (channel,) = [each for each in channels() if each.name == message.channel]
    with pytest.raises(NotOffered):
        channel.parts(message)


def test_a_long_kazakh_text_is_cut_at_its_sentences():
    """Parts fit 1000 bytes, lose no word, and only the last has key and buttons."""
    sentence = "Залда ыстық екенін білеміз, кешірім сұраймыз. "
    body = (sentence * 20).strip()
    message = to_instagram(ReplyButtons(body[:1000], buttons("Иә", "Жоқ")))
    (channel,) = [each for each in channels() if each.name == "instagram"]
    parts = channel.parts(message)
    assert [part.key for part in parts] == ["inc-1/write/18#1", "inc-1/write/18"]
    assert [Text, ReplyButtons] == [type(part.form) for part in parts]
    bodies = [part.form.body for part in parts]
    assert all(len(body.encode()) <= 1000 for body in bodies)
    assert " ".join(bodies).split() == message.form.body.split()


def test_a_sentence_that_does_not_fit_is_refused():
    """A single sentence over 1000 bytes is not torn apart."""
    with pytest.raises(TooLong):
        split_at_sentences("ыстық " * 100, 1000)


def test_a_short_text_stays_whole():
    """One message is one message wherever it fits."""
    for channel, message in zip(
        channels(httpx.AsyncClient()), (to_whatsapp(), to_instagram()), strict=True
    ):
        assert (message,) == channel.parts(message)


def test_a_message_of_ours_prints_no_person_and_no_words():
    """What is logged of an outbound message says its key and its kind only."""
    for form in (Text("Айгерім, кешіріңіз"), Template("x", "kk", ("Айгерім",))):
        printed = repr(to_whatsapp(form))
        assert "Айгерім" not in printed
        assert "7799" not in printed
        assert "inc-1/write/17" in printed


def test_a_template_without_blanks_has_no_components():
    """Nothing is filled in where there is nothing to fill."""
    template = whatsapp_payload(to_whatsapp(Template("hello", "ru")))["template"]
    assert template == {"name": "hello", "language": {"code": "ru"}}
