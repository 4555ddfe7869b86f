"""A message of ours in the words of the Instagram API, cut to its thousand bytes."""

import re
from dataclasses import replace

from sondir.channels.instagram.item import NAME
from sondir.domain.outbound import (
    NotOffered,
    Outbound,
    ReplyButtons,
    Template,
    Text,
    TooLong,
)
from sondir.domain.person import AliasKind

MOST_BYTES = 1000
"""Of UTF-8, a Cyrillic letter being two (facts/channels 3)."""

Json = dict[str, object]
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+")


def payload_of(message: Outbound) -> Json:
    """Write the request's body.

    Raises *NotOffered* for a template or a stranger's alias, *TooLong* for a text of
    more than 1000 bytes: *parts_of* cuts such a one beforehand.
    """
    form = message.form
    if message.channel != NAME or message.recipient.channel != NAME:
        raise NotOffered("channel")
    if message.recipient.kind != AliasKind.IGSID:
        raise NotOffered("alias")
    if isinstance(form, Template):
        raise NotOffered("template")
    if _size(form.body) > MOST_BYTES:
        raise TooLong("text_bytes", MOST_BYTES)
    content: Json = {"text": form.body}
    if isinstance(form, ReplyButtons):
        content["quick_replies"] = [
            {"content_type": "text", "title": button.title, "payload": button.payload}
            for button in form.buttons
        ]
    return {"recipient": {"id": message.recipient.value}, "message": content}


def parts_of(message: Outbound) -> tuple[Outbound, ...]:
    """Cut a long text at the ends of its sentences; buttons go with the last part.

    The last part keeps the key, those before it are `key#1`, `key#2`…: the key is
    settled only when everything has been said. Raises as *payload_of* does.
    """
    form = message.form
    if isinstance(form, Template) or _size(form.body) <= MOST_BYTES:
        payload_of(message)
        return (message,)
    *before, last = split_at_sentences(form.body, MOST_BYTES)
    parts = [
        replace(message, key=f"{message.key}#{number}", form=Text(body))
        for number, body in enumerate(before, 1)
    ]
    parts.append(replace(message, form=replace(form, body=last)))
    for part in parts:
        payload_of(part)
    return tuple(parts)


def split_at_sentences(body: str, most_bytes: int) -> tuple[str, ...]:
    """Cut *body* into the fewest parts of whole sentences, filled from the front.

    Raises *TooLong* where a single sentence does not fit.

    >>> split_at_sentences("Ыстық екенін білеміз. Шебер жолда!", 40)
    ('Ыстық екенін білеміз.', 'Шебер жолда!')
    """
    parts: list[str] = []
    start = end = 0
    for stop in _stops(body):
        if _size(body[start:stop].strip()) > most_bytes:
            parts.append(body[start:end].strip())
            start = end
        if _size(body[start:stop].strip()) > most_bytes:
            raise TooLong("sentence_bytes", most_bytes)
        end = stop
    parts.append(body[start:].strip())
    return tuple(part for part in parts if part)


def _stops(body: str) -> list[int]:
    ends = [found.end() for found in _SENTENCE_END.finditer(body)]
    return [*ends, len(body)]


def _size(body: str) -> int:
    return len(body.encode("utf-8", "surrogatepass"))
