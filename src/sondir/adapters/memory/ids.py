"""Ids that are the same on every run of the same seed."""

from random import Random


class SeededIds:
    """Repeatable ids: two replays of one day give the same bytes.

    >>> ids = SeededIds(seed=1)
    >>> ids.ordered() < ids.ordered()
    True
    >>> SeededIds(seed=1).unguessable() == SeededIds(seed=1).unguessable()
    True
    """

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._count = 0

    def unguessable(self) -> str:
        """Make the next id of the seed; guessable by whoever knows the seed."""
        return f"{self._random.getrandbits(128):032x}"

    def ordered(self) -> str:
        """Make the next id of the seed, later than the one before."""
        self._count += 1
        return f"{self._count:014x}{self._random.getrandbits(72):018x}"
