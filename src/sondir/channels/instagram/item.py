"""One element of `messaging`: whose words they are, and to which of our accounts."""

from dataclasses import dataclass
from datetime import datetime

from sondir.domain.foreign import (
    Node,
    child,
    fit,
    identifier,
    instant,
    is_set,
    node,
    text,
)
from sondir.domain.inbound import InboundUnknown
from sondir.domain.person import Alias, AliasKind
from sondir.domain.untrusted import UntrustedText

NAME = "instagram"


@dataclass(frozen=True, slots=True)
class Item:
    """Who and when, without what.

    *account* is ours and *person* theirs, whichever of the two wrote; *is_echo* says
    that our side did. *may_be_answered* is False in a thread that another
    application holds.
    """

    body: Node
    account: str
    person: str
    at: datetime
    is_echo: bool
    may_be_answered: bool

    @property
    def aliases(self) -> tuple[Alias, ...]:
        """Name the person, in our account's scope."""
        return aliases_of(self.account, self.person)


def item_of(raw: object, entry: Node, may_be_answered: bool) -> Item | InboundUnknown:
    """Read the frame of one element.

    The receiving account is `recipient.id`: the entry's own id may be of another
    kind. In an echo, and where the sender is the entry's account, it is `sender.id`.
    """
    body = node(raw)
    sender = identifier(child(body, "sender"), "id")
    recipient = identifier(child(body, "recipient"), "id")
    at = instant(body, "timestamp") or instant(entry, "time")
    if sender is None or recipient is None:
        return unknown(body, "sender" if recipient else "account", recipient)
    is_echo = is_set(child(body, "message"), "is_echo")
    is_echo = is_echo or sender in (recipient, identifier(entry, "id"))
    account, person = (sender, recipient) if is_echo else (recipient, sender)
    if at is None:
        return unknown(body, "time", account, person)
    return Item(body, account, person, at, is_echo, may_be_answered)


def unknown(
    body: Node, reason: str, account: str | None = None, person: str | None = None
) -> InboundUnknown:
    """Keep an element that was not understood, named by its first unusual field."""
    usual = ("sender", "recipient", "timestamp")
    kind = next((name for name in body if name not in usual), "messaging")
    part = child(body, kind)
    words = text(part, "text")
    return InboundUnknown(
        channel=NAME,
        reason=reason,
        kind="unsupported" if is_set(part, "is_unsupported") else fit(kind)[:64],
        account=account,
        message_id=identifier(part, "mid"),
        written_at=instant(body, "timestamp"),
        sender_aliases=aliases_of(account, person),
        text=None if words is None else UntrustedText(words),
    )


def aliases_of(account: str | None, person: str | None) -> tuple[Alias, ...]:
    """Name a person in the scope of our account; nobody where either is unknown."""
    if account is None or person is None:
        return ()
    return (Alias(NAME, account, AliasKind.IGSID, person),)
