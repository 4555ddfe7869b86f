"""Work that raised: tried again a few times, then set aside and told, never lost.

A run that raises is an error of ours, and the durable engine repeats nothing that has
raised. The turn or the body it was to take still waits in its row. It is ordered
again after one minute, then two, four and eight; what raises even then is set aside,
so that the turns behind it go on, the flight mode becomes HOLD and the owner is told
once. An owner's "resume" ends the HOLD.
"""

from sondir.domain.mode import ModeCause
from sondir.domain.people import Role
from sondir.ports.desk import Desk
from sondir.ports.undone import Late
from sondir.workflows.speech import Saying, put

MOST_TRIES = 4
"""Orders after the first; with the waits between them a quarter of an hour."""


def order_undone(desk: Desk) -> int:
    """Order what is overdue again, or set it aside; return how many there were."""
    late = desk.undone.late(desk.now)
    for one in late:
        if one.tries < MOST_TRIES:
            desk.undone.order(one)
        else:
            _give_up(desk, one)
    return len(late)


def _give_up(desk: Desk, late: Late) -> None:
    desk.undone.set_aside(late)
    if late.org is not None:
        tell_raised(desk, late.org, late.id)


def tell_raised(desk: Desk, org: str, what: str) -> None:
    """Fly in HOLD and let the owners see what the program could not do; once each."""
    desk.standings.raise_cause(org, ModeCause.WORK_RAISED)
    for owner in desk.people.with_role(org, Role.OWNER):
        saying = Saying(f"work_raised/{what}", "owner.work_raised", {}, "alert")
        put(desk, owner, saying)
