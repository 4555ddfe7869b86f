"""One message, or one echo, of the Cloud API."""

from dataclasses import dataclass
from datetime import datetime

from sondir.channels.whatsapp.content import Content, content_of, is_known
from sondir.channels.whatsapp.envelope import NAME, Envelope, profile_name, untrusted
from sondir.channels.whatsapp.identity import read_system
from sondir.domain.foreign import (
    Node,
    child,
    identifier,
    instant,
    is_set,
    node,
    text,
    word,
)
from sondir.domain.inbound import (
    Inbound,
    InboundEcho,
    InboundMessage,
    InboundUnknown,
    MessageKind,
)
from sondir.domain.person import Alias, AliasKind

_NEVER_ANSWERED = (MessageKind.REACTION, MessageKind.REVOKE)


@dataclass(frozen=True, slots=True)
class _Frame:
    """A message without its content: who wrote it, which, and when."""

    message: Node
    envelope: Envelope
    message_id: str | None
    at: datetime | None
    contact: Node
    sender: tuple[Alias, ...]

    def unknown(self, reason: str, content: Content | None = None) -> InboundUnknown:
        """Keep what could be read of a message that was not understood."""
        return InboundUnknown(
            channel=NAME,
            reason=reason,
            kind=word(self.message, "type") or "message",
            account=self.envelope.account,
            message_id=self.message_id,
            written_at=self.at,
            sender_aliases=self.sender,
            text=untrusted(content.words) if content else None,
        )


def read_message(raw: object, envelope: Envelope) -> Inbound:
    """Read one element of `messages`: a person's words, or a change of identity."""
    frame = _frame(node(raw), envelope)
    message = frame.message
    content = content_of(message)
    if frame.message_id is None or frame.at is None:
        return frame.unknown("time" if frame.message_id else "shape", content)
    if word(message, "type") == "system":
        return read_system(message, envelope) or frame.unknown("kind")
    if _is_own(message, envelope):
        return read_echo(message, envelope)
    if content is None:
        known = is_known(word(message, "type"))
        return frame.unknown("shape" if known else "kind")
    if not frame.sender:
        return frame.unknown("sender", content)
    return _message(frame, frame.message_id, frame.at, content)


def read_echo(raw: object, envelope: Envelope) -> Inbound:
    """Read what our own side wrote from the phone app."""
    echo = node(raw)
    message_id, at = identifier(echo, "id"), instant(echo, "timestamp")
    if message_id is None or at is None:
        reason = "time" if message_id else "shape"
        return InboundUnknown(
            NAME, reason, "message_echoes", envelope.account, message_id, at
        )
    content = content_of(echo)
    return InboundEcho(
        channel=NAME,
        account=envelope.account,
        message_id=message_id,
        written_at=at,
        recipient_aliases=envelope.aliases(
            identifier(echo, "to"), identifier(echo, "to_user_id")
        ),
        kind=content.kind if content else None,
        text=untrusted(content.words) if content else None,
    )


def _frame(message: Node, envelope: Envelope) -> _Frame:
    wa_id, bsuid = identifier(message, "from"), identifier(message, "from_user_id")
    contact = envelope.contact_of(wa_id, bsuid)
    sender = envelope.aliases(
        wa_id, identifier(contact, "wa_id"), bsuid, identifier(contact, "user_id")
    )
    message_id, at = identifier(message, "id"), instant(message, "timestamp")
    return _Frame(message, envelope, message_id, at, contact, sender)


def _message(
    frame: _Frame, message_id: str, at: datetime, content: Content
) -> InboundMessage:
    message, envelope = frame.message, frame.envelope
    context = child(message, "context")
    media = content.media or {}
    is_group = identifier(message, "group_id") is not None
    may_answer = envelope.is_ours and content.kind not in _NEVER_ANSWERED
    return InboundMessage(
        channel=NAME,
        account=envelope.account,
        message_id=message_id,
        written_at=at,
        sender_aliases=frame.sender,
        kind=content.kind,
        profile_name=profile_name(frame.contact),
        text=untrusted(content.words),
        button_payload=content.payload,
        reply_to=content.reply_to or identifier(context, "id"),
        media_id=identifier(media, "id"),
        media_url=text(media, "url"),
        media_type=identifier(media, "mime_type"),
        forwarded=is_set(context, "forwarded")
        or is_set(context, "frequently_forwarded"),
        from_advert=bool(child(message, "referral")),
        may_be_answered=may_answer and not is_group,
        shared_aliases=tuple(
            Alias(NAME, envelope.account, AliasKind.PHONE, phone)
            for phone in content.shared
        ),
    )


def _is_own(message: Node, envelope: Envelope) -> bool:
    return bool(envelope.own_digits) and (
        identifier(message, "from") == envelope.own_digits
    )
