"""The day of a seed: its witnesses, its mentions, and how it arrives."""

from datetime import timedelta

import pytest

from sondir.world.chance import chance
from sondir.world.crisis import Numbers, drawn_numbers
from sondir.world.day import day_script
from sondir.world.demo import complete, demo_world
from sondir.world.document import World
from sondir.world.script import Spoken
from sondir.world.truth import Site
from sondir.world.wording import speech

SEEDS = range(1, 21)


def crisis_of(world: World) -> list[Spoken]:
    script = day_script(world)
    return [one for one in script if one.id.startswith("crisis") and not one.repeat]


def complaints_of(world: World) -> list[Spoken]:
    words = speech("crisis")["heat_air"]["complaint"].values()
    known = {text for texts in words for text in texts}
    return [one for one in crisis_of(world) if one.text in known]


def eligible_of(world: World) -> list[Spoken]:
    complaints = complaints_of(world)
    first = min(one.at for one in complaints)
    branch = world.truth[0].branch
    starts = {b.client: b.start for b in world.bookings if b.branch == branch}
    return [
        one
        for one in complaints
        if one.client in starts
        and first - timedelta(hours=2) <= starts[one.client] < one.at
    ]


def test_seed_one_is_the_case_of_the_mission():
    """Seven witnesses, eleven mentions, five of the seven eligible."""
    world = demo_world(1)
    complaints = complaints_of(world)
    assert len({one.client for one in complaints}) == 7
    assert len(crisis_of(world)) == 11
    assert len(eligible_of(world)) == 5
    assert {one.channel for one in complaints} == {"whatsapp", "instagram"}


@pytest.mark.parametrize("seed", SEEDS)
def test_every_seed_is_a_crisis_within_forty_minutes(seed):
    """Five to nine witnesses, all at the struck branch, in under forty minutes."""
    world = demo_world(seed)
    complaints = complaints_of(world)
    times = [one.at for one in complaints]
    assert 5 <= len({one.client for one in complaints}) == len(complaints) <= 9
    assert max(times) - min(times) < timedelta(minutes=40)
    assert {one.branch for one in crisis_of(world)} == {world.truth[0].branch}
    assert len(eligible_of(world)) >= len(complaints) - 2


def test_seeds_differ_and_one_seed_repeats():
    """The same seed writes the same day; another seed another one."""
    assert day_script(demo_world(7)) == day_script(demo_world(7))
    first = {one.text for one in crisis_of(demo_world(7))}
    second = {one.client for one in crisis_of(demo_world(8))}
    assert first != {one.text for one in crisis_of(demo_world(8))}
    assert second != {one.client for one in crisis_of(demo_world(7))}


def test_a_world_without_truth_has_a_calm_day():
    """No truth, no crisis; ordinary messages come from half past eight on."""
    script = day_script(complete({"truth": []}))
    assert not [one for one in script if one.id.startswith("crisis")]
    assert len(script) > 50
    assert min(one.at for one in script).hour == 8


def test_other_troubles_have_their_own_words():
    """Water, power and cold are complained of, too."""
    for topic in ("water", "power_internet", "cold", "hygiene"):
        truth = [{"branch": "samal", "topic": topic, "cause": "plumbing"}]
        assert len(crisis_of(complete({"truth": truth, "seed": 2}))) >= 6


def test_an_organised_attack_has_no_guests():
    """Eight unknown numbers complain, and nothing is broken on site."""
    truth = [{"branch": "samal", "topic": "heat_air", "cause": "organised"}]
    world = complete({"truth": truth, "seed": 2})
    known = {client.client for client in world.clients}
    assert len({one.client for one in complaints_of(world)} - known) == 8
    assert Site(world).troubled(complaints_of(world)[0].at) is None


def test_nobody_complains_before_the_trouble_or_after_it():
    """`from` and `until` of the truth bound the complaints."""
    truth = {
        "branch": "abay",
        "topic": "heat_air",
        "cause": "climate_failure",
        "from": "2026-07-14T11:00:00+05:00",
        "until": "2026-07-14T11:30:00+05:00",
    }
    told = complaints_of(complete({"truth": [truth], "seed": 5}))
    assert {one.at.hour for one in told} == {11}
    assert min(one.at.minute for one in told) >= 8
    assert max(one.at.minute for one in told) <= 30


def test_a_city_wide_cause_strikes_every_branch():
    """One entry a branch brings witnesses at each, all different people."""
    truth = [
        {"branch": one, "topic": "water", "cause": "water_outage"}
        for one in ("abay", "dostyk", "samal", "aksai")
    ]
    told = crisis_of(complete({"truth": truth, "seed": 6}))
    assert {one.branch for one in told} == {"abay", "dostyk", "samal", "aksai"}


def test_some_messages_come_late_and_some_twice():
    """Arrival is not in order of writing; a repeat carries the same id."""
    script = day_script(demo_world(2))
    assert any(one.seen_at > one.at for one in script if not one.repeat)
    repeats = {one.id for one in script if one.repeat}
    assert repeats <= {one.id for one in script if not one.repeat}
    assert [one.seen_at for one in script] == sorted(one.seen_at for one in script)


def test_the_numbers_of_seed_one_are_fixed():
    """Only SEED=1 has the mission's own numbers by rule."""
    assert drawn_numbers(1, chance(1, "x")) == Numbers(7, 5, 2, 2)
