"""The same coroutines in memory: no event loop, no second of real time."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from tests.joints.toy import STEPS, toy_turn

from sondir.adapters.memory.clock import VirtualClock
from sondir.adapters.memory.engine import MemoryEngine, RunError

MONDAY = datetime(2026, 7, 13, 4, 0, tzinfo=UTC)


class ListDesk:
    """Writes down what happened, when, and orders the next turn in an hour."""

    def __init__(self, story: "Story") -> None:
        self._story = story

    def hear(self, turn: str) -> bool:
        with pytest.raises(RuntimeError):
            asyncio.get_running_loop()
        self._story.write(turn, "hear")
        return True

    def count(self, turn: str) -> int:
        self._story.write(turn, "count")
        return len(self._story.lines)

    def follow(self, turn: str) -> str | None:
        self._story.write(turn, "follow")
        name, _, number = turn.partition("/")
        self._story.timers.append(
            (self._story.clock.now() + timedelta(hours=1), f"{name}/{int(number) + 1}")
        )
        return None


class Story:
    """A day in memory: timers are rows, the clock jumps to the next of them."""

    def __init__(self) -> None:
        self.clock = VirtualClock(MONDAY)
        self.lines: list[tuple[datetime, str, str]] = []
        self.timers: list[tuple[datetime, str]] = []
        self.engine: MemoryEngine[ListDesk] = MemoryEngine(lambda: ListDesk(self))
        self.engine.register("toy_turn", toy_turn)

    def write(self, turn: str, step: str) -> None:
        self.lines.append((self.clock.now(), turn, step))

    def live_until(self, end: datetime) -> None:
        self.engine.run_all()
        while self.timers and min(self.timers)[0] <= end:
            due, turn = min(self.timers)
            self.timers.remove((due, turn))
            self.clock.jump_to(due)
            self.engine.enqueue(None, "toy_turn", turn, [turn])
            self.engine.run_all()


def a_day() -> list[tuple[datetime, str, str]]:
    story = Story()
    for name in ("a", "b"):
        story.engine.enqueue(None, "toy_turn", f"{name}/1", [f"{name}/1"])
    story.live_until(MONDAY + timedelta(hours=23))
    return story.lines


def test_a_day_of_hourly_turns_runs_without_a_loop():
    """Two incidents take 24 turns of three steps each, at the hours they were due."""
    lines = a_day()
    assert 2 * 24 * len(STEPS) == len(lines)
    assert {MONDAY + timedelta(hours=hour) for hour in range(24)} == {
        moment for moment, _, _ in lines
    }


def test_two_days_are_the_same():
    """The order of steps is the same on every run."""
    assert a_day() == a_day()


def test_a_run_ordered_twice_runs_once():
    """A run id that was seen before has no effect, even after its run ended."""
    story = Story()
    for _ in range(3):
        story.engine.enqueue(None, "toy_turn", "a/1", ["a/1"])
        story.engine.run_all()
    assert len(STEPS) == len(story.lines)


def test_a_failure_reaches_the_driver_and_its_orders_vanish():
    """What raises names its run; a run it ordered in that step is never seen."""
    engine: MemoryEngine[list[str]] = MemoryEngine(list)

    def work(_desk):
        engine.enqueue(None, "fails", "second", ["second"])
        raise ZeroDivisionError

    async def fails(steps, _turn):
        await steps.transact("once", work)

    engine.register("fails", fails)
    engine.enqueue(None, "fails", "first", ["first"])
    with pytest.raises(RunError, match="run first of fails") as caught:
        engine.run_all()
    assert isinstance(caught.value.__cause__, ZeroDivisionError)
    assert engine.pending_count() == 0


def test_a_wait_that_is_no_step_is_refused():
    """A workflow that sleeps on an event loop cannot pass in memory."""
    engine: MemoryEngine[None] = MemoryEngine(lambda: None)

    async def sleeps(_steps, _turn):
        await asyncio.sleep(1)

    engine.register("sleeps", sleeps)
    engine.enqueue(None, "sleeps", "one", ["one"])
    with pytest.raises(RunError):
        engine.run_all()


def test_every_step_can_be_watched():
    """A story may put a veto between any two steps of a run."""
    seen: list[tuple[str, str]] = []
    story = Story()
    engine = MemoryEngine(
        lambda: ListDesk(story), lambda run_id, step: seen.append((run_id, step))
    )
    engine.register("toy_turn", toy_turn)
    engine.enqueue(None, "toy_turn", "a/1", ["a/1"])
    engine.run_all()
    assert [("a/1", step) for step in STEPS] == seen


def test_the_virtual_clock_never_goes_back():
    """A jump into the past is a mistake of the driver."""
    clock = VirtualClock(MONDAY)
    with pytest.raises(ValueError, match="never goes back"):
        clock.jump_to(MONDAY - timedelta(seconds=1))
