"""What passes between the product and the people: letters out, words and states in."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Channel = Literal["whatsapp", "instagram"]
State = Literal["sent", "delivered", "read", "failed"]


@dataclass(frozen=True, slots=True)
class Button:
    """A reply button: what the person sees, and the id (or payload) that returns."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Outbound:
    """One message of the product to one person.

    *account* is the phone_number_id or Instagram account it leaves from, *to* a phone
    with "+" or "ig:<id>". Of a template, *text* is empty and *params* fill the
    catalogue's body; *buttons* then carry payloads by place (titles come from the
    catalogue). *key* is echoed in every WhatsApp state.
    """

    channel: Channel
    account: str
    to: str
    type: Literal["text", "template", "interactive"] = "text"
    text: str = ""
    template: str | None = None
    lang: str | None = None
    params: tuple[str, ...] = ()
    buttons: tuple[Button, ...] = ()
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Accepted:
    """The channel took the message; states follow under *wamid*."""

    wamid: str


@dataclass(frozen=True, slots=True)
class Refused:
    """The channel refused the message, with the platform's own code."""

    code: int
    details: str
    subcode: int | None = None


@dataclass(frozen=True, slots=True)
class Inbound:
    """What a person wrote or pressed.

    *at* is when it was written, *seen_at* when it reaches the product. *pressed* is
    the button, *pressed_on* the kind of message it stood on. *spoken* is the id of the
    script's line, where the message came from one.
    """

    at: datetime
    seen_at: datetime
    channel: Channel
    account: str
    branch: str | None
    client: str
    name: str
    text: str
    wamid: str
    pressed: Button | None = None
    pressed_on: Literal["template", "interactive"] | None = None
    context: str | None = None
    repeat: bool = False
    spoken: str | None = None


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A message of ours has moved on; *code* only where it failed."""

    at: datetime
    channel: Channel
    account: str
    to: str
    wamid: str
    state: State
    key: str | None
    category: str
    code: int | None = None
    details: str = ""


@dataclass(frozen=True, slots=True)
class Echo:
    """Instagram shows our own message back to us; there is no key, only words."""

    at: datetime
    account: str
    to: str
    wamid: str
    text: str


Event = Inbound | StatusChange | Echo
