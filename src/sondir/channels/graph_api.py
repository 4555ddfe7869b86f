"""One request to Meta's Graph API, the way WhatsApp and Instagram both take it.

Shared because the API is one: the bearer, what a cut connection leaves in doubt, what
a gateway's bare answer means, where a wait is named. What an error's code asks of us
differs by channel and stays in its folder (facts of 2026-11, sections 2 and 3).
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import quote

import httpx

from sondir.domain.foreign import Node, NotJson, child, document, integer, node
from sondir.domain.outbound import Refusal
from sondir.ports.channel import Refused, SendOutcome, Unknown

Json = dict[str, object]

_TOKEN = re.compile(r"[\x21-\x7e]+\Z")
_NOTHING_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
)
_NEVER_VALID = (httpx.UnsupportedProtocol, httpx.LocalProtocolError, httpx.InvalidURL)
_USAGE = "x-business-use-case-usage"
_LONGEST_WAIT_S = 86_400


@dataclass(frozen=True, slots=True)
class Answer:
    """What the API said: *code* is its error's number, None where it named none.

    *retry_after_s* is in seconds, None where no header asks to wait.
    """

    status: int
    body: Node = field(repr=False)
    error: Node = field(repr=False)
    code: int | None
    retry_after_s: int | None


@dataclass(frozen=True, slots=True)
class Account:
    """One of our accounts on the API: where its messages go, and its token."""

    base_url: str
    id: str
    token: str | None = field(repr=False)

    @property
    def url(self) -> str:
        """Write the address of the account's messages.

        >>> Account("https://graph.facebook.com/v25.0/", "1055", None).url
        'https://graph.facebook.com/v25.0/1055/messages'
        """
        return f"{self.base_url.rstrip('/')}/{quote(self.id, safe='')}/messages"


Reading = Callable[[Answer], SendOutcome]
"""How a channel reads an answer that names an error's code, or that took a message."""


async def post(
    http: httpx.AsyncClient, account: Account, payload: Json, read: Reading
) -> SendOutcome:
    """Send *payload* once and say what became of it; no failure is raised.

    Cut off after the request could have left, the outcome is *Unknown*: only what
    comes back by the webhook (a status, an echo) can settle it.
    """
    if account.token is None or not _TOKEN.match(account.token):
        return Refused(None, Refusal.STOP_CHANNEL, None, "no_token")
    headers = {
        "Authorization": f"Bearer {account.token}",
        "Content-Type": "application/json",
    }
    content = json.dumps(payload).encode("ascii")
    try:
        answer = await http.post(account.url, content=content, headers=headers)
    except _NOTHING_SENT as cut:
        return Refused(None, Refusal.TRANSIENT, None, type(cut).__name__)
    except _NEVER_VALID:
        return Refused(None, Refusal.OUR_BUG, None, "request")
    except httpx.HTTPError as cut:
        return Unknown(type(cut).__name__)
    return _outcome_of(_answer_of(answer), read)


def _answer_of(response: httpx.Response) -> Answer:
    try:
        body = document(response.content)
    except NotJson:
        body = {}
    error = child(body, "error")
    return Answer(
        response.status_code,
        body,
        error,
        integer(error, "code"),
        _retry_after_s(response.headers),
    )


def _outcome_of(answer: Answer, read: Reading) -> SendOutcome:
    """Leave to the channel what only it can read; the rest some gateway spoke."""
    if answer.code is not None or 200 <= answer.status < 300:
        return read(answer)
    why = f"http_{answer.status}"
    if answer.status in (401, 403):
        return Refused(None, Refusal.STOP_CHANNEL, None, why)
    if answer.status == 429:
        return Refused(None, Refusal.BACK_OFF, answer.retry_after_s, why)
    if 300 <= answer.status < 500 and answer.status != 408:
        return Refused(None, Refusal.OUR_BUG, None, why)
    return Unknown(why)


def _retry_after_s(headers: httpx.Headers) -> int | None:
    """Find how many seconds the answer asks to wait, in either of its headers."""
    asked = headers.get("retry-after", "")
    if asked.isascii() and asked.isdigit():
        return min(int(asked[:9]), _LONGEST_WAIT_S)
    try:
        usage: object = json.loads(headers.get(_USAGE, "{}"))
    except (ValueError, RecursionError):
        return None
    minutes = [
        integer(node(use), "estimated_time_to_regain_access") or 0
        for uses in node(usage).values()
        for use in (uses if isinstance(uses, list) else [])
    ]
    return min(max(minutes, default=0) * 60, _LONGEST_WAIT_S) or None
