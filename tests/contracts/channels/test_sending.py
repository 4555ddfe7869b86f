"""One request, one outcome: taken, refused or unknown, and nothing sent twice."""

import asyncio
import json
import logging

import httpx
import pytest
from tests.contracts.channels.fixtures import KEYS, TOKEN
from tests.contracts.channels.outbound import to_instagram, to_whatsapp

from sondir.channels import CHANNELS
from sondir.domain.outbound import Outbound, Refusal, Text
from sondir.ports.channel import (
    Accepted,
    ChannelKeys,
    Refused,
    SendOutcome,
    Unknown,
)

BOTH = pytest.mark.parametrize(
    "message", [to_whatsapp(), to_instagram()], ids=["whatsapp", "instagram"]
)
TAKEN = {
    "whatsapp": {
        "messaging_product": "whatsapp",
        "contacts": [{"input": "77990000101", "wa_id": "77990000101"}],
        "messages": [{"id": "wamid.HBgL"}],
    },
    "instagram": {"recipient_id": "7788", "message_id": "wamid.HBgL"},
}


def send(
    message: Outbound, answer: httpx.Response | Exception, keys: ChannelKeys = KEYS
) -> tuple[SendOutcome, list[httpx.Request]]:
    """Send *message* to a server that gives *answer*, and keep what it was asked."""
    asked: list[httpx.Request] = []

    def respond(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def once() -> SendOutcome:
        async with httpx.AsyncClient(transport=httpx.MockTransport(respond)) as http:
            (make,) = [each for each in CHANNELS if each.name == message.channel]
            return await make(keys, http, "http://stand-in/v25.0").send(message)

    return asyncio.run(once()), asked


def failure(code: int, **more: object) -> dict[str, object]:
    return {"error": {"message": "(#x) Title", "code": code, **more}}


@BOTH
def test_a_taken_message_has_its_id(message):
    """The id of the answer is the id of the message."""
    outcome, asked = send(message, httpx.Response(200, json=TAKEN[message.channel]))
    assert Accepted("wamid.HBgL") == outcome
    (request,) = asked
    assert f"/v25.0/{message.account}/messages" == request.url.path
    assert f"Bearer {TOKEN}" == request.headers["authorization"]
    assert "Сәлем" in json.dumps(json.loads(request.content), ensure_ascii=False)


@pytest.mark.parametrize(
    ("code", "category"),
    [
        (190, Refusal.STOP_CHANNEL),
        (0, Refusal.STOP_CHANNEL),
        (271, Refusal.STOP_CHANNEL),
        (131031, Refusal.STOP_CHANNEL),
        (131026, Refusal.PERMANENT),
        (130403, Refusal.PERMANENT),
        (130497, Refusal.PERMANENT),
        (131062, Refusal.PERMANENT),
        (131047, Refusal.WINDOW_CLOSED),
        (131056, Refusal.PAIR_LIMIT),
        (4, Refusal.BACK_OFF),
        (130429, Refusal.BACK_OFF),
        (131048, Refusal.BACK_OFF),
        (131050, Refusal.OPT_OUT),
        (132001, Refusal.TEMPLATE),
        (132015, Refusal.TEMPLATE),
        (2388293, Refusal.TEMPLATE),
        (131000, Refusal.TRANSIENT),
        (131057, Refusal.TRANSIENT),
        (131042, Refusal.PAYMENT),
        (100, Refusal.OUR_BUG),
        (131009, Refusal.OUR_BUG),
        (999999, Refusal.OUR_BUG),
    ],
)
@pytest.mark.parametrize("status", [400, 401, 429])
def test_the_code_decides_and_not_the_status(code, category, status):
    """Each code of the Cloud API asks for its own action, whatever the status."""
    outcome, _ = send(to_whatsapp(), httpx.Response(status, json=failure(code)))
    assert isinstance(outcome, Refused)
    assert (code, category) == (outcome.code, outcome.category)


@pytest.mark.parametrize(
    ("error", "category"),
    [
        (failure(10, error_subcode=2534022), Refusal.WINDOW_CLOSED),
        (failure(10), Refusal.STOP_CHANNEL),
        (failure(100, error_subcode=2534014), Refusal.PERMANENT),
        (failure(551), Refusal.PERMANENT),
        (failure(613), Refusal.BACK_OFF),
        (failure(190), Refusal.STOP_CHANNEL),
        (failure(100, error_subcode=33), Refusal.OUR_BUG),
    ],
)
def test_the_subcode_tells_a_closed_window_from_a_lost_token(error, category):
    """Instagram's code 10 means two things, its subcode says which."""
    outcome, _ = send(to_instagram(), httpx.Response(400, json=error))
    assert isinstance(outcome, Refused)
    assert category == outcome.category


@BOTH
@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "17"}, 17),
        ({"Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT"}, None),
        (
            {
                "X-Business-Use-Case-Usage": '{"202": [{"type": "messaging", '
                '"estimated_time_to_regain_access": 3}]}'
            },
            180,
        ),
        ({"X-Business-Use-Case-Usage": "soon"}, None),
        ({}, None),
    ],
)
def test_the_wait_is_taken_from_either_header(message, headers, seconds):
    """Seconds of one header, minutes of the other, nothing where none is named."""
    answer = httpx.Response(400, headers=headers, json=failure(4))
    outcome, _ = send(message, answer)
    assert isinstance(outcome, Refused)
    assert seconds == outcome.retry_after_s


def test_a_marketing_cap_waits_a_day():
    """A cap on marketing to one person is not tried again within the day."""
    outcome, _ = send(to_whatsapp(), httpx.Response(400, json=failure(131049)))
    assert Refused(131049, Refusal.BACK_OFF, 86_400, "131049") == outcome


@BOTH
@pytest.mark.parametrize(
    "cut",
    [
        httpx.ReadTimeout("late"),
        httpx.WriteTimeout("late"),
        httpx.ReadError("cut"),
        httpx.WriteError("cut"),
        httpx.RemoteProtocolError("Server disconnected without sending a response."),
    ],
    ids=lambda cut: type(cut).__name__,
)
def test_a_cut_after_the_request_left_is_unknown(message, cut):
    """Nobody knows whether the message went out, so it is asked for once only."""
    outcome, asked = send(message, cut)
    assert isinstance(outcome, Unknown)
    assert len(asked) == 1


@BOTH
@pytest.mark.parametrize(
    "cut",
    [
        httpx.ConnectError("refused"),
        httpx.ConnectTimeout("late"),
        httpx.PoolTimeout("busy"),
    ],
    ids=lambda cut: type(cut).__name__,
)
def test_a_failure_before_anything_was_sent_may_be_tried_again(message, cut):
    """No connection, no message: the same may be tried again."""
    outcome, _ = send(message, cut)
    assert isinstance(outcome, Refused)
    assert outcome.category is Refusal.TRANSIENT


@BOTH
@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(200, text="OK"),
        httpx.Response(200, json={"messages": []}),
        httpx.Response(200, json=[]),
        httpx.Response(500, text="<html>"),
        httpx.Response(502),
        httpx.Response(504),
        httpx.Response(500, json=failure(999999)),
    ],
    ids=lambda answer: f"{answer.status_code}-{answer.content[:8]!r}",
)
def test_an_answer_that_proves_nothing_is_unknown(message, answer):
    """Neither an id nor a listed error: the message may have gone out."""
    outcome, _ = send(message, answer)
    assert isinstance(outcome, Unknown)


@BOTH
def test_a_missing_or_impossible_token_stops_the_channel_unseen(message, caplog):
    """Without a token that a header can carry nothing is sent and nothing printed."""
    caplog.set_level(logging.DEBUG)
    for token in (None, "", "secret\nword", "құпия"):
        keys = ChannelKeys("s", "v", {message.account: token}.get)
        outcome, asked = send(message, httpx.Response(200), keys)
        assert Refused(None, Refusal.STOP_CHANNEL, None, "no_token") == outcome
        assert not asked
    assert "secret" not in caplog.text
    assert "құпия" not in caplog.text


@BOTH
def test_a_token_is_never_printed(message, caplog):
    """Neither a log line, nor an outcome, nor the keys themselves show a secret."""
    caplog.set_level(logging.DEBUG)
    outcome, _ = send(message, httpx.ReadTimeout("late"))
    assert TOKEN not in caplog.text + repr(outcome) + repr(KEYS) + str(KEYS)


def test_a_server_that_hangs_up_leaves_it_open():
    """A real connection that is closed after the request proves nothing."""

    async def once() -> SendOutcome:
        async def hang_up(
            reader: asyncio.StreamReader, writer: asyncio.StreamWriter
        ) -> None:
            await reader.readuntil(b"\r\n\r\n")
            writer.close()

        server = await asyncio.start_server(hang_up, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        async with server, httpx.AsyncClient(trust_env=False) as http:
            url = f"http://127.0.0.1:{port}"
            return await CHANNELS[0](KEYS, http, url).send(to_whatsapp(Text("Сәлем")))

    assert isinstance(asyncio.run(once()), Unknown)


def test_a_closed_port_means_nothing_was_sent():
    """A real refused connection is transient."""

    async def once() -> SendOutcome:
        server = await asyncio.start_server(lambda reader, writer: None, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        server.close()
        await server.wait_closed()
        async with httpx.AsyncClient(trust_env=False) as http:
            url = f"http://127.0.0.1:{port}"
            return await CHANNELS[0](KEYS, http, url).send(to_whatsapp())

    outcome = asyncio.run(once())
    assert isinstance(outcome, Refused)
    assert outcome.category is Refusal.TRANSIENT
