"""What one element of `messaging` says: words, a tap, a reaction, a reading."""

from collections.abc import Callable

from sondir.channels.instagram.content import Content, content_of
from sondir.channels.instagram.item import NAME, Item, unknown
from sondir.domain.foreign import Node, child, identifier, integer, is_set, text, word
from sondir.domain.inbound import (
    DeliveryState,
    Inbound,
    InboundEcho,
    InboundMessage,
    InboundStatus,
    MessageKind,
)
from sondir.domain.untrusted import UntrustedText


def read_item(item: Item) -> Inbound:
    """Read an element by the first part that is known; keep it as unknown else."""
    for name, read in _READERS.items():
        part = child(item.body, name)
        if part:
            return read(item, part) or _unknown(item)
    return _unknown(item)


def _unknown(item: Item) -> Inbound:
    writer = None if item.is_echo else item.person
    return unknown(item.body, "kind", item.account, writer)


def _message(item: Item, part: Node) -> Inbound | None:
    mid = identifier(part, "mid")
    if mid is None:
        return None
    if item.is_echo:
        return _echo(item, part, mid)
    if is_set(part, "is_deleted"):
        gone = Content(MessageKind.REVOKE, reply_to=mid)
        return _said(item, f"{mid}/deleted", gone, may_be_answered=False)
    content = None if is_set(part, "is_unsupported") else content_of(part)
    if content is None:
        return None
    return _said(item, mid, content, from_advert=bool(child(part, "referral")))


def _echo(item: Item, part: Node, mid: str) -> InboundEcho:
    content = content_of(part)
    return InboundEcho(
        channel=NAME,
        account=item.account,
        message_id=mid,
        written_at=item.at,
        recipient_aliases=item.aliases,
        kind=content.kind if content else None,
        text=_untrusted(content.words) if content else None,
        app=identifier(part, "app_id"),
    )


def _postback(item: Item, part: Node) -> Inbound | None:
    mid, payload = identifier(part, "mid"), text(part, "payload")
    if mid is None or payload is None:
        return None
    content = Content(MessageKind.BUTTON, text(part, "title"), payload)
    return _said(item, mid, content, from_advert=bool(child(part, "referral")))


def _reaction(item: Item, part: Node) -> Inbound | None:
    """Read a reaction; it has no id of its own, its moment serves for one."""
    mid = identifier(part, "mid")
    if mid is None:
        return None
    taken_back = word(part, "action") == "unreact"
    emoji = None if taken_back else text(part, "emoji") or text(part, "reaction")
    content = Content(MessageKind.REACTION, emoji, reply_to=mid)
    return _said(item, _own_id(item, mid, "reaction"), content, may_be_answered=False)


def _edit(item: Item, part: Node) -> Inbound | None:
    mid, words = identifier(part, "mid"), text(part, "text")
    if mid is None or words is None:
        return None
    content = Content(MessageKind.EDIT, words, reply_to=mid)
    return _said(item, f"{mid}/edit/{integer(part, 'num_edit') or 0}", content)


def _read(item: Item, part: Node) -> Inbound | None:
    mid = identifier(part, "mid")
    if mid is None or item.is_echo:
        return None
    return InboundStatus(
        channel=NAME,
        account=item.account,
        wamid=mid,
        state=DeliveryState.READ,
        at=item.at,
        recipient_aliases=item.aliases,
    )


def _referral(item: Item, part: Node) -> Inbound | None:
    content = Content(MessageKind.REFERRAL, payload=text(part, "ref"))
    is_advert = word(part, "source").upper() == "ADS"
    return _said(
        item,
        _own_id(item, item.person, "referral"),
        content,
        may_be_answered=False,
        from_advert=is_advert,
    )


def _said(
    item: Item,
    message_id: str,
    content: Content,
    may_be_answered: bool = True,
    from_advert: bool = False,
) -> Inbound:
    """Put a person's words together; ours, where the account itself acted."""
    if item.is_echo:
        return InboundEcho(
            NAME, item.account, message_id, item.at, item.aliases, content.kind
        )
    return InboundMessage(
        channel=NAME,
        account=item.account,
        message_id=message_id,
        written_at=item.at,
        sender_aliases=item.aliases,
        kind=content.kind,
        text=_untrusted(content.words),
        button_payload=content.payload,
        reply_to=content.reply_to,
        media_url=content.media_url,
        from_advert=from_advert,
        may_be_answered=may_be_answered and item.may_be_answered,
    )


def _own_id(item: Item, of: str, what: str) -> str:
    return f"{of}/{what}/{item.person}/{int(item.at.timestamp() * 1000)}"


def _untrusted(words: str | None) -> UntrustedText | None:
    return None if words is None else UntrustedText(words)


_READERS: dict[str, Callable[[Item, Node], Inbound | None]] = {
    "message": _message,
    "postback": _postback,
    "reaction": _reaction,
    "message_edit": _edit,
    "read": _read,
    "referral": _referral,
}
