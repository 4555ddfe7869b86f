"""Is this our own page that asks? Origins, the word in each form, and the way back."""

import hmac
from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

from sondir.web.sessions import Visitor

FIELD = "csrf"
HEADER = "x-csrf-token"


def is_ours(request: HTTPConnection, public_url: str) -> bool:
    """Say whether a request that changes something comes from a page of ours.

    Browsers send `Origin` with every such request; a program that sends none is
    stopped by the missing word instead.
    """
    if request.headers.get("sec-fetch-site", "same-origin") == "cross-site":
        return False
    origin = request.headers.get("origin")
    if origin is None:
        return True
    ours = {request.headers.get("host", "")}
    if public_url:
        ours = {urlsplit(public_url).netloc}
    return urlsplit(origin).netloc in ours and origin != "null"


def has_word(
    visitor: Visitor, form: Mapping[str, str], headers: Mapping[str, str]
) -> bool:
    """Say whether the form (or the header) carries this session's own word."""
    given = form.get(FIELD) or headers.get(HEADER, "")
    return same(given, visitor.session.csrf)


def same(given: str, known: str) -> bool:
    """Compare two words without telling how far they agree.

    >>> same("a", "a"), same("", ""), same("ә", "a")
    (True, False, False)
    """
    return bool(known) and hmac.compare_digest(given.encode(), known.encode())


def way_back(wanted: str) -> str:
    r"""Return the page to go to after sign-in: a path of ours, never another site.

    >>> way_back("/incidents/inc-1")
    '/incidents/inc-1'
    >>> [way_back(w) for w in ("//evil", "https://evil", "/\\evil", "/a\r\nb", "")]
    ['/', '/', '/', '/', '/']
    """
    if not wanted.startswith("/") or wanted[1:2] in ("/", "\\"):
        return "/"
    if "\\" in wanted or any(ord(letter) < 33 for letter in wanted):
        return "/"
    return wanted if len(wanted) <= 300 else "/"
