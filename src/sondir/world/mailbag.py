"""Packing events into notifications as the platforms do: signed, and in batches."""

import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random

from sondir.world.accounts import Accounts
from sondir.world.chance import chance
from sondir.world.messages import Event, Inbound
from sondir.world.webhook_shapes import (
    Json,
    instagram_body,
    whatsapp_body,
    whatsapp_values,
)

SHUFFLES, PARTS = 0.3, 0.35
"""Shares of batches that are shuffled, and that come in several POSTs at once."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """One POST to the product: its bytes, its signature, what it holds."""

    body: bytes
    signature: str
    events: tuple[Event, ...]


class Mailbag:
    """Packs what happened at one moment; draws batches, order and spacing."""

    def __init__(self, accounts: Accounts, seed: int) -> None:
        self._accounts = accounts
        self._seed = seed
        self._packed = 0

    def pack(self, events: Sequence[Event], now: datetime) -> list[Parcel]:
        """Pack *events* into parcels to be posted at once."""
        self._packed += 1
        draw = chance(self._seed, "mailbag", self._packed)
        shuffled = list(events)
        if draw.random() < SHUFFLES:
            draw.shuffle(shuffled)
        parcels: list[Parcel] = []
        for part in _parts(shuffled, draw):
            on_whatsapp = [e for e in part if not _is_instagram(e, self._accounts)]
            on_instagram = [e for e in part if _is_instagram(e, self._accounts)]
            if on_whatsapp:
                parcels.append(self._whatsapp(on_whatsapp))
            if on_instagram:
                body = instagram_body(self._accounts, on_instagram, now)
                parcels.append(self._parcel(body, on_instagram))
        return parcels

    def _whatsapp(self, events: Sequence[Event]) -> Parcel:
        entries: list[list[Json]] = []
        for account in dict.fromkeys(e.account for e in events):
            phone = self._accounts.phone(account)
            if phone is not None:
                of_phone = [e for e in events if e.account == account]
                entries.append(whatsapp_values(phone, of_phone))
        return self._parcel(whatsapp_body(self._accounts.waba_id, entries), events)

    def _parcel(self, body: Json, events: Sequence[Event]) -> Parcel:
        again = any(isinstance(e, Inbound) and e.repeat for e in events)
        written = as_meta_writes(body, spaced=again)
        signature = sign(written, self._accounts.app_secret)
        return Parcel(written, signature, tuple(events))


def as_meta_writes(body: Json, spaced: bool = False) -> bytes:
    r"""Write JSON as Meta signs it: non-ASCII as lower-case \uXXXX, "/" escaped.

    >>> as_meta_writes({"text": "ыстық/жарко"})
    b'{"text":"\\u044b\\u0441\\u0442\\u044b\\u049b\\/\\u0436\\u0430\\u0440\\u043a\\u043e"}'
    """
    separators = (", ", ": ") if spaced else (",", ":")
    written = json.dumps(body, ensure_ascii=True, separators=separators)
    return written.replace("/", "\\/").encode("ascii")


def sign(body: bytes, app_secret: str) -> str:
    """Give the value of X-Hub-Signature-256 for these very bytes."""
    digest = hmac.new(app_secret.encode(), body, hashlib.sha256).hexdigest()
    return f"sha256={digest}"


def _parts(events: list[Event], draw: Random) -> list[list[Event]]:
    if len(events) < 2 or draw.random() >= PARTS:
        return [events]
    cut = draw.randrange(1, len(events))
    return [events[:cut], events[cut:]]


def _is_instagram(event: Event, accounts: Accounts) -> bool:
    return event.account == accounts.instagram_id
