"""Ring the timers: one loop over the clock delivers what is due to its mailbox."""

from datetime import datetime

from sondir.domain.turn import TimerRang
from sondir.ports.desk import Desk
from sondir.workflows.sending import settles_at


def ring_due(desk: Desk) -> int:
    """Put a turn into the mailbox of every incident whose moment has come."""
    due = desk.timers.take_due(desk.now)
    for incident, name, at in due:
        desk.mailbox.put(incident, TimerRang(name, at), f"{incident}/{name}/{at}")
    return len(due)


def next_due(desk: Desk) -> datetime | None:
    """Return the next moment at which a row of ours has to move.

    A message nobody has reported on is looked at again when its patience is over.
    """
    moments = [
        desk.timers.next_due(),
        desk.outbox.next_due(),
        desk.undone.next_due(),
    ]
    moments += [settles_at(desk, posted) for posted in desk.outbox.in_state("unknown")]
    return min((m for m in moments if m is not None), default=None)
