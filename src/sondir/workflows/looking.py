"""Looks at the rows before a loop opens a transaction: is there anything to do now?

Each is a cheap reading of the last commit. A look that is a moment old costs one more
round and nothing else: whoever acts looks again inside the transaction.
"""

from sondir.ports.desk import Desk


def has_to_send(desk: Desk) -> bool:
    """Say whether a message may start now."""
    due = desk.outbox.next_due()
    return due is not None and due <= desk.now


def is_sending(desk: Desk) -> bool:
    """Say whether a message is on its way to its channel, from whichever process."""
    return bool(desk.outbox.in_state("sending"))


def is_ringing(desk: Desk) -> bool:
    """Say whether a timer's moment has come."""
    due = desk.timers.next_due()
    return due is not None and due <= desk.now


def has_unknown(desk: Desk) -> bool:
    """Say whether a message is out of which nobody knows what became of it."""
    return bool(desk.outbox.in_state("unknown"))


def has_undone(desk: Desk) -> bool:
    """Say whether work that was ordered is overdue."""
    return bool(desk.undone.late(desk.now))
