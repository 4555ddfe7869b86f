"""Whoever ends a demo ends all of it: no server stays behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

PATIENCE_S = 60.0
PROC = Path("/proc")


def children_of(parent: int) -> list[int]:
    """List the processes that *parent* has started, from the kernel's own books."""
    found = []
    for stat in PROC.glob("[0-9]*/stat"):
        try:
            after_name = stat.read_text().rpartition(")")[2].split()
        except OSError:  # it has ended meanwhile
            continue
        if int(after_name[1]) == parent:
            found.append(int(stat.parent.name))
    return found


def wait_until(holds) -> bool:
    """Say whether it comes true in time."""
    deadline = time.monotonic() + PATIENCE_S
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.1)
    return holds()


@pytest.mark.skipif(not PROC.exists(), reason="the process list is read from /proc")
@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGHUP])
def test_an_ended_demo_leaves_no_process(told):
    """A closed terminal, a kill: the city and the server end with the demo."""
    demo = subprocess.Popen(
        [sys.executable, "-m", "sondir", "demo"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        start_new_session=True,
    )
    try:
        assert wait_until(lambda: len(children_of(demo.pid)) == 2)
        started = children_of(demo.pid)
        demo.send_signal(told)
        assert demo.wait(PATIENCE_S) == 128 + told
        assert wait_until(lambda: not any((PROC / str(p)).exists() for p in started))
    finally:
        demo.kill()
        demo.wait()
