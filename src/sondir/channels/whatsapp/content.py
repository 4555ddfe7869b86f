"""The content of one message by its type: the only place that knows the shapes."""

from collections.abc import Callable
from dataclasses import dataclass

from sondir.domain.foreign import Node, child, identifier, is_set, items, node, text
from sondir.domain.foreign import word as word_of
from sondir.domain.inbound import MessageKind
from sondir.domain.person import normalised_phone, phone_of_wa_id


@dataclass(frozen=True, slots=True)
class Content:
    """What a message carries, whoever sent it; *shared* are telephone numbers."""

    kind: MessageKind
    words: str | None = None
    payload: str | None = None
    reply_to: str | None = None
    media: Node | None = None
    shared: tuple[str, ...] = ()


def content_of(message: Node) -> Content | None:
    """Read a message by its type; None where the type or its shape is unknown."""
    kind = word_of(message, "type")
    if kind == "contacts":
        return _contacts(message)
    read = _READERS.get(kind)
    return None if read is None else read(child(message, kind))


def is_known(kind: str) -> bool:
    """Say whether messages of this type are read, whatever became of this one."""
    return kind in _READERS or kind == "contacts"


def _text(part: Node) -> Content | None:
    words = text(part, "body")
    return None if words is None else Content(MessageKind.TEXT, words)


def _media(kind: MessageKind) -> Callable[[Node], Content | None]:
    def read(part: Node) -> Content | None:
        if identifier(part, "id") is None and text(part, "url") is None:
            return None
        words = text(part, "caption") or text(part, "filename")
        return Content(kind, words, media=part)

    return read


def _audio(part: Node) -> Content | None:
    is_voice = is_set(part, "voice") or "opus" in (text(part, "mime_type") or "")
    return _media(MessageKind.VOICE if is_voice else MessageKind.AUDIO)(part)


def _interactive(part: Node) -> Content | None:
    kind = word_of(part, "type")
    reply = child(part, kind)
    if kind == "nfm_reply":
        form = text(reply, "response_json")
        return Content(MessageKind.FORM, text(reply, "body"), form) if form else None
    payload, title = text(reply, "id"), text(reply, "title")
    if kind not in ("button_reply", "list_reply") or not (payload or title):
        return None
    return Content(MessageKind.BUTTON, title, payload)


def _button(part: Node) -> Content | None:
    payload, title = text(part, "payload"), text(part, "text")
    return Content(MessageKind.BUTTON, title, payload) if payload or title else None


def _reaction(part: Node) -> Content | None:
    target = identifier(part, "message_id")
    if target is None:
        return None
    return Content(MessageKind.REACTION, text(part, "emoji"), reply_to=target)


def _location(part: Node) -> Content | None:
    place = [found for found in (text(part, "name"), text(part, "address")) if found]
    has_point = part.get("latitude") is not None and part.get("longitude") is not None
    if not place and not has_point:
        return None
    return Content(MessageKind.LOCATION, ", ".join(place) or None)


def _revoke(part: Node) -> Content | None:
    target = identifier(part, "original_message_id")
    return Content(MessageKind.REVOKE, reply_to=target) if target else None


def _edit(part: Node) -> Content | None:
    """Read the new wording of an earlier message, a text or a caption."""
    target = identifier(part, "original_message_id")
    after = child(part, "message")
    kind = word_of(after, "type") or "text"
    if target is None or kind in ("edit", "revoke"):
        return None
    content = content_of({**after, "type": kind})
    if content is None:
        return None
    return Content(MessageKind.EDIT, content.words, reply_to=target)


def _order(part: Node) -> Content | None:
    if not part:
        return None
    return Content(MessageKind.ORDER, text(part, "text"))


def _contacts(message: Node) -> Content | None:
    """Read the people whom a message introduces: their names, phones and ids."""
    names: list[str] = []
    shared: list[str] = []
    for raw in items(message, "contacts"):
        person = node(raw)
        name = text(child(person, "name"), "formatted_name")
        names.extend([name] if name else [])
        for phone in map(node, items(person, "phones")):
            found = _phone(phone)
            shared.extend([found] if found and found not in shared else [])
    if not names and not shared:
        return None
    return Content(MessageKind.CONTACTS, ", ".join(names) or None, shared=tuple(shared))


def _phone(phone: Node) -> str | None:
    wa_id = identifier(phone, "wa_id")
    if wa_id is not None:
        return phone_of_wa_id(wa_id)
    return normalised_phone(text(phone, "phone") or "")


_READERS: dict[str, Callable[[Node], Content | None]] = {
    "text": _text,
    "button": _button,
    "interactive": _interactive,
    "image": _media(MessageKind.IMAGE),
    "video": _media(MessageKind.VIDEO),
    "audio": _audio,
    "voice": _media(MessageKind.VOICE),
    "document": _media(MessageKind.DOCUMENT),
    "sticker": _media(MessageKind.STICKER),
    "reaction": _reaction,
    "location": _location,
    "order": _order,
    "edit": _edit,
    "revoke": _revoke,
}
