"""One request, one outcome: what the channel took, refused, or left in doubt."""

import json
from urllib.parse import quote

import httpx

from sondir.channels.whatsapp.errors import category_of, is_listed, wait_of
from sondir.channels.whatsapp.form import Json
from sondir.domain.foreign import (
    Node,
    NotJson,
    child,
    document,
    identifier,
    integer,
    is_set,
    items,
    node,
)
from sondir.domain.outbound import Refusal
from sondir.ports.channel import Accepted, Refused, SendOutcome, Unknown

_NOTHING_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
)
_USAGE = "x-business-use-case-usage"


async def post(
    http: httpx.AsyncClient, url: str, token: str, payload: Json
) -> SendOutcome:
    """Send *payload* once and say what became of it; no failure is raised.

    Cut off after the request could have left, the outcome is *Unknown*: only a
    status that echoes our key can settle it.
    """
    headers = {
        "Authorization": f"Bearer {token}",
        "Content-Type": "application/json",
    }
    content = json.dumps(payload).encode("ascii")
    try:
        answer = await http.post(url, content=content, headers=headers)
    except _NOTHING_SENT as cut:
        return Refused(None, Refusal.TRANSIENT, None, type(cut).__name__)
    except (httpx.UnsupportedProtocol, httpx.LocalProtocolError, httpx.InvalidURL):
        return Refused(None, Refusal.OUR_BUG, None, "request")
    except httpx.HTTPError as cut:
        return Unknown(type(cut).__name__)
    return outcome_of(answer.status_code, answer.content, answer.headers)


def url_for(base_url: str, account: str) -> str:
    """Write the address of one number's messages.

    >>> url_for("https://graph.facebook.com/v25.0/", "1055")
    'https://graph.facebook.com/v25.0/1055/messages'
    """
    return f"{base_url.rstrip('/')}/{quote(account, safe='')}/messages"


def outcome_of(status: int, content: bytes, headers: httpx.Headers) -> SendOutcome:
    """Read an answer: an id means taken, an error's code decides, else it is open."""
    try:
        body = document(content)
    except NotJson:
        body = {}
    error = child(body, "error")
    code = integer(error, "code")
    if code is not None:
        return _refused(status, code, error, headers)
    if 200 <= status < 300:
        wamid = _wamid(body)
        return Accepted(wamid) if wamid else Unknown("no_id")
    return _bare(status, headers)


def _wamid(body: Node) -> str | None:
    for message in items(body, "messages"):
        return identifier(node(message), "id")
    return None


def _refused(
    status: int, code: int, error: Node, headers: httpx.Headers
) -> SendOutcome:
    """Follow the table; an unlisted failure of the server may still have sent."""
    wait = _retry_after(headers) or wait_of(code)
    if is_listed(code):
        return Refused(code, category_of(code), wait, str(code))
    if is_set(error, "is_transient"):
        return Refused(code, Refusal.TRANSIENT, wait, str(code))
    if status >= 500:
        return Unknown(f"{status}/{code}")
    return Refused(code, category_of(code), wait, str(code))


def _bare(status: int, headers: httpx.Headers) -> SendOutcome:
    """Read an answer without an error object: some gateway on the way spoke."""
    why = f"http_{status}"
    if status in (401, 403):
        return Refused(None, Refusal.STOP_CHANNEL, None, why)
    if status == 429:
        return Refused(None, Refusal.BACK_OFF, _retry_after(headers), why)
    if 300 <= status < 500 and status != 408:
        return Refused(None, Refusal.OUR_BUG, None, why)
    return Unknown(why)


def _retry_after(headers: httpx.Headers) -> int | None:
    """Find how many seconds the answer asks to wait, in either of its headers."""
    asked = headers.get("retry-after", "")
    if asked.isascii() and asked.isdigit():
        return min(int(asked[:9]), 86_400)
    try:
        usage: object = json.loads(headers.get(_USAGE, "{}"))
    except (ValueError, RecursionError):
        return None
    minutes = [
        integer(node(use), "estimated_time_to_regain_access") or 0
        for uses in node(usage).values()
        for use in (uses if isinstance(uses, list) else [])
    ]
    return min(max(minutes, default=0) * 60, 86_400) or None
