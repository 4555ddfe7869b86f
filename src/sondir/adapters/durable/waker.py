"""Starts new runs at once instead of at the next poll."""

import logging
import threading
import time
from collections.abc import Callable

log = logging.getLogger("sondir.engine")


class Waker:
    """A thread that calls *claim* soon after each `wake`; many wakes, one call.

    Every *sweep_s* seconds it calls *sweep* too, woken or not.
    """

    def __init__(
        self, claim: Callable[[], None], sweep: Callable[[], None], sweep_s: float
    ) -> None:
        self._claim = claim
        self._sweep = sweep
        self._sweep_s = sweep_s
        self._woken = threading.Event()
        self._stopping = False
        self._thread = threading.Thread(
            target=self._serve, name="sondir-waker", daemon=True
        )

    def start(self) -> None:
        """Begin, with one look at what waits already."""
        self._thread.start()
        self.wake()

    def wake(self) -> None:
        """Say that a commit may have brought work; cheap, from any thread."""
        self._woken.set()

    def stop(self) -> None:
        """End the thread after the claim it is in."""
        self._stopping = True
        self._woken.set()
        if self._thread.is_alive():
            self._thread.join(timeout=10)

    def _serve(self) -> None:
        next_sweep = time.monotonic() + self._sweep_s
        while not self._stopping:
            self._woken.wait(max(0.0, next_sweep - time.monotonic()))
            self._woken.clear()
            if self._stopping:
                return
            try:
                if time.monotonic() >= next_sweep:
                    next_sweep = time.monotonic() + self._sweep_s
                    self._sweep()
                self._claim()
            except Exception as error:  # noqa: BLE001 - the poll does it a bit later
                log.warning("waking failed: %s", type(error).__name__)
