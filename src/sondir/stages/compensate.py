"""Make it up to a client: who is eligible, with what, and why not.

The rule rests on facts of this crisis only: a witness with a verified visit between
two hours before the first complaint and now, not yet compensated. No score of a
person is kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sondir.domain.people import Booking, Person
from sondir.domain.playbook import Gift

BEFORE_FIRST = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Due:
    """What one client is owed; *gift* None means nothing, and *why* says it."""

    gift: Gift | None
    rule: str
    why: str


def due_for(
    person: Person,
    visits: Sequence[Booking],
    first_at: datetime,
    gifts: Sequence[Gift],
) -> Due:
    """Say what *person* is owed; *visits* are theirs at this branch, this day.

    The gift is the first whose least price the spoilt visit reaches.
    """
    if person.opted_out:
        return Due(None, "affected", "opted_out")
    if person.wants_human:
        return Due(None, "affected", "with_person")
    spoilt = [
        v for v in visits if v.start >= first_at - BEFORE_FIRST and v.state == "booked"
    ]
    if not spoilt:
        return Due(None, "eligible", "earlier_visit" if visits else "no_visit")
    price = max(v.price_kzt for v in spoilt)
    for gift in gifts:
        if price >= gift.from_price_kzt:
            return Due(gift, gift.rule, "visit_spoilt")
    return Due(None, "eligible", "no_gift_fits")
