"""The webhooks: checked over the raw bytes, kept, and only then answered with 200.

Nothing is parsed here. A forged body gets 401, a full inbox 503 (the channel tries
again for days), everything else 200 after the commit: what a body says is read later,
and what nobody understands is kept and shown.
"""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from sondir.domain.errors import Unavailable
from sondir.ports.channel import Channel
from sondir.ports.receiving import Receiver

INSTAGRAM = re.compile(rb'"object"\s*:\s*"instagram"')
LARGEST_BODY = 3 * 1024 * 1024
"""Bytes: Meta's documented limit of a webhook body."""


@dataclass(frozen=True)
class FrontDoor:
    """What the webhooks need: channels by name, the receiver, and the time."""

    channels: Mapping[str, Channel]
    receiver: Receiver
    moment: Callable[[], Awaitable[datetime]]

    def routes(self) -> list[Route]:
        """List the routes: one address for all of an application, and one a channel."""
        return [
            Route(path, endpoint, methods=[method])
            for path in ("/webhooks", "/webhooks/{channel}")
            for method, endpoint in (("GET", self.challenge), ("POST", self.receive))
        ]

    def _channel(self, request: Request, raw: bytes = b"") -> Channel | None:
        """Say which channel is addressed: by the path, else by the body's `object`."""
        named = request.path_params.get("channel") or object_of(raw)
        return self.channels.get(named)

    async def challenge(self, request: Request) -> Response:
        """Answer the subscription's challenge, which is the only unsigned request."""
        named = request.path_params.get("channel")
        for channel in self.channels.values():
            if named in (None, channel.name):
                answer = channel.answer_challenge(request.query_params)
                if answer is not None:
                    return PlainTextResponse(answer)
        return PlainTextResponse("the verify token does not match", 403)

    async def receive(self, request: Request) -> Response:
        """Keep one signed body."""
        try:
            raw = await _limited(request)
        except ClientDisconnect:
            return PlainTextResponse("the body did not arrive whole", 400)
        channel = self._channel(request, raw or b"")
        if channel is None:
            return PlainTextResponse("no such channel", 404)
        refusal = _refusal(channel, request, raw)
        if refusal is not None or raw is None:
            return refusal or PlainTextResponse("the body is too large", 413)
        try:
            await self.receiver.put(channel.name, raw, await self.moment())
        except Unavailable:
            return PlainTextResponse("busy, try again", 503, {"Retry-After": "5"})
        return PlainTextResponse("kept")


def _refusal(channel: Channel, request: Request, raw: bytes | None) -> Response | None:
    """Say why a body is not kept; None for one that is. Forgery comes first."""
    if raw is None:
        return PlainTextResponse("the body is too large", 413)
    if not channel.is_authentic(raw, request.headers):
        return PlainTextResponse("the signature does not match", 401)
    if not looks_like_an_update(raw):
        return PlainTextResponse("this is no update of the channel", 400)
    return None


def object_of(raw: bytes) -> str:
    """Read which of Meta's products a body claims to be, without parsing it.

    Only a hint for whose secret to check; a forger gains nothing by it.

    >>> object_of(b'{"object": "instagram", "entry": []}')
    'instagram'
    """
    return "instagram" if INSTAGRAM.search(raw) else "whatsapp"


def looks_like_an_update(raw: bytes) -> bool:
    """Say whether a body can be one of Meta's at all: an object with an `entry`.

    Signed by the right secret, but no such API: 400 tells a person who tries.
    """
    start = raw.lstrip()[:1]
    return start == b"{" and b'"entry"' in raw


async def _limited(request: Request) -> bytes | None:
    """Read the body up to the largest that Meta sends; None where it is larger."""
    chunks: list[bytes] = []
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > LARGEST_BODY:
            return None
        chunks.append(chunk)
    return b"".join(chunks)
