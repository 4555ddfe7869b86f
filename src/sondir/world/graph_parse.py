"""From the JSON of a Graph API send to an Outbound, or to the refusal it earns."""

import re
from collections.abc import Mapping

from sondir.world.limits import INVALID
from sondir.world.messages import Button, Outbound, Refused

Json = Mapping[str, object]


def phone_of(number: object) -> str | None:
    """Write a recipient's number as the world does.

    >>> phone_of("7 (799) 000-01-01")
    '+77990000101'
    """
    digits = re.sub(r"[\s()+-]", "", str(number or ""))
    return f"+{digits}" if digits.isdigit() and len(digits) >= 8 else None


def whatsapp_letter(account: str, body: Json, to: str | None) -> Outbound | Refused:
    """Read POST /{phone_number_id}/messages; *to* is the resolved recipient."""
    kind = str(body.get("type", "text"))
    part = body.get(kind)
    wrong = None
    if body.get("messaging_product") != "whatsapp":
        wrong = "messaging_product must be whatsapp"
    elif to is None:
        wrong = "Parameter 'to' is not a phone number"
    elif not isinstance(part, Mapping):
        wrong = f"The parameter {kind} is required"
    if wrong or to is None or not isinstance(part, Mapping):
        return Refused(INVALID, wrong or "")
    head = _Head(account, to, _optional(body.get("biz_opaque_callback_data")))
    return _of_kind(head, kind, part)


def _of_kind(head: "_Head", kind: str, part: Json) -> Outbound | Refused:
    if kind == "text":
        return head.letter("text", text=str(part.get("body") or ""))
    if kind == "template":
        return _template(head, part)
    if kind == "interactive":
        return _interactive(head, part)
    return Refused(INVALID, f"The stand-in does not send messages of type {kind}")


def instagram_letter(account: str, body: Json) -> Outbound | Refused:
    """Read POST /{ig_id}/messages."""
    recipient, message = body.get("recipient"), body.get("message")
    if not isinstance(recipient, Mapping) or not recipient.get("id"):
        return Refused(INVALID, "The parameter recipient is required")
    if not isinstance(message, Mapping) or not isinstance(message.get("text"), str):
        return Refused(INVALID, "The parameter message is required")
    return Outbound(
        channel="instagram",
        account=account,
        to=f"ig:{recipient['id']}",
        text=message["text"],
        buttons=tuple(
            Button(str(reply.get("payload", "")), str(reply.get("title", "")))
            for reply in _rows(message.get("quick_replies"))
        ),
    )


class _Head:
    def __init__(self, account: str, to: str, key: str | None) -> None:
        self._account, self._to, self._key = account, to, key

    def letter(
        self, kind: str, text: str = "", buttons: tuple[Button, ...] = ()
    ) -> Outbound:
        return Outbound(
            channel="whatsapp",
            account=self._account,
            to=self._to,
            type="interactive" if kind == "interactive" else "text",
            text=text,
            buttons=buttons,
            key=self._key,
        )

    def template(
        self, name: str, lang: str, params: tuple[str, ...], buttons: tuple[Button, ...]
    ) -> Outbound:
        return Outbound(
            channel="whatsapp",
            account=self._account,
            to=self._to,
            type="template",
            template=name,
            lang=lang,
            params=params,
            buttons=buttons,
            key=self._key,
        )


def _template(head: _Head, part: Json) -> Outbound | Refused:
    language = part.get("language")
    if not isinstance(language, Mapping) or not part.get("name"):
        return Refused(INVALID, "template needs name and language.code")
    params: tuple[str, ...] = ()
    payloads: dict[int, str] = {}
    for component in _rows(part.get("components")):
        given = _rows(component.get("parameters"))
        if component.get("type") == "body":
            params = tuple(str(p.get("text", "")) for p in given)
        if component.get("type") == "button" and given:
            place = int(str(component.get("index", 0)))
            payloads[place] = str(given[0].get("payload", ""))
    most = max(payloads, default=-1)
    buttons = tuple(Button(payloads.get(place, ""), "") for place in range(most + 1))
    code = str(language.get("code") or "")
    return head.template(str(part["name"]), code, params, buttons)


def _interactive(head: _Head, part: Json) -> Outbound | Refused:
    body, action = part.get("body"), part.get("action")
    if part.get("type") != "button":
        return Refused(
            INVALID, "The stand-in sends interactive messages of type button"
        )
    if not isinstance(body, Mapping) or not isinstance(action, Mapping):
        return Refused(INVALID, "interactive needs body and action")
    buttons = []
    for row in _rows(action.get("buttons")):
        reply = row.get("reply")
        if row.get("type") != "reply" or not isinstance(reply, Mapping):
            return Refused(INVALID, "a button needs type reply")
        buttons.append(Button(str(reply.get("id", "")), str(reply.get("title", ""))))
    text = str(body.get("text") or "")
    return head.letter("interactive", text=text, buttons=tuple(buttons))


def _rows(value: object) -> list[Json]:
    if not isinstance(value, list):
        return []
    return [row for row in value if isinstance(row, Mapping)]


def _optional(value: object) -> str | None:
    return str(value) if value is not None else None
