"""A webhook body of Instagram: every entry and every element, in order."""

from collections.abc import Iterator

from sondir.channels.instagram.item import NAME, aliases_of, item_of
from sondir.channels.instagram.messaging import read_item
from sondir.domain.foreign import (
    Node,
    NotJson,
    child,
    document,
    identifier,
    instant,
    items,
    node,
    text,
    word,
)
from sondir.domain.inbound import Inbound, InboundUnknown, NotThisApi
from sondir.domain.untrusted import UntrustedText

OBJECT = "instagram"
_LISTS = (("messaging", True), ("standby", False))


def parse(raw: bytes) -> tuple[Inbound, ...]:
    """Read every fact of one body, in its order.

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
        is_empty = True
        for fact in _entry(entry):
            is_empty = False
            yield fact
        if is_empty:
            yield InboundUnknown(NAME, "shape", "entry", identifier(entry, "id"))


def _entry(entry: Node) -> Iterator[Inbound]:
    for name, may_be_answered in _LISTS:
        for raw in items(entry, name):
            yield _element(raw, entry, may_be_answered)
    for raw in items(entry, "changes"):
        change = node(raw)
        value = child(change, "value")
        if "sender" in value:
            yield _element(value, entry, may_be_answered=True)
        else:
            yield _comment(word(change, "field"), value, entry)


def _element(raw: object, entry: Node, may_be_answered: bool) -> Inbound:
    item = item_of(raw, entry, may_be_answered)
    return item if isinstance(item, InboundUnknown) else read_item(item)


def _comment(field: str, value: Node, entry: Node) -> InboundUnknown:
    """Keep what was said in public: no private message, but a person may see it."""
    account = identifier(entry, "id")
    author = identifier(child(value, "from"), "id")
    words = text(value, "text")
    return InboundUnknown(
        channel=NAME,
        reason="kind",
        kind=field or "change",
        account=account,
        message_id=identifier(value, "id"),
        written_at=instant(entry, "time"),
        sender_aliases=aliases_of(account, author),
        text=None if words is None else UntrustedText(words),
    )
