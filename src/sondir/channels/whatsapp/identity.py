"""The same person under other ids: a new number, scoped id or security code."""

from sondir.channels.whatsapp.envelope import NAME, Envelope
from sondir.domain.foreign import Node, child, identifier, instant, node, word
from sondir.domain.inbound import Inbound, InboundIdentityChange, InboundUnknown

UPDATE = "user_id_update"


def read_system(message: Node, envelope: Envelope) -> InboundIdentityChange | None:
    """Read a message of type `system`; None where it names no change or nobody.

    The old scoped id stands in `previous_user_id`; without it the sender's id is the
    old one, unless it is the new one as well.
    """
    system = child(message, "system")
    change = word(system, "type")
    message_id, at = identifier(message, "id"), instant(message, "timestamp")
    after = envelope.aliases(
        identifier(system, "wa_id") or identifier(system, "new_wa_id"),
        identifier(system, "user_id"),
    )
    previous = identifier(system, "previous_user_id")
    named = envelope.aliases(
        identifier(message, "from"),
        identifier(system, "customer"),
        previous or identifier(message, "from_user_id"),
    )
    before = tuple(alias for alias in named if alias not in after)
    if not change or message_id is None or at is None or not (before or after):
        return None
    return InboundIdentityChange(
        NAME, envelope.account, message_id, at, change, before, after
    )


def read_id_update(raw: object, envelope: Envelope) -> Inbound:
    """Read one element of `user_id_update`: the scoped id before and after.

    It has no id of its own; the pair of ids serves for one.
    """
    update = node(raw)
    ids = child(update, "user_id")
    previous, current = identifier(ids, "previous"), identifier(ids, "current")
    at = instant(update, "timestamp")
    if previous is None or current is None or at is None:
        return InboundUnknown(NAME, "shape", UPDATE, envelope.account)
    return InboundIdentityChange(
        channel=NAME,
        account=envelope.account,
        message_id=f"{UPDATE}/{previous}/{current}"[:512],
        at=at,
        change=UPDATE,
        before=envelope.aliases(previous),
        after=envelope.aliases(identifier(update, "wa_id"), current),
    )
