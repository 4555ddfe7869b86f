"""sondir understand, as a person and as a program."""

import json

import pytest
import typer
from typer.testing import CliRunner

from sondir.cli.understand import register

APP = typer.Typer()
register(APP)
APP.command("other")(lambda: None)
RUN = CliRunner()


def lines(*arguments: str, given: str = "") -> list[dict]:
    result = RUN.invoke(APP, ["understand", *arguments], input=given)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_client_gives_the_promised_fields():
    """The record of a client's message holds every field of the interface."""
    [found] = lines("-", given='{"id": "7", "text": "ыстық, ауа жоқ"}\n')
    promised = (
        "id lang complaint complaint_p topics severity sentiment danger abstain why"
    )
    assert set(promised.split()) <= set(found)
    assert (found["id"], found["lang"], found["complaint"]) == ("7", "kk", True)
    assert list(found["topics"]) == ["heat_air"]


def test_a_vendor_counts_from_now():
    """--now is the moment of the vendor's message."""
    given = '{"id": "v", "text": "буду через час, выезд 5000"}'
    now = "2026-07-14T10:00:00+05:00"
    [found] = lines("-", "--as", "vendor", "--now", now, given=given)
    assert set(found) == {"id", "intent", "eta_min", "price_kzt", "prepay", "why"}
    assert (found["eta_min"], found["price_kzt"]) == ([60, 60], [5000, 5000])


def test_a_reply_gives_one_label():
    """--as reply labels a client's reply to our message."""
    [found] = lines("-", "--as", "reply", given='{"id": "r", "text": "это бот?"}')
    assert set(found) == {"id", "label", "why"}
    assert found["label"] == "asks_if_bot"


def test_a_file_is_read(tmp_path):
    """A file of several lines gives as many records, in order."""
    path = tmp_path / "m.jsonl"
    path.write_text('{"id": 1, "text": "рақмет"}\n\n{"id": 2, "text": "су жоқ"}\n')
    assert [one["id"] for one in lines(str(path))] == [1, 2]


def test_explain_shows_words_and_rules():
    """--explain lays one reading open."""
    result = RUN.invoke(APP, ["understand", "--explain", "ыстық, ауа жоқ"])
    assert result.exit_code == 0
    assert "topic:heat_air" in result.stdout
    assert "folded view" in result.stdout


@pytest.mark.parametrize(
    ("given", "code"),
    [("no json", 1), ('{"id": 1}', 1), ('{"text": 5}', 1), ("[]", 1)],
)
def test_a_bad_line_is_named(given: str, code: int):
    """A line that is no record ends the run with its place."""
    result = RUN.invoke(APP, ["understand", "-"], input=given)
    assert result.exit_code == code
    assert "-:1" in result.output


def test_wrong_use_says_what_to_do():
    """Neither file nor text, or a moment without offset, is refused with exit 2."""
    assert RUN.invoke(APP, ["understand"]).exit_code == 2
    bad = ["understand", "-", "--now", "2026-07-14T10:00:00"]
    assert RUN.invoke(APP, bad).exit_code == 2
