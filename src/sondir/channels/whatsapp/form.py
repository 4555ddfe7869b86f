"""A message of ours in the words of the Cloud API."""

from sondir.channels.whatsapp.envelope import NAME
from sondir.domain.outbound import (
    Form,
    NotOffered,
    Outbound,
    ReplyButtons,
    Template,
    Text,
)
from sondir.domain.person import AliasKind

Json = dict[str, object]


def payload_of(message: Outbound) -> Json:
    """Write the request's body; raises *NotOffered* for a stranger's alias.

    Our key travels in `biz_opaque_callback_data`: the channel has no idempotency
    key, but it echoes this one in every status.
    """
    body: Json = {
        "messaging_product": NAME,
        "recipient_type": "individual",
        **_recipient(message),
        **_form(message.form),
        "biz_opaque_callback_data": message.key,
    }
    if message.reply_to is not None:
        body["context"] = {"message_id": message.reply_to}
    return body


def _recipient(message: Outbound) -> Json:
    """Address by phone in `to`, by scoped id in `recipient`.

    A scoped id in `to` would be dropped without an error.
    """
    alias = message.recipient
    if message.channel != NAME or alias.channel != NAME:
        raise NotOffered("channel")
    if alias.kind == AliasKind.BSUID:
        return {"recipient": alias.value}
    if alias.kind in (AliasKind.WA_ID, AliasKind.PHONE):
        return {"to": alias.value.removeprefix("+")}
    raise NotOffered("alias")


def _form(form: Form) -> Json:
    if isinstance(form, Text):
        return {"type": "text", "text": {"preview_url": False, "body": form.body}}
    if isinstance(form, Template):
        return {"type": "template", "template": _template(form)}
    return {"type": "interactive", "interactive": _buttons(form)}


def _buttons(form: ReplyButtons) -> Json:
    replies = [
        {"type": "reply", "reply": {"id": button.payload, "title": button.title}}
        for button in form.buttons
    ]
    return {
        "type": "button",
        "body": {"text": form.body},
        "action": {"buttons": replies},
    }


def _template(form: Template) -> Json:
    components: list[Json] = []
    if form.parameters:
        components.append({"type": "body", "parameters": _parameters(form)})
    for index, payload in enumerate(form.payloads):
        components.append(
            {
                "type": "button",
                "sub_type": "quick_reply",
                "index": str(index),
                "parameters": [{"type": "payload", "payload": payload}],
            }
        )
    template: Json = {"name": form.name, "language": {"code": form.language}}
    if components:
        template["components"] = components
    return template


def _parameters(form: Template) -> list[Json]:
    """Fill the blanks on one line each: the channel refuses breaks in parameters."""
    return [
        {"type": "text", "text": " ".join(parameter.split())}
        for parameter in form.parameters
    ]
