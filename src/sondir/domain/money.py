"""Money is whole tenge; a sum that is not is a mistake, not a rounding.

How a sum is written for people ("5 000 ₸") belongs to languages/.
"""

from typing import NewType

from sondir.domain.errors import Mistake

Kzt = NewType("Kzt", int)
"""Whole tenge (KZT). Fields that hold one end in `_kzt`."""

LARGEST_KZT = 1_000_000_000
"""No sum of a salon is larger; what claims to be is an attack or a slip."""


def kzt(amount: object) -> Kzt:
    """Make a sum of *amount*, or raise Mistake `money.not_whole_tenge`.

    Pure. Takes whole numbers from 0 to LARGEST_KZT only: a float, a boolean or
    a text is refused, so that "5к" never becomes a price on the way in.

    >>> kzt(5_000)
    5000
    >>> kzt(0.5)
    Traceback (most recent call last):
    sondir.domain.errors.Mistake: money.not_whole_tenge (amount=0.5)
    """
    if not isinstance(amount, int) or isinstance(amount, bool):
        raise Mistake("money.not_whole_tenge", amount=repr(amount)[:40])
    if not 0 <= amount <= LARGEST_KZT:
        raise Mistake("money.out_of_range", amount=amount, largest=LARGEST_KZT)
    return Kzt(amount)
