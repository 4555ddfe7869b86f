"""A corridor tried on a history: asked, spent, false alarms, and what that advises."""

import json
from datetime import datetime, timedelta

import pytest
from typer.testing import CliRunner

from sondir.bootstrap.rehearsing import Order, rehearse
from sondir.cli import app
from sondir.domain.corridor import Permission
from sondir.domain.promotion import PlaybookRecord, advised

FIRST = datetime.fromisoformat("2026-05-04T10:00:00+05:00")
WORDS = ("Очень жарко", "Нет воздуха", "Духота, кондиционер не работает")


def complaint(day, place):
    return {
        "id": f"{day}-{place}",
        "at": (FIRST + timedelta(days=day, minutes=4 * place)).isoformat(),
        "channel": "whatsapp",
        "branch": "abay",
        "client": f"+7799000{7000 + 20 * day + place}",
        "text": f"{WORDS[place % 3]}, это {place}",
        "topics": {"heat_air": 0.95},
        "visited": place < 5,
    }


@pytest.fixture
def files(tmp_path):
    """Write three hot mornings, and a corridor with the permission asked for."""
    history = tmp_path / "history.jsonl"
    lines = [complaint(day, place) for day in (0, 3, 6) for place in range(7)]
    history.write_text("".join(json.dumps(line) + "\n" for line in lines))

    def with_permission(permission, **world):
        corridor = tmp_path / "corridor.json"
        permissions = {"permissions": {"climate_failure": permission}}
        corridor.write_text(json.dumps(permissions))
        if not world:
            return Order(history, corridor)
        document = tmp_path / "world.json"
        document.write_text(json.dumps(world))
        return Order(history, corridor, document)

    return with_permission


def only(order):
    (record,) = rehearse(order, {"heat_air": 0.1})
    return record


def test_who_must_ask_asks_once_a_crisis_and_spends_nothing(files):
    """Under "ask" a silent owner is asked on the card, and no tenge is promised."""
    record = only(files("ask"))
    assert (record.playbook, record.crises, record.asked) == ("climate_failure", 3, 3)
    assert (record.spent_kzt, record.written) == (0, 0)
    assert advised(record).permission is Permission.ACT


def test_who_may_act_spends_within_the_limits(files):
    """Under "act" clients are written to and sums stay inside the corridor."""
    record = only(files("act"))
    assert record.written > 0
    assert 0 < record.spent_kzt <= 3 * 50_000
    assert record.by_chance == pytest.approx(0.1)


def test_a_false_alarm_costs_freedom(files):
    """Where the truth says that nothing was broken, one step less is advised."""
    truth = [{"branch": "abay", "topic": "cold", "cause": "heating_failure"}]
    branches = [{"id": "abay", "name": "Абая"}]
    record = only(files("act", branches=branches, truth=truth))
    assert record.false_alarms == 3
    assert advised(record).permission is Permission.ASK


@pytest.mark.parametrize(
    ("record", "permission", "why"),
    [
        (PlaybookRecord("cold", Permission.OBSERVE, crises=2), "observe", "few"),
        (PlaybookRecord("cold", Permission.OBSERVE, crises=3), "ask", "clean"),
        (
            PlaybookRecord("cold", Permission.ASK, crises=5, by_chance=2.0),
            "ask",
            "chance",
        ),
        (PlaybookRecord("cold", Permission.ACT, crises=5), "act", "top"),
        (
            PlaybookRecord("cold", Permission.OBSERVE, crises=5, false_alarms=1),
            "observe",
            "error",
        ),
    ],
)
def test_advice_follows_the_record(record, permission, why):
    """A clean record of three raises by one step, the first error lowers by one."""
    assert (str(advised(record).permission), advised(record).why) == (permission, why)


@pytest.mark.parametrize("lang", ["ru", "kk", "en"])
def test_the_command_shows_both_views(files, lang):
    """The detection stays, and the record follows in the reader's language."""
    order = files("ask")
    asked = ["rehearse", str(order.history), "--corridor", str(order.corridor)]
    shown = CliRunner().invoke(app, [*asked, "--lang", lang])
    assert shown.exit_code == 0
    assert "false_alarms_per_month" in shown.stdout
    told = json.loads(CliRunner().invoke(app, [*asked, "--json"]).stdout)
    assert [row["playbook"] for row in told["corridor"]] == ["climate_failure"]
    assert len(told["alarms"]) == 3


def test_a_wrong_corridor_is_refused_by_name(files, tmp_path):
    """A corridor with an unknown field changes nothing and is named."""
    order = files("ask")
    order.corridor.write_text('{"incident": 5}')
    shown = CliRunner().invoke(
        app, ["rehearse", str(order.history), "--corridor", str(order.corridor)]
    )
    assert shown.exit_code != 0
