"""The JSON shapes in which the platforms tell us what happened."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from sondir.world.accounts import Accounts, Phone
from sondir.world.graph_errors import title
from sondir.world.messages import Echo, Event, Inbound, StatusChange

Json = dict[str, object]


def business_scoped_id(person: str) -> str:
    """Give the platform's own id of a WhatsApp user, which is no phone number."""
    digest = hashlib.sha256(f"bsuid:{person}".encode()).hexdigest()
    return f"KZ.{int(digest[:16], 16)}"


def whatsapp_values(phone: Phone, events: Sequence[Event]) -> list[Json]:
    """Give the `value` objects for one number: its messages, and its states."""
    metadata = {
        "display_phone_number": phone.display_phone_number,
        "phone_number_id": phone.phone_number_id,
    }
    start: Json = {"messaging_product": "whatsapp", "metadata": metadata}
    heard = [e for e in events if isinstance(e, Inbound)]
    states = [e for e in events if isinstance(e, StatusChange)]
    values: list[Json] = []
    if heard:
        contacts = [_contact(e) for e in {e.client: e for e in heard}.values()]
        messages = [_message(e, phone) for e in heard]
        values.append({**start, "contacts": contacts, "messages": messages})
    if states:
        values.append({**start, "statuses": [_status(e) for e in states]})
    return values


def whatsapp_body(waba_id: str, entries: Sequence[Sequence[Json]]) -> Json:
    """Wrap values into a notification of several entries and changes."""
    return {
        "object": "whatsapp_business_account",
        "entry": [
            {
                "id": waba_id,
                "changes": [{"value": value, "field": "messages"} for value in values],
            }
            for values in entries
        ],
    }


def instagram_body(accounts: Accounts, events: Sequence[Event], now: datetime) -> Json:
    """Wrap Instagram events into one notification."""
    ours = accounts.instagram_id
    return {
        "object": "instagram",
        "entry": [
            {
                "id": ours,
                "time": _millis(now),
                "messaging": [_messaging(event, ours) for event in events],
            }
        ],
    }


def _contact(event: Inbound) -> Json:
    return {
        "profile": {"name": event.name or event.client.lstrip("+")},
        "wa_id": event.client.lstrip("+"),
        "user_id": business_scoped_id(event.client),
    }


def _message(event: Inbound, phone: Phone) -> Json:
    message: Json = {
        "from": event.client.lstrip("+"),
        "from_user_id": business_scoped_id(event.client),
        "id": event.wamid,
        "timestamp": _seconds(event.at),
    }
    if event.context is not None:
        message["context"] = {"from": phone.display_phone_number, "id": event.context}
    if event.pressed is None:
        return {**message, "type": "text", "text": {"body": event.text}}
    pressed = event.pressed
    if event.pressed_on == "template":
        button = {"payload": pressed.id, "text": pressed.title}
        return {**message, "type": "button", "button": button}
    reply = {"id": pressed.id, "title": pressed.title}
    interactive = {"type": "button_reply", "button_reply": reply}
    return {**message, "type": "interactive", "interactive": interactive}


def _status(event: StatusChange) -> Json:
    status: Json = {
        "id": event.wamid,
        "status": event.state,
        "timestamp": _seconds(event.at),
        "recipient_id": event.to.lstrip("+"),
        "recipient_user_id": business_scoped_id(event.to),
    }
    if event.key is not None:
        status["biz_opaque_callback_data"] = event.key
    if event.state in ("sent", "delivered"):
        status["pricing"] = {
            "billable": True,
            "pricing_model": "PMP",
            "type": "regular",
            "category": event.category,
        }
    if event.code is not None:
        name = title(event.code)
        status["errors"] = [
            {
                "code": event.code,
                "title": name,
                "message": name,
                "error_data": {"details": event.details},
                "href": "https://developers.facebook.com/docs/whatsapp/cloud-api/",
            }
        ]
    return status


def _messaging(event: Event, ours: str) -> Json:
    if isinstance(event, Echo):
        sides: Json = {"sender": {"id": ours}, "recipient": {"id": _igsid(event.to)}}
        message: Json = {"mid": event.wamid, "is_echo": True, "text": event.text}
        return {**sides, "timestamp": _millis(event.at), "message": message}
    person = event.to if isinstance(event, StatusChange) else event.client
    sides = {"sender": {"id": _igsid(person)}, "recipient": {"id": ours}}
    sides["timestamp"] = _millis(event.at)
    if isinstance(event, StatusChange):
        return {**sides, "read": {"mid": event.wamid}}
    message = {"mid": event.wamid, "text": event.text}
    if event.pressed is not None:
        message["text"] = event.pressed.title
        message["quick_reply"] = {"payload": event.pressed.id}
    return {**sides, "message": message}


def _igsid(person: str) -> str:
    return person.removeprefix("ig:")


def _seconds(at: datetime) -> str:
    return str(int(at.timestamp()))


def _millis(at: datetime) -> int:
    return int(at.timestamp() * 1000)
