"""Dirt: the shift puts aside what is unclean, a cleaner comes."""

from tests.story.playbooks.crisis import (
    acting,
    bench,
    complaints,
    crisis,
    opened,
    truth,
)
from tests.story.stage import GUESTS, SHIFT


def test_a_cleaner_comes():
    """Cleaning was missed: the unclean is put aside, the cleaner comes, all is well."""
    left = crisis(
        complaints("hygiene"),
        truth=truth("hygiene", "hygiene_problem"),
        vendors=bench("cleaner"),
        corridor=acting("hygiene_wave"),
    )
    incident = opened(left)

    assert "shift.stop_unclean" in left.phrases(SHIFT)
    assert [j.scope for j in incident.jobs.values()] == ["cleaning"]
    assert incident.state == "closed"


def test_unsterilised_instruments_are_a_persons():
    """Whoever writes of instruments gets a person, not a letter with a gift."""
    lines = complaints("hygiene")
    lines[0]["text"] = "Инструменты не стерилизуют, взяли грязные ножницы из стола"
    left = crisis(
        lines,
        truth=truth("hygiene", "hygiene_problem"),
        vendors=bench("cleaner"),
        corridor=acting("hygiene_wave"),
    )
    client = left.refs[GUESTS[0]]

    assert [r["data"]["client"] for r in left.entries("HUMAN_HANDOFF")] == [client]
    assert left.phrases(GUESTS[0]) == ["client.handed_over"]
