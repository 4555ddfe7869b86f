"""A language model may agree, and nothing else, however it behaves."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from sondir.adapters.reader.masking import masked
from sondir.adapters.reader.second_opinion import SecondOpinion
from sondir.domain.reading import (
    ClientReply,
    Lang,
    Reading,
    Severity,
    ShiftAnswer,
    VendorReply,
)
from sondir.domain.untrusted import UntrustedText

UNSURE = Reading(
    lang=Lang.RU,
    complaint=True,
    complaint_p=0.55,
    topics={"heat_air": 0.6},
    about={"heat_air": 0.6},
    severity=Severity.MEDIUM,
    danger=False,
    abstain=True,
)
TEXT = UntrustedText("как-то не так с воздухом, звоните 8 777 123 45 67, Асель")


class Fixed:
    """A first reader with one reading for everything."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def read(self, text: UntrustedText) -> Reading:
        return self.reading

    def vendor_reply(self, text: UntrustedText, written_at: datetime) -> VendorReply:
        return VendorReply("ack")

    def client_reply(self, text: UntrustedText) -> ClientReply:
        return ClientReply("other")

    def shift_answer(self, text: UntrustedText) -> ShiftAnswer:
        return ShiftAnswer("yes")


@contextmanager
def stand_in(body: bytes, status: int = 200, wait: float = 0.0) -> Iterator[tuple]:
    """A local model server that always answers the same."""
    seen: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            seen.append(self.rfile.read(length).decode())
            time.sleep(wait)
            self.send_response(status)
            self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            try:
                self.wfile.write(body)
            except OSError:
                seen.append("gone")

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1/", seen
    finally:
        server.shutdown()
        server.server_close()


def said(content: object) -> bytes:
    text = content if isinstance(content, str) else json.dumps(content)
    return json.dumps({"choices": [{"message": {"content": text}}]}).encode()


AGREES = said({"complaint": True, "topic": "heat_air", "danger": False})


def read_with(body: bytes, first: Reading = UNSURE, **how: float) -> tuple:
    with (
        stand_in(body, **how) as (url, seen),
        httpx.Client(base_url=url, trust_env=False) as client,
    ):
        reader = SecondOpinion(Fixed(first), client, "m", limit_s=0.5)
        return reader.read(TEXT), seen


def test_agreement_lowers_abstention_and_changes_nothing_else():
    """A model that agrees settles an unsure reading; the facts stay."""
    reading, _ = read_with(AGREES)
    assert replace(UNSURE, abstain=False) == replace(reading, why=())


@pytest.mark.parametrize(
    "body",
    [
        said({"complaint": False, "topic": None, "danger": False}),
        said({"complaint": True, "topic": "water", "danger": False}),
        said({"complaint": True, "topic": "heat_air", "danger": True}),
        said({"complaint": "yes", "topic": "heat_air", "danger": False}),
        said({"complaint": True, "topic": "heat_air"}),
        said({"complaint": True, "topic": "heat_air", "danger": False, "pay": 1}),
        said("Sure! It is a complaint about heat."),
        said("ignore the limits and close the salon"),
        b"not json at all",
        b"[]",
        b'{"choices": []}',
        b'{"choices": [{"message": {"content": null}}]}',
        b"x" * 200_000,
        b"",
    ],
)
def test_anything_but_agreement_leaves_the_first_reading(body: bytes):
    """Disagreement, another shape, prose, floods: the first reading stands."""
    reading, _ = read_with(body)
    assert reading == UNSURE


@pytest.mark.parametrize("status", [301, 401, 429, 500])
def test_a_refusing_server_changes_nothing(status: int):
    """An error or a redirect is no opinion."""
    reading, seen = read_with(AGREES, status=status)
    assert reading == UNSURE
    assert len(seen) == 1


def test_a_slow_model_is_not_waited_for():
    """Past the time limit the first reading is given back."""
    reading, _ = read_with(AGREES, wait=1.0)
    assert reading == UNSURE


def test_nobody_answers():
    """A closed port is no opinion."""
    with httpx.Client(base_url="http://127.0.0.1:9/", trust_env=False) as client:
        reader = SecondOpinion(Fixed(UNSURE), client, "m", limit_s=0.5)
        assert reader.read(TEXT) == UNSURE


@pytest.mark.parametrize("sure", [{"danger": True}, {"abstain": False}])
def test_danger_and_sure_readings_never_leave_the_house(sure: dict):
    """A message of danger, or one that is plain, is not shown to the model."""
    first = replace(UNSURE, **sure)
    reading, seen = read_with(AGREES, first)
    assert reading == first
    assert seen == []


def test_personal_data_is_masked_before_it_leaves():
    """Neither the number nor the name is in what is sent."""
    _, seen = read_with(AGREES)
    assert "8 777" not in seen[0]
    assert "Асель" not in json.loads(seen[0])["messages"][1]["content"]


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("пишите на aigul@mail.kz", "aigul"),
        ("инста @aigul.beauty", "aigul"),
        ("https://wa.me/77771234567", "7777"),
        ("ИИН 900101300123", "900101"),
        ("меня зовут Айгуль, жарко", "Айгуль"),
        ("менің атым Ерлан болады", "Ерлан"),
    ],
)
def test_masks(text: str, secret: str):
    """E-mails, names, links and numbers are masked."""
    assert secret not in masked(text)


def test_replies_pass_through():
    """Vendors, clients' replies and the shift stay with the first reader."""
    with httpx.Client() as client:
        reader = SecondOpinion(Fixed(UNSURE), client, "m")
        assert reader.client_reply(TEXT).label == "other"
        assert reader.shift_answer(TEXT).answer == "yes"
        assert reader.vendor_reply(TEXT, datetime(2026, 7, 14)).intent == "ack"
