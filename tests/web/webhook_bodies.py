"""Bodies in the shapes that Meta documents, written for these tests."""

import json
from itertools import count

PHONE = {"display_phone_number": "77270000001", "phone_number_id": "1001"}
_NUMBER = count(1)
BASE = 1_784_012_400


def fresh(prefix: str = "wamid.T") -> str:
    return f"{prefix}{next(_NUMBER):06d}"


def escaped(document: dict) -> bytes:
    """Write it as Meta does: everything that is not ASCII as lower-case escapes."""
    return json.dumps(document, separators=(",", ":")).encode("ascii")


def whatsapp(*values: dict, field: str = "messages", phone: dict | None = None) -> dict:
    changes = [
        {
            "value": {
                "messaging_product": "whatsapp",
                "metadata": phone or PHONE,
                **value,
            },
            "field": field,
        }
        for value in values
    ]
    entry = [{"id": "102290129340398", "changes": changes}]
    return {"object": "whatsapp_business_account", "entry": entry}


def said(kind: str, content: object, sender: str = "77011112233", **more) -> dict:
    """One message with its sender's profile."""
    message = {
        "from": sender,
        "id": fresh(),
        "timestamp": str(BASE),
        "type": kind,
        **({} if content is None else {kind: content}),
        **more,
    }
    profile = {"profile": {"name": "Ғалия Өмірзақ"}, "wa_id": sender}
    return {"contacts": [profile], "messages": [message]}


def text(words: str, **more) -> dict:
    return said("text", {"body": words}, **more)


def status(state: str, wamid: str = "", **more) -> dict:
    return {
        "statuses": [
            {
                "id": wamid or fresh("wamid.S"),
                "status": state,
                "timestamp": str(BASE),
                "recipient_id": "77011112233",
                **more,
            }
        ]
    }


def instagram(*items: dict, channel: str = "messaging") -> dict:
    entry = [{"id": "2001", "time": BASE * 1000, channel: list(items)}]
    return {"object": "instagram", "entry": entry}


def direct(**more) -> dict:
    ends = {"sender": {"id": "998877"}, "recipient": {"id": "2001"}}
    return {**ends, "timestamp": BASE * 1000, **more}


def mid() -> str:
    return fresh("aWdfT")


def ids_of(document: dict) -> list[str]:
    """List the ids of the messages that people wrote, in their order."""
    found = []
    for entry in document["entry"]:
        for change in entry.get("changes", []):
            value = change["value"]
            found += [m["id"] for m in value.get("messages", [])]
        for item in [*entry.get("messaging", []), *entry.get("standby", [])]:
            about = item.get("message") or item.get("postback") or {}
            found += [about["mid"]] if "mid" in about else []
    return found


MEDIA = {"id": "777", "mime_type": "image/jpeg", "sha256": "c2hh"}
VOICE = {"id": "778", "mime_type": "audio/ogg; codecs=opus", "voice": True}
LETTER = {"id": "779", "mime_type": "application/pdf", "filename": "смета.pdf"}
CONTACT = {"name": {"formatted_name": "Мастер"}, "phones": [{"wa_id": "77015556677"}]}
REPLY = {"type": "button_reply", "button_reply": {"id": "yes", "title": "Иә"}}
ROW = {"id": "r1", "title": "10:00", "description": "у Жанар"}
FLOW = {"name": "flow", "body": "Sent", "response_json": '{"a": "ә"}'}
ANSWERED = {"context": {"from": "77270000001", "id": "wamid.ours"}}
ADVERT = {
    "source_type": "ad",
    "source_id": "1",
    "ctwa_clid": "c",
    "headline": "Стрижка",
}

WHATSAPP_MESSAGES = {
    "text": text("Залда тыныс алу мүмкін емес 🥵"),
    "reply": text("иә", context=ANSWERED["context"]),
    "advert": text("Сколько стоит?", referral=ADVERT),
    "forwarded": text("смотрите", context={"forwarded": True}),
    "image": said("image", {**MEDIA, "caption": "вот тут течёт"}),
    "video": said("video", {**MEDIA, "mime_type": "video/mp4"}),
    "voice": said("audio", VOICE),
    "audio": said("audio", {**VOICE, "voice": False}),
    "document": said("document", LETTER),
    "sticker": said("sticker", {**MEDIA, "animated": False}),
    "location": said("location", {"latitude": 43.2, "longitude": 76.9}),
    "contacts": said("contacts", [CONTACT]),
    "reply button": said("interactive", REPLY),
    "list row": said("interactive", {"type": "list_reply", "list_reply": ROW}),
    "form": said("interactive", {"type": "nfm_reply", "nfm_reply": FLOW}),
    "quick reply": said("button", {"payload": "да", "text": "Да"}),
    "reaction": said("reaction", {"message_id": "wamid.ours", "emoji": "👍"}),
    "reaction back": said("reaction", {"message_id": "wamid.ours"}),
    "order": said("order", {"catalog_id": "1", "product_items": []}),
}
INSTAGRAM_MESSAGES = {
    "text": direct(message={"mid": mid(), "text": "жарко у вас"}),
    "image": direct(
        message={
            "mid": mid(),
            "attachments": [{"type": "image", "payload": {"url": "https://cdn/1"}}],
        }
    ),
    "story": direct(
        message={
            "mid": mid(),
            "text": "вау",
            "reply_to": {"story": {"id": "5", "url": "https://cdn/2"}},
        }
    ),
    "quick reply": direct(
        message={"mid": mid(), "text": "Да", "quick_reply": {"payload": "yes"}}
    ),
    "postback": direct(postback={"mid": mid(), "title": "Начать", "payload": "go"}),
}
QUIET = {
    "sent": whatsapp(status("sent", pricing={"billable": True, "category": "x"})),
    "read before sent": whatsapp(status("read")),
    "a failure": whatsapp(
        status(
            "failed",
            errors=[{"code": 131047, "title": "Re-engagement", "message": "m"}],
        )
    ),
    "an unknown state": whatsapp(status("warmed up")),
    "an unknown type": whatsapp(said("hologram", {"depth": 3})),
    "unsupported": whatsapp(
        said("unsupported", None, errors=[{"code": 131051, "title": "Unsupported"}])
    ),
    "a system word": whatsapp(
        said("system", {"body": "new number", "type": "user_changed_number"})
    ),
    "an unknown field": whatsapp({"depth": 1}, field="tomorrows_field"),
    "a template": whatsapp(
        {"event": "PAUSED", "message_template_id": 1, "message_template_name": "t"},
        field="message_template_status_update",
    ),
    "an alert": whatsapp({"entity_type": "WABA"}, field="account_alerts"),
    "errors of a value": whatsapp({"errors": [{"code": 130429, "title": "Rate"}]}),
    "an echo": whatsapp(
        {
            "message_echoes": [
                {
                    "from": "77270000001",
                    "to": "77011112233",
                    "id": fresh(),
                    "timestamp": str(BASE),
                    "type": "text",
                    "text": {"body": "Жазып қойдым"},
                }
            ]
        },
        field="smb_message_echoes",
    ),
    "no entry": {"object": "whatsapp_business_account", "entry": []},
    "numbers for words": whatsapp({"messages": [{"id": 5, "type": 7, "from": []}]}),
    "a direct read": instagram(direct(read={"mid": "m"})),
    "our own direct": instagram(
        direct(message={"mid": mid(), "text": "ответ", "is_echo": True})
    ),
    "a comment": {
        "object": "instagram",
        "entry": [
            {
                "id": "2001",
                "time": BASE,
                "changes": [{"field": "comments", "value": {"text": "?"}}],
            }
        ],
    },
}
"""Bodies in which nobody writes to us; each gets 200 and is counted."""
