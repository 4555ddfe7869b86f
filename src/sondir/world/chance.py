"""Chance that can be repeated: every draw has a name and belongs to a seed."""

from random import Random


def chance(seed: int, *name: object) -> Random:
    """Open the stream of draws called *name*; the same name draws the same.

    >>> chance(1, "vendor", "v1").random() == chance(1, "vendor", "v1").random()
    True
    """
    return Random(":".join(str(part) for part in (seed, *name)))
