"""What each error code of the Cloud API asks of us (facts of 2026-11, section 2.5).

Only the code decides: neither the HTTP status nor the wording of a title is stable.
"""

from sondir.domain.foreign import Node, integer, items, node, text
from sondir.domain.inbound import InboundError
from sondir.domain.outbound import Refusal

LONGEST_TITLE = 200

_CODES: dict[Refusal, tuple[int, ...]] = {
    Refusal.STOP_CHANNEL: (0, 3, 10, 190, 368, 131005, 131031),
    Refusal.PERMANENT: (130403, 130472, 130497, 131026, 131062),
    Refusal.WINDOW_CLOSED: (131047,),
    Refusal.PAIR_LIMIT: (131056,),
    Refusal.BACK_OFF: (4, 80007, 130429, 131048, 131049, 131064),
    Refusal.OPT_OUT: (131050,),
    Refusal.TEMPLATE: (131063,),
    Refusal.TRANSIENT: (1, 2, 131000, 131016, 131057, 133004),
    Refusal.PAYMENT: (131042,),
}
_CATEGORY = {code: refusal for refusal, codes in _CODES.items() for code in codes}
_DAY_S = 86_400
_HOUR_S = 3_600
_WAIT_S = {131048: _HOUR_S, 131049: _DAY_S, 131064: _HOUR_S}


def category_of(code: int) -> Refusal:
    """Say what has to be done about *code*; an unlisted one is for a human to read.

    >>> category_of(131047), category_of(132015), category_of(271)
    (<Refusal.WINDOW_CLOSED: 'window_closed'>, <Refusal.TEMPLATE: 'template'>, \
<Refusal.STOP_CHANNEL: 'stop_channel'>)
    """
    if 200 <= code <= 299:
        return Refusal.STOP_CHANNEL
    if 132_000 <= code <= 132_999 or 2_388_000 <= code <= 2_388_999:
        return Refusal.TEMPLATE
    return _CATEGORY.get(code, Refusal.OUR_BUG)


def is_listed(code: int) -> bool:
    """Say whether the table knows *code* and what it asks."""
    return code in _CATEGORY or category_of(code) is not Refusal.OUR_BUG


def wait_of(code: int) -> int | None:
    """Say how many seconds *code* alone asks to wait; None where it names no time.

    >>> wait_of(131049), wait_of(131056)
    (86400, None)
    """
    return _WAIT_S.get(code)


def read_errors(parent: Node) -> tuple[InboundError, ...]:
    """Read the errors of a status, a message or a whole value; skip what is none."""
    found = []
    for raw in items(parent, "errors"):
        error = node(raw)
        code = integer(error, "code")
        if code is not None:
            title = text(error, "title") or text(error, "message") or ""
            found.append(InboundError(code, title[:LONGEST_TITLE], category_of(code)))
    return tuple(found)
