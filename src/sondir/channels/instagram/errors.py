"""What each error code of the Instagram API asks of us (facts of 2026-11, section 3).

The code decides, and for code 10 its subcode: a closed window is not a lost token.
"""

from sondir.domain.outbound import Refusal

_CATEGORY = {
    0: Refusal.STOP_CHANNEL,
    1: Refusal.TRANSIENT,
    2: Refusal.TRANSIENT,
    3: Refusal.STOP_CHANNEL,
    4: Refusal.BACK_OFF,
    10: Refusal.STOP_CHANNEL,
    17: Refusal.BACK_OFF,
    32: Refusal.BACK_OFF,
    190: Refusal.STOP_CHANNEL,
    368: Refusal.STOP_CHANNEL,
    551: Refusal.PERMANENT,
    613: Refusal.BACK_OFF,
}
_SUBCATEGORY = {
    2018278: Refusal.WINDOW_CLOSED,
    2534001: Refusal.PERMANENT,
    2534014: Refusal.PERMANENT,
    2534022: Refusal.WINDOW_CLOSED,
}


def category_of(code: int, subcode: int | None = None) -> Refusal:
    """Say what has to be done; an unlisted code is for a human to read.

    >>> category_of(10, 2534022), category_of(10)
    (<Refusal.WINDOW_CLOSED: 'window_closed'>, <Refusal.STOP_CHANNEL: 'stop_channel'>)
    """
    if subcode in _SUBCATEGORY:
        return _SUBCATEGORY[subcode]
    if 200 <= code <= 299:
        return Refusal.STOP_CHANNEL
    return _CATEGORY.get(code, Refusal.OUR_BUG)
