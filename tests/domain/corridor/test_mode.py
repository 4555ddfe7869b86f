"""Modes: the most restrictive cause wins, and some stay until a person clears them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sondir.domain.mode import MODE_TABLE, Mode, ModeCause, causes_after, mode_for

causes = st.frozensets(st.sampled_from(ModeCause))


def test_every_cause_has_its_line_in_the_table():
    """No cause is without a mode."""
    assert set(ModeCause) == set(MODE_TABLE)


@pytest.mark.parametrize(
    ("present", "expected"),
    [
        ([], Mode.NORMAL),
        ([ModeCause.BUDGET_80], Mode.CAUTIOUS),
        ([ModeCause.BUDGET_80, ModeCause.ATTACK_SUSPECTED], Mode.HOLD),
        ([ModeCause.OWNER_STOPPED, ModeCause.DATABASE_SLOW], Mode.MANUAL),
    ],
)
def test_the_most_restrictive_cause_wins(present: list[ModeCause], expected: Mode):
    """Causes propose, the strictest mode is flown."""
    assert expected == mode_for(present)


@given(causes, causes)
def test_one_more_cause_never_frees(some: frozenset[ModeCause], more):
    """Adding causes never leads to a freer mode."""
    assert mode_for(some | more).strictness >= mode_for(some).strictness


@given(causes, causes, causes)
def test_what_lasts_stays_until_a_person_clears_it(before, present, cleared):
    """A lasting cause goes only by name; a passing one with its reason."""
    after = causes_after(before, present, cleared)

    lasting = {cause for cause in before if not MODE_TABLE[cause].clears_itself}
    assert present <= after
    assert lasting - cleared <= after
    assert after <= present | (lasting - cleared)
