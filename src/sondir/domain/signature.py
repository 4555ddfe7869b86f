"""Proof that a webhook body comes from the channel, before a byte of it is read."""

import hmac
import re
from collections.abc import Mapping
from hashlib import sha256

_SIGNATURE = re.compile(r"sha256=([0-9a-f]{64})\Z")


def verify_signature(secret: str, raw: bytes, header: str | None) -> bool:
    """Say whether *header* is the HMAC-SHA256 of exactly these bytes.

    *raw* is the body as it came: the channel escapes Cyrillic letters, so a body
    parsed and written anew has another signature. Compared in constant time. An
    empty secret verifies nothing.

    >>> good = hmac.new(b"s", b"{}", sha256).hexdigest()
    >>> verify_signature("s", b"{}", f"sha256={good}")
    True
    >>> verify_signature("s", b"{ }", "sha1=00"), verify_signature("", b"{}", None)
    (False, False)
    """
    found = _SIGNATURE.match(header or "")
    if not secret or found is None:
        return False
    expected = hmac.new(secret.encode(), raw, sha256).hexdigest()
    return hmac.compare_digest(expected, found.group(1))


def signature_of(headers: Mapping[str, str]) -> str | None:
    """Find `X-Hub-Signature-256` in whatever letter case the server kept.

    >>> signature_of({"x-hub-signature-256": "sha256=0"})
    'sha256=0'
    """
    for name, value in headers.items():
        if name.lower() == "x-hub-signature-256":
            return value
    return None


def answer_challenge(query: Mapping[str, str], verify_token: str) -> str | None:
    """Answer a subscription's GET: the body to send as plain text, None for 403.

    >>> answer_challenge({"hub.mode": "subscribe", "hub.verify_token": "word",
    ...                   "hub.challenge": "1158201444"}, "word")
    '1158201444'
    >>> answer_challenge({"hub.mode": "subscribe", "hub.verify_token": "",
    ...                   "hub.challenge": "1"}, "") is None
    True
    """
    token = query.get("hub.verify_token", "").encode("utf-8", "surrogatepass")
    is_ours = bool(verify_token) and hmac.compare_digest(token, verify_token.encode())
    if not is_ours or query.get("hub.mode") != "subscribe":
        return None
    return query.get("hub.challenge") or None
