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


HIRING = {"search_vendor", "request_offer", "authorise_job"}
"""What a plan names where a vendor may come."""


def plans(left):
    """List which steps each plan names."""
    made = left.entries("PLAN_MADE")
    return [[step["kind"] for step in row["data"]["steps"]] for row in made]


def test_a_plan_names_no_hiring_while_works_explain_it():
    """The works are announced: the plan says what is done, and nobody is hired."""
    left = crisis(
        complaints("water"),
        truth=truth("water", "water_outage", at(120)),
        notices=notice("water", at(120)),
        vendors=bench("plumber"),
        corridor=acting("water_outage"),
    )
    assert all(HIRING.isdisjoint(plan) for plan in plans(left))
    assert "write_client" in plans(left)[0]


def test_a_plan_names_hiring_again_once_works_explain_nothing():
    """The light stays off after the announced end: the new plan comes before anyone."""
    left = crisis(
        complaints("power_internet"),
        truth=truth("power_internet", "power_outage"),
        notices=notice("power", at(60)),
        vendors=bench("electrician"),
        corridor=acting("power_outage"),
    )
    first, *later = plans(left)
    search = left.entries("VENDOR_SEARCH")[0]["seq"]
    renewed = [
        row["seq"]
        for row, plan in zip(left.entries("PLAN_MADE")[1:], later, strict=True)
        if set(plan) >= HIRING
    ]
    assert HIRING.isdisjoint(first)
    assert renewed != []
    assert renewed[0] < search
