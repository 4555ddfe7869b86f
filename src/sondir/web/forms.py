"""Forms: small, urlencoded, one value a field."""

from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

LARGEST = 16 * 1024
"""Bytes of a form; ours have a few words."""


async def read_form(request: Request) -> dict[str, str]:
    """Read the form of a request; raises HTTPException 413 or 400."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            raise HTTPException(413)
    try:
        pairs = parse_qsl(body.decode("ascii"), True, max_num_fields=50)
    except (UnicodeDecodeError, ValueError):
        raise HTTPException(400) from None
    return dict(pairs)
