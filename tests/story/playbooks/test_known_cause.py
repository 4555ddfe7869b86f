"""A letter says what is known of the cause, and searches only for what is not."""

from tests.story.playbooks.crisis import (
    acting,
    bench,
    complaints,
    crisis,
    notice,
    truth,
)
from tests.story.playbooks.test_heat_wave import ELSEWHERE
from tests.story.stage import KAZAKH, at


def hot_day():
    """Play a day of 39 degrees at both branches."""
    lines = complaints("heat_air", visited=True)
    for line in complaints("heat_air", visited=True):
        other = {"client": ELSEWHERE[line["client"]], "branch": "dostyk"}
        lines.append(line | other | {"id": f"d-{line['id']}"})
    here = truth("heat_air", "heat_wave_outside", at(150))
    return crisis(
        lines,
        truth=[*here, here[0] | {"branch": "dostyk"}],
        outdoor_c=39,
        corridor=acting("climate_failure", "heat_wave"),
    )


def letters(left):
    """List what clients were written first: phrase, then text, per receiver."""
    return [
        (posted.head.phrase, posted.head.to, str(line["text"]))
        for line in left.sent()
        if (posted := left.story.desk.outbox.get(str(line["key"]))) is not None
        and posted.head.phrase.startswith("client.letter.")
    ]


def test_announced_works_are_named_with_their_end():
    """Nobody is told that the cause is sought while a notice explains it."""
    left = crisis(
        complaints("water"),
        truth=truth("water", "water_outage", at(120)),
        notices=notice("water", at(120)),
        vendors=bench("plumber"),
        corridor=acting("water_outage"),
    )
    found = letters(left)
    kazakh = {left.refs[client] for client in KAZAKH}
    assert found != []
    assert {phrase.split(".")[2] for phrase, _, _ in found} == {"works"}
    for _, to, text in found:
        expected = "сағат 12:00-ге дейін" if to in kazakh else "до 12:00"
        assert expected in text


def test_the_heat_outside_is_named():
    """In a heat wave the letter says so, and what the shift was asked to do."""
    found = letters(hot_day())
    assert {phrase for phrase, _, _ in found} == {"client.letter.heat.none"}


def test_without_an_explanation_the_cause_is_still_sought():
    """An outage of no announced end is found out about, and the letter says that."""
    left = crisis(
        complaints("water"),
        truth=truth("water", "water_outage", at(120)),
        vendors=bench("plumber"),
        corridor=acting("water_outage"),
    )
    assert {phrase.split(".")[2] for phrase, _, _ in letters(left)} == {"working"}
