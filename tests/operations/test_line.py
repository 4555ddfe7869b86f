"""Who writes to a SQLite file stands in one line, and a webhook goes first."""

import threading

from sondir.adapters.database.engine import open_database
from sondir.adapters.database.line import line_of


def test_a_webhook_passes_everybody_who_waits(tmp_path):
    """Steps keep their places among themselves; one at a time, never two."""
    line = line_of(open_database(f"sqlite:///{tmp_path / 'a.db'}"))
    order: list[str] = []
    inside = threading.Semaphore(1)

    def take(name: str, *, first: bool = False) -> None:
        with line.turn(first=first):
            assert inside.acquire(blocking=False)
            order.append(name)
            inside.release()

    with line.turn():
        steps = [threading.Thread(target=take, args=("step",)) for _ in range(5)]
        for step in steps:
            step.start()
        webhook = threading.Thread(
            target=take, args=("webhook",), kwargs={"first": True}
        )
        webhook.start()
        while not line.is_wanted_first:
            pass
    for thread in (*steps, webhook):
        thread.join()
    assert order == ["webhook", *["step"] * 5]


def test_everybody_stands_in_the_same_line(tmp_path):
    """Two who ask for the line of one engine get one; of another, another."""
    one = open_database(f"sqlite:///{tmp_path / 'a.db'}")
    other = open_database(f"sqlite:///{tmp_path / 'b.db'}")
    assert line_of(one) is line_of(one)
    assert line_of(one) is not line_of(other)
