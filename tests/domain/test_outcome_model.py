"""The outcome model: what may be said of it whatever the numbers are."""

from dataclasses import replace

import pytest

from sondir.bootstrap.outcomes.assuming import assumptions
from sondir.domain.outcome_model import (
    Played,
    Visit,
    Written,
    by_autopilot,
    by_nobody,
    by_person,
    loss_of,
)

BEST = assumptions().values()
VISITS = tuple(
    Visit(client=f"c{n}", start_min=30 * n - 60, minutes=60, price_kzt=9_000)
    for n in range(22)
)
CRISIS = Played(
    number=0,
    case="climate_failure",
    is_real=True,
    is_mendable=True,
    since_min=-37,
    closes_min=690,
    visits=VISITS,
    complained=frozenset({"c1", "c2", "c3"}),
    noticed_min=12,
    agreed_min=16,
    mended_min=100,
    made_up_min=16,
    written={name: Written(at_min=16, has_gift=True) for name in ("c1", "c2")},
    gifts_kzt=4_000,
    messages_kzt=30,
    vendor_kzt=12_000,
    lot=0.5,
)


def lost(handling, crisis=CRISIS, values=BEST):
    return loss_of(crisis, handling, values).kzt


def test_the_sooner_it_works_again_the_less_is_lost():
    """A person who notices earlier never loses more."""
    losses = [lost(by_person(CRISIS, BEST, at)) for at in (10, 60, 180, 330, 480)]

    assert losses == sorted(losses)
    assert losses[0] < losses[-1] < lost(by_nobody(CRISIS))


def test_where_nothing_is_broken_only_the_autopilot_can_cost():
    """A false alarm costs what was spent on it, and the other hands nothing."""
    calm = replace(CRISIS, is_real=False)

    assert lost(by_person(calm, BEST), calm) == 0
    assert lost(by_nobody(calm), calm) == 0
    assert lost(by_autopilot(calm, BEST), calm) == pytest.approx(
        4_000 * BEST.gift_cost + 30 + 12_000
    )


def test_a_repair_that_mends_nothing_mends_nothing_for_anybody():
    """Where no repair helps that day, it is out of order equally long in all hands."""
    hopeless = replace(CRISIS, is_mendable=False, mended_min=None)
    hands = (
        by_autopilot(hopeless, BEST),
        by_person(hopeless, BEST),
        by_nobody(hopeless),
    )

    assert {hand.mended_min for hand in hands} == {690}


def test_a_silent_owner_gains_nothing_from_having_been_told():
    """Where the autopilot mends nothing, it works again when a late person is done."""
    failed = replace(CRISIS, mended_min=None, agreed_min=None)

    ours, theirs = by_autopilot(failed, BEST), by_person(failed, BEST)

    assert ours.mended_min == theirs.mended_min


def test_an_owner_who_takes_over_is_a_person_who_knows_early():
    """From the takeover on a person works, and only the finding takes its time."""
    taken = replace(CRISIS, mended_min=None, agreed_min=None, handed_min=20)
    expected = 20 + BEST.person_finds_firm_min + BEST.person_repair_takes_min

    assert by_autopilot(taken, BEST).mended_min == expected


def test_the_autopilots_times_are_those_of_the_crisis():
    """No assumption about persons or clients moves when the autopilot mends it."""
    other = assumptions().values(
        person_notices_from_min=200, patience_min=60, person_finds_firm_min=20
    )

    assert by_autopilot(CRISIS, BEST).mended_min == 100
    assert by_autopilot(CRISIS, other).mended_min == 100


def test_a_person_gets_the_same_firm():
    """The repair takes a person as long as it took the autopilot in that crisis."""
    noticed = by_person(CRISIS, BEST, 200)

    assert noticed.mended_min == 200 + BEST.person_finds_firm_min + (100 - 16)


def test_a_moved_visit_is_out_of_the_trouble_only_if_it_is_over_by_then():
    """A visit moved to a time at which it still is broken counts as not moved."""
    early, late = (
        replace(CRISIS, visits=(replace(VISITS[4], moved_to_min=at),))
        for at in (90.0, 130.0)
    )

    assert by_autopilot(early, BEST).moved == {}
    assert by_autopilot(late, BEST).moved == {0: 1.0}


@pytest.mark.parametrize(
    ("name", "higher", "sign"),
    [
        ("patience_min", 200, -1),
        ("turns_away", 0.4, 1),
        ("unpaid", 0.9, 1),
        ("return_drop", 0.4, 1),
        ("future_visits", 8, 1),
        ("margin", 0.55, 1),
        ("words_restore", 0.5, -1),
        ("gift_restores", 0.35, -1),
        ("restore_half_life_h", 24, -1),
        ("gift_cost", 0.9, 1),
    ],
)
def test_every_guess_about_clients_pulls_in_its_own_direction(name, higher, sign):
    """More patience loses less, a greater drop loses more, and so on for each."""
    values = assumptions().values(**{name: higher})

    before = lost(by_autopilot(CRISIS, BEST))
    after = lost(by_autopilot(CRISIS, values), values=values)

    assert (after - before) * sign > 0


@pytest.mark.parametrize(
    ("name", "higher", "sign"),
    [
        ("person_notices_from_min", 300, 1),
        ("person_notices_to_min", 600, 1),
        ("person_finds_firm_min", 100, 1),
        ("person_writes_after_min", 200, 1),
        ("person_reaches", 0.9, -1),
        ("person_moves", 0.8, -1),
    ],
)
def test_every_guess_about_the_person_pulls_in_its_own_direction(name, higher, sign):
    """A slower person loses more, one who reaches more clients loses fewer of them."""
    values = assumptions().values(**{name: higher})
    before = loss_of(CRISIS, by_person(CRISIS, BEST), BEST)
    after = loss_of(CRISIS, by_person(CRISIS, values), values)

    moved = after.gone + after.left - before.gone - before.left

    assert moved * sign > 0
