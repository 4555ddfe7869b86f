"""Clocks and ids: the machine's and the repeatable ones keep the same promises."""

from datetime import UTC, datetime, timedelta

import pytest

from sondir.adapters.memory.clock import VirtualClock
from sondir.adapters.memory.ids import SeededIds
from sondir.adapters.system import SystemClock, SystemIds

IDS = [SystemIds(), SeededIds(seed=1)]
CLOCKS = [SystemClock(), VirtualClock(datetime(2026, 7, 14, tzinfo=UTC))]


@pytest.mark.parametrize("ids", IDS)
def test_ids_are_distinct_and_of_one_shape(ids):
    """A thousand ids of either kind are all different, 32 hexadecimal digits each."""
    made = [ids.unguessable() for _ in range(500)] + [ids.ordered() for _ in range(500)]
    assert len(set(made)) == 1000
    assert {len(one) for one in made} == {32}
    assert set("".join(made)) <= set("0123456789abcdef")


@pytest.mark.parametrize("ids", IDS)
def test_ordered_ids_sort_as_they_were_made(ids):
    """A row made later sorts later."""
    made = [ids.ordered() for _ in range(1000)]
    assert made == sorted(made)


@pytest.mark.parametrize("clock", CLOCKS)
def test_clocks_speak_utc_and_never_go_back(clock):
    """Each moment is aware, in UTC, and not before the last."""
    moments = [clock.now() for _ in range(100)]
    assert moments == sorted(moments)
    assert moments[0].utcoffset() == timedelta(0)
    assert clock.monotonic() <= clock.monotonic()
