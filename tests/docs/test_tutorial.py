"""What the tutorial says will be seen is what is seen."""

import json
import re

from tests.docs.pages import TUTORIAL

from sondir.bootstrap.replaying import Order, journal_texts, replay
from sondir.cli.detect import read_complaints
from sondir.domain.detection import Detector, Level


def _entries(journal):
    return [json.loads(text)["entry"] for text in journal]


def test_the_morning_is_noticed(morning_file):
    """The lines of the tutorial raise an incident."""
    detector = Detector()
    levels = [
        a.level for c in read_complaints(morning_file) for a in detector.update(c)
    ]

    assert Level.INCIDENT in levels


def test_two_of_them_are_no_alarm(morning_file):
    """Two people may be one couple: they open nothing."""
    detector = Detector()
    two = list(read_complaints(morning_file))[:2]
    levels = [alarm.level for c in two for alarm in detector.update(c)]

    assert Level.INCIDENT not in levels


def test_the_lines_come_in_the_order_named(morning):
    """The first of each entry named in step 1 comes in the order named there."""
    step = TUTORIAL.read_text("utf-8").split("## 2.")[0]
    in_order, beside = step.split("Beside them")
    name = re.compile(r"`([A-Z]+_[A-Z_]+)`")
    named, entries = name.findall(in_order), _entries(morning)

    assert [
        each for each in (*named, *name.findall(beside)) if each not in entries
    ] == []
    assert sorted(named, key=entries.index) == named


def test_two_runs_give_the_same_bytes(morning, morning_file):
    """A replay of the same file writes the same journal."""
    assert list(journal_texts(replay(Order(morning_file)))) == morning


def test_one_tenge_hires_nobody(tight_morning):
    """With one tenge a verdict names the limit, and no authorisation goes out."""
    records = [json.loads(text) for text in tight_morning]
    verdicts = [r["data"] for r in records if r["entry"] == "VERDICT"]
    states = [r["data"]["state"] for r in records if r["entry"] == "WHATSAPP_OUTREACH"]
    asked = {v["limit"] for v in verdicts if v["verdict"] == "ask"}

    assert "incident_kzt" in asked
    assert "agreed" not in states
