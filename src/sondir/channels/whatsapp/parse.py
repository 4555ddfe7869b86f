"""A webhook body of the Cloud API: every entry, every change, every part, in order."""

from collections.abc import Callable, Iterator

from sondir.channels.whatsapp.envelope import NAME, Envelope, envelope_of
from sondir.channels.whatsapp.identity import UPDATE, read_id_update
from sondir.channels.whatsapp.message import read_echo, read_message
from sondir.channels.whatsapp.notice import (
    read_notice,
    read_preference,
    read_value_errors,
)
from sondir.channels.whatsapp.status import read_status
from sondir.domain.foreign import (
    Node,
    NotJson,
    child,
    document,
    identifier,
    items,
    node,
    word,
)
from sondir.domain.inbound import Inbound, InboundUnknown, NotThisApi

OBJECT = "whatsapp_business_account"
_STANDBY = "standby"  # another application holds the conversation; we only listen
_CONVERSATION_FIELDS = frozenset(
    {"messages", "smb_message_echoes", "user_preferences", UPDATE, _STANDBY}
)
_PARTS: tuple[tuple[str, Callable[[object, Envelope], Inbound]], ...] = (
    ("messages", read_message),
    ("statuses", read_status),
    ("message_echoes", read_echo),
    ("user_preferences", read_preference),
    (UPDATE, read_id_update),
)


def parse(raw: bytes) -> tuple[Inbound, ...]:
    """Read every fact of one body, in its order; a batch may hold a thousand.

    Raises *NotThisApi* for a body of anything else, and nothing otherwise.
    """
    try:
        body = document(raw)
    except NotJson as reason:
        raise NotThisApi(str(reason)) from None
    if body.get("object") != OBJECT or not isinstance(body.get("entry"), list):
        raise NotThisApi(f"the body is no {OBJECT} webhook")
    return tuple(_facts(body))


def _facts(body: Node) -> Iterator[Inbound]:
    for raw_entry in items(body, "entry"):
        entry = node(raw_entry)
        changes = items(entry, "changes")
        if not changes:
            yield InboundUnknown(NAME, "shape", "entry", identifier(entry, "id"))
        for raw_change in changes:
            yield from _change(node(raw_change), entry)


def _change(change: Node, entry: Node) -> Iterator[Inbound]:
    field, value = word(change, "field"), child(change, "value")
    envelope = envelope_of(value, is_ours=field != _STANDBY)
    if field not in _CONVERSATION_FIELDS:
        account = envelope.account if envelope else identifier(entry, "id")
        yield read_notice(field, value, account, entry)
    elif envelope is None:
        yield InboundUnknown(NAME, "account", field, identifier(entry, "id"))
    else:
        yield from _conversation(field, value, envelope)


def _conversation(field: str, value: Node, envelope: Envelope) -> Iterator[Inbound]:
    is_empty = True
    if items(value, "errors"):
        is_empty = False
        yield read_value_errors(value, envelope)
    for name, read in _PARTS:
        for part in items(value, name):
            is_empty = False
            yield read(part, envelope)
    if is_empty:
        yield InboundUnknown(NAME, "shape", field, envelope.account)
