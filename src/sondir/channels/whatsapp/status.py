"""What became of a message of ours."""

from sondir.channels.whatsapp.envelope import NAME, Envelope
from sondir.channels.whatsapp.errors import read_errors
from sondir.domain.foreign import Node, child, identifier, instant, node, text, word
from sondir.domain.inbound import (
    DeliveryState,
    Inbound,
    InboundStatus,
    InboundUnknown,
)
from sondir.domain.person import Alias

_STATES = {state.value: state for state in DeliveryState}


def read_status(raw: object, envelope: Envelope) -> Inbound:
    """Read one element of `statuses`; an unknown state is kept for a person."""
    status = node(raw)
    wamid, at = identifier(status, "id"), instant(status, "timestamp")
    state = _STATES.get(word(status, "status"))
    if wamid is None or at is None or state is None:
        return _unknown(status, envelope)
    pricing = child(status, "pricing")
    billable = pricing.get("billable")
    return InboundStatus(
        channel=NAME,
        account=envelope.account,
        wamid=wamid,
        state=state,
        at=at,
        key=text(status, "biz_opaque_callback_data"),
        recipient_aliases=_recipient(status, envelope),
        errors=read_errors(status),
        pricing_category=identifier(pricing, "category"),
        pricing_type=identifier(pricing, "type"),
        billable=billable if isinstance(billable, bool) else None,
    )


def _recipient(status: Node, envelope: Envelope) -> tuple[Alias, ...]:
    if word(status, "recipient_type") == "group":
        return ()
    return envelope.aliases(
        identifier(status, "recipient_id"), identifier(status, "recipient_user_id")
    )


def _unknown(status: Node, envelope: Envelope) -> InboundUnknown:
    wamid, at = identifier(status, "id"), instant(status, "timestamp")
    state = word(status, "status")
    reason = "state" if wamid and at and state else "shape"
    return InboundUnknown(
        channel=NAME,
        reason="time" if wamid and state and at is None else reason,
        kind=f"status:{state}",
        account=envelope.account,
        message_id=wamid,
        written_at=at,
    )
