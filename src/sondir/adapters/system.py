"""The machine's own clock and randomness: the only file that may ask for them."""

import threading
import time
from datetime import UTC, datetime
from uuid import uuid4


class SystemClock:
    """The wall clock in UTC, held back whenever the machine's clock steps back."""

    def __init__(self) -> None:
        self._latest = datetime.now(UTC)
        self._lock = threading.Lock()

    def now(self) -> datetime:
        """Say the wall clock's moment, never earlier than the last answer."""
        with self._lock:
            self._latest = max(self._latest, datetime.now(UTC))
            return self._latest

    def monotonic(self) -> float:
        """Count seconds since an arbitrary start."""
        return time.monotonic()


class SystemIds:
    """Random ids; the ordered ones begin with the time in microseconds."""

    def __init__(self) -> None:
        self._latest = 0
        self._lock = threading.Lock()

    def unguessable(self) -> str:
        """Make a random id of 122 bits."""
        return uuid4().hex

    def ordered(self) -> str:
        """Make an id of 56 bits of time and 72 of chance, later than the one before."""
        with self._lock:
            self._latest = max(self._latest + 1, time.time_ns() // 1_000)
            stamp = self._latest
        return f"{stamp:014x}{uuid4().hex[:18]}"
