"""The content of one Instagram message."""

from dataclasses import dataclass

from sondir.domain.foreign import Node, child, identifier, items, node, text, word
from sondir.domain.inbound import MessageKind

_ATTACHMENTS = {
    "audio": MessageKind.AUDIO,
    "ephemeral": MessageKind.IMAGE,
    "file": MessageKind.DOCUMENT,
    "ig_post": MessageKind.STORY,
    "ig_reel": MessageKind.STORY,
    "ig_story": MessageKind.STORY,
    "image": MessageKind.IMAGE,
    "like_heart": MessageKind.STICKER,
    "location": MessageKind.LOCATION,
    "post": MessageKind.STORY,
    "reel": MessageKind.STORY,
    "share": MessageKind.STORY,
    "sticker": MessageKind.STICKER,
    "story_mention": MessageKind.STORY,
    "video": MessageKind.VIDEO,
}


@dataclass(frozen=True, slots=True)
class Content:
    """What a message carries, whoever sent it."""

    kind: MessageKind
    words: str | None = None
    payload: str | None = None
    reply_to: str | None = None
    media_url: str | None = None


def content_of(message: Node) -> Content | None:
    """Read a `message`; None where nothing in it is understood.

    The first attachment names the kind and the address; further ones stay in the
    stored body.
    """
    words = text(message, "text")
    reply_to = identifier(child(message, "reply_to"), "mid")
    payload = text(child(message, "quick_reply"), "payload")
    if payload is not None:
        return Content(MessageKind.BUTTON, words, payload, reply_to)
    for attachment in map(node, items(message, "attachments")):
        kind = _ATTACHMENTS.get(word(attachment, "type"))
        if kind is not None:
            url = text(child(attachment, "payload"), "url")
            return Content(kind, words, None, reply_to, url)
    if words is None:
        return None
    return Content(MessageKind.TEXT, words, None, reply_to)
