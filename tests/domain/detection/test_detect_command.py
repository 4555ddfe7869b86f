"""sondir detect and sondir rehearse, as typed."""

import json

import pytest
from typer.testing import CliRunner

from sondir.cli import app

MINUTES = (0, 4, 9, 13, 20)


def _record(i, **changes):
    fields = {
        "id": f"m{i}",
        "at": f"2026-07-14T10:{i:02}:00+05:00",
        "channel": "whatsapp",
        "branch": "abay",
        "client": f"+7799000{i:04}",
        "text": "ыстық",
        "topics": {"heat_air": 0.9},
        "visited": True,
    }
    return {**fields, **changes}


def _run(tmp_path, command, records, *options):
    path = tmp_path / "stream.jsonl"
    path.write_text("\n".join(json.dumps(r) for r in records) + "\n", "utf-8")
    return CliRunner().invoke(app, [command, str(path), *options])


def test_alarm_records_have_the_fields_of_the_format(tmp_path):
    """Five complaints print an incident with all fields of formats.md 2."""
    result = _run(tmp_path, "detect", [_record(m) for m in MINUTES], "--json")
    assert result.exit_code == 0
    last = json.loads(result.stdout.splitlines()[-1])
    fields = "at branch topic witnesses verified window_min recurrence_days level"
    assert set(fields.split()) | {"first_at"} <= set(last)
    assert (last["level"], last["first_at"]) == ("incident", _record(0)["at"])


def test_messages_without_topics_are_read(tmp_path):
    """Text alone is enough: the embedded reader finds the topic."""
    records = [
        _record(m, topics=None, text="очень жарко, дышать нечем") for m in MINUTES
    ]
    result = _run(tmp_path, "detect", records, "--json")
    assert json.loads(result.stdout.splitlines()[-1])["topic"] == "heat_air"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("at", "2026-07-14T10:00:00"),
        ("at", 7),
        ("id", ""),
        ("client", None),
        ("branch", 3),
        ("visited", "yes"),
        ("topics", {"heat_air": 2}),
        ("topics", ["heat_air"]),
        ("text", 1),
    ],
)
def test_a_bad_field_is_named_with_file_and_line(tmp_path, field, value):
    """A record that is wrong ends the run with file, line and field."""
    result = _run(tmp_path, "detect", [_record(0), _record(1, **{field: value})])
    assert result.exit_code == 1
    assert f"stream.jsonl:2: {field}" in result.stderr


def test_a_missing_file_is_wrong_use(tmp_path):
    """A file that is not there ends with code 2."""
    result = CliRunner().invoke(app, ["detect", str(tmp_path / "none.jsonl")])
    assert result.exit_code == 2


def test_rehearsal_shows_alarms_and_their_price(tmp_path):
    """A rehearsal lists what would have been noticed and how often it would err."""
    picture = tmp_path / "picture.svg"
    records = [_record(m) for m in MINUTES]
    result = _run(tmp_path, "rehearse", records, "--json", "--svg", str(picture))
    shown = json.loads(result.stdout)
    assert [a["level"] for a in shown["alarms"]] == ["incident"]
    assert shown["false_alarms_per_month"] == 0
    assert picture.read_text("utf-8").startswith("<svg")
