"""The stand-in over HTTP: real shapes, real errors, and failures on demand."""

import asyncio
import json
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from tests.world.toy_product import (
    Stage,
    ToyProduct,
    messages_of,
    play,
    served,
    states_of,
)

from sondir.world.serve import Order, scene_of
from sondir.world.server import Scene

OWNER, VENDOR = "+77990000001", "+77990000011"
TEMPLATES = [
    {
        "name": "vendor_request",
        "language": "ru",
        "category": "UTILITY",
        "body": "Филиал {{1}}: нужен мастер сегодня. Когда и за сколько?",
        "buttons": [],
    }
]


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    catalogue = tmp_path / "templates.json"
    catalogue.write_text(json.dumps(TEMPLATES), encoding="utf-8")
    wire = tmp_path / "wire.jsonl"
    return scene_of(Order(seed=1, templates=catalogue, wire=wire))


def request_of(code: str = "ru") -> dict:
    body = {"type": "body", "parameters": [{"type": "text", "text": "Абай"}]}
    template = {
        "name": "vendor_request",
        "language": {"code": code},
        "components": [body],
    }
    return {"type": "template", "template": template, "biz_opaque_callback_data": "i/1"}


async def heard(stage: Stage, state: dict, kind: str, most: int = 400) -> dict:
    """Go on until a message of *kind* from the vendor, or a state of it, is in."""
    for _ in range(most):
        state = await stage.jump(state)
        for body in stage.product.take():
            found = messages_of(body) if kind == "message" else states_of(body)
            for one in found:
                if VENDOR[1:] in (one.get("from"), one.get("recipient_id")):
                    return one
    raise AssertionError(f"no {kind}")


def test_a_template_reaches_a_vendor_who_answers_in_the_window(scene):
    """Request by template, offer by webhook, free words back: the whole road."""

    async def story(stage: Stage) -> None:
        state = await stage.start()
        answer = await stage.send("abay", VENDOR, **request_of())
        sent = answer.json()
        assert sent["contacts"] == [{"input": VENDOR[1:], "wa_id": VENDOR[1:]}]
        status = await heard(stage, state, "status")
        assert status["biz_opaque_callback_data"] == "i/1"
        assert status["id"] == sent["messages"][0]["id"]
        state = (await stage.api.get("/clock")).json()
        offer = await heard(stage, state, "message")
        assert offer["type"] == "text"
        answer = await stage.text("abay", VENDOR, "Спасибо")
        assert answer.status_code == 200

    play(scene, story)


def test_errors_come_in_the_documented_envelope(scene):
    """Code, title and details; 401 for a wrong token, 400 for the rest."""

    async def story(stage: Stage) -> None:
        missing = await stage.send("abay", VENDOR, **request_of("kk"))
        error = missing.json()["error"]
        assert (missing.status_code, error["code"]) == (400, 132001)
        assert error["type"] == "OAuthException"
        assert error["error_data"]["messaging_product"] == "whatsapp"
        foreign = {"Authorization": "Bearer x"}
        denied = await stage.api.post(
            f"/v25.0/{stage.phone('abay')}/messages", json={}, headers=foreign
        )
        assert (denied.status_code, denied.json()["error"]["code"]) == (401, 190)
        ig = stage.product.accounts["instagram"]["account_id"]
        closed = await stage.api.post(
            f"/v25.0/{ig}/messages",
            json={"recipient": {"id": "178"}, "message": {"text": "Здравствуйте"}},
        )
        error = closed.json()["error"]
        assert (error["code"], error["error_subcode"]) == (10, 2534022)
        unknown = await stage.api.post(
            "/v25.0/123/messages",
            json={"messaging_product": "whatsapp", "to": VENDOR, "type": "text"},
        )
        assert unknown.json()["error"]["code"] == 100

    play(scene, story)


def test_the_crisis_arrives_in_real_shapes(scene):
    """Batches, repeats with other bytes, escaped Cyrillic, valid signatures."""

    async def story(stage: Stage) -> None:
        state = await stage.start()
        while not state["finished"]:
            state = await stage.idle(state)
        product = stage.product
        assert product.forged == 0
        assert all(body.isascii() for body in product.bodies)
        sizes = [len(messages_of(json.loads(body))) for body in product.bodies]
        assert max(sizes) > 1
        ids = [m["id"] for m in product.whatsapp_messages()]
        assert len(set(ids)) < len(ids)
        stamps = [int(m["timestamp"]) for m in product.whatsapp_messages()]
        assert stamps != sorted(stamps)
        kinds = {json.loads(body)["object"] for body in product.bodies}
        assert kinds == {"whatsapp_business_account", "instagram"}
        wire = (await stage.api.get("/wire")).text.splitlines()
        incoming = [line for line in map(json.loads, wire) if line["dir"] == "in"]
        assert len([x for x in incoming if x["type"] == "text"]) > 80
        assert {line["http"] for line in incoming} == {200}

    play(scene, story)


def test_a_hanging_answer_has_been_accepted(scene):
    """The person has the message though the sender never learns its id."""

    async def story(stage: Stage) -> None:
        state = await stage.start()
        await stage.api.post("/faults", json={"hang_after_accept": 1})
        with pytest.raises(httpx.ReadTimeout):
            await stage.api.post(
                f"/v25.0/{stage.phone('abay')}/messages",
                json={"messaging_product": "whatsapp", "to": VENDOR, **request_of()},
                timeout=0.3,
            )
        status = await heard(stage, state, "status")
        assert status["biz_opaque_callback_data"] == "i/1"

    play(scene, story)


def test_the_fault_dial_fails_as_often_as_told(scene):
    """500 twice, then an error for one recipient, then all is well."""

    async def story(stage: Stage) -> None:
        await stage.start()
        dial = {
            "respond_500": 2,
            "error": {"code": 131056, "times": 1, "to": VENDOR},
        }
        assert (await stage.api.post("/faults", json=dial)).status_code == 200
        answers = [await stage.send("abay", VENDOR, **request_of()) for _ in range(4)]
        assert [a.status_code for a in answers] == [500, 500, 400, 200]
        wrong = await stage.api.post("/faults", json={"explode": 1})
        assert wrong.status_code == 400
        wire = (await stage.api.get("/wire")).text.splitlines()
        states = [json.loads(x)["state"] for x in wire if '"out"' in x]
        assert states == ["refused", "refused", "refused:131056", "accepted"]

    play(scene, story)


def test_an_error_may_come_late(scene):
    """A message is taken with 200 and reported as failed afterwards."""

    async def story(stage: Stage) -> None:
        state = await stage.start()
        dial = {"error": {"code": 131026, "times": 1, "late": True}}
        await stage.api.post("/faults", json=dial)
        assert (await stage.send("abay", VENDOR, **request_of())).status_code == 200
        status = await heard(stage, state, "status")
        assert (status["status"], status["errors"][0]["code"]) == ("failed", 131026)

    play(scene, story)


def test_start_asks_for_the_challenge(scene):
    """A webhook that does not answer the handshake is reported."""

    async def story(stage: Stage) -> None:
        order = {"webhook_url": f"{stage.url}/elsewhere", "clock": True}
        assert (await stage.api.post("/start", json=order)).status_code == 409

    play(scene, story)


def test_real_time_brings_the_first_messages_without_jumps(tmp_path):
    """With the system's clock nothing is asked of the product's idle reports."""

    async def story(stage: Stage) -> None:
        state = await stage.start()
        sent = await stage.send("abay", VENDOR, **request_of())
        assert sent.status_code == 200
        for _ in range(100):
            if stage.product.states():
                break
            await asyncio.sleep(0.1)
        assert stage.product.states()[0]["biz_opaque_callback_data"] == "i/1"
        assert not state["finished"]

    catalogue = tmp_path / "templates.json"
    catalogue.write_text(json.dumps(TEMPLATES), encoding="utf-8")
    play(scene_of(Order(seed=1, templates=catalogue, realtime=True)), story)


def test_the_command_prints_its_address_and_ends_on_sigterm(tmp_path):
    """One JSON line with the url; SIGTERM ends it."""
    program = (
        "from sondir.world.serve import Order, serve\n"
        "from pathlib import Path\n"
        f"serve(Order(seed=2, wire=Path({str(tmp_path / 'wire.jsonl')!r})))"
    )
    world = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, text=True
    )
    try:
        assert world.stdout is not None
        url = json.loads(world.stdout.readline())["url"]
        assert httpx.get(f"{url}/healthz", timeout=10).json() == {"ok": True}
    finally:
        world.send_signal(signal.SIGTERM)
        assert world.wait(timeout=10) in (0, -signal.SIGTERM)


def test_a_paused_day_stands_still_until_it_is_started_again(scene):
    """Idle reports move nothing in between; requests are answered as ever."""

    async def story(stage: Stage) -> None:
        state = await stage.start()
        paused = (await stage.api.post("/pause")).json()
        for _ in range(3):
            state = await stage.idle(paused, wait_s=0.05)
        assert state["now"] == paused["now"]
        state = await stage.start()
        for _ in range(3):
            state = await stage.idle(state)
        assert state["now"] > paused["now"]

    play(scene, story)


def test_nothing_is_lost_while_the_product_is_away(scene):
    """What a dead product did not take is brought to the one started after it."""

    async def story(stage: Stage) -> None:
        first = stage.product
        state = await stage.start()
        first.fail_next = 10**6
        state = await stage.idle(state, wait_s=0.3)
        heir = ToyProduct((await stage.api.get("/crm")).json())
        async with served(heir.app()) as url:
            order = {"webhook_url": f"{url}/webhook", "clock": True}
            state = (await stage.api.post("/start", json=order)).json()
            while not heir.bodies:
                state = await stage.idle(state)
            assert first.bodies == []
            assert len(messages_of(json.loads(heir.bodies[0]))) >= 1

    play(scene, story)
