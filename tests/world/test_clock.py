"""The served clock: it jumps, never early, never while anything is under way."""

from datetime import datetime, timedelta
from random import Random

from tests.world.toy_product import Stage, play

from sondir.world.serve import Order, scene_of


def now_of(state: dict) -> datetime:
    return datetime.fromisoformat(state["now"])


def test_a_thousand_jumps_are_never_early_and_never_stuck():
    """Timers of the product are met exactly, in order, among the world's events."""

    async def story(stage: Stage) -> None:
        state = await stage.start()
        chance = Random(7)
        met = 0
        due = now_of(state) + timedelta(seconds=chance.randint(1, 30))
        while met < 1000:
            state = await stage.jump(state, due)
            assert now_of(state) <= due
            if now_of(state) == due:
                met += 1
                due += timedelta(seconds=chance.randint(1, 30))

    play(scene_of(Order(seed=3)), story)


def test_a_stale_report_moves_nothing():
    """A report with an old epoch is answered at once and leaves time alone."""

    async def story(stage: Stage) -> None:
        before = await stage.start()
        after = await stage.jump(before)
        again = await stage.idle(before, now_of(after) + timedelta(hours=1))
        assert again["now"] == after["now"]

    play(scene_of(Order(seed=3)), story)


def test_time_stands_still_until_the_product_has_taken_the_notification():
    """While a webhook is refused, an idle report moves nothing; it is brought again."""

    async def story(stage: Stage) -> None:
        state = await stage.start()
        stage.product.fail_next = 3
        state = await stage.jump(state)
        assert stage.product.fail_next == 0
        assert len(stage.product.take()) >= 1

    play(scene_of(Order(seed=3)), story)


def test_a_request_makes_earlier_reports_stale():
    """What the product sends raises the epoch, so that time waits for the answer."""

    async def story(stage: Stage) -> None:
        state = await stage.start()
        await stage.text("abay", "+77990000011", "Здравствуйте")
        stale = await stage.idle(state, now_of(state) + timedelta(hours=1))
        assert stale["now"] == state["now"]
        assert stale["epoch"] > state["epoch"]

    play(scene_of(Order(seed=3)), story)


def test_the_day_comes_to_an_end():
    """A product without timers sees every message once or repeated, and the end."""

    async def story(stage: Stage) -> None:
        state = await stage.start()
        while not state["finished"]:
            state = await stage.idle(state)
        wamids = [m["id"] for m in stage.product.whatsapp_messages()]
        assert len(set(wamids)) < len(wamids)
        assert stage.product.forged == 0
        batches = [len(b) for b in stage.product.bodies]
        assert len(batches) < len(wamids) * 2

    scene = scene_of(Order(seed=3))
    play(scene, story)
