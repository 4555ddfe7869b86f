"""A JSON document written by others, read without trusting its shape.

Every function here answers for every input: what is missing, of another type or
unfit to be stored is None or empty, never an exception. Text is freed of what no
database takes (NUL, halves of surrogate pairs), ids are kept letter for letter.
"""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime

Node = Mapping[str, object]
"""One object of the document."""

NOTHING: Node = {}
LONGEST_ID = 512
"""Bytes; what is longer fits no index and is no id of any channel."""
_UNFIT = re.compile("[\x00\ud800-\udfff]")
_WHOLE = re.compile(r"[0-9]{1,16}\Z")
_FIRST_S = 1_230_768_000  # 2009: before it no such message was written
_LAST_S = 4_102_444_800  # 2100
_MILLISECONDS_FROM = 100_000_000_000


class NotJson(ValueError):  # noqa: N818 - read aloud it is the reason
    """The bytes are no JSON object."""


def document(raw: bytes) -> Node:
    """Read the one object that *raw* holds; raises *NotJson* and nothing else.

    >>> document(b'{"object": "x"}')
    {'object': 'x'}
    >>> document(b"[1]")
    Traceback (most recent call last):
    ...
    sondir.domain.foreign.NotJson: the body is no JSON object
    """
    try:
        parsed: object = json.loads(raw)
    except (ValueError, RecursionError):
        parsed = None
    if not isinstance(parsed, dict):
        raise NotJson("the body is no JSON object")
    return parsed


def node(value: object) -> Node:
    """Take *value* for an object, or for an empty one where it is none."""
    return value if isinstance(value, dict) else NOTHING


def child(parent: Node, name: str) -> Node:
    """Find the object called *name*, empty where there is none.

    >>> child({"text": {"body": "x"}}, "text"), child({"text": 5}, "text")
    ({'body': 'x'}, {})
    """
    return node(parent.get(name))


def items(parent: Node, name: str) -> list[object]:
    """List what stands under *name*; a lone object counts as a list of one.

    >>> items({"entry": [1, 2]}, "entry"), items({"entry": None}, "entry")
    ([1, 2], [])
    """
    value = parent.get(name)
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def text(parent: Node, name: str) -> str | None:
    r"""Find a text of any length, fit to be stored; None where it is none or empty.

    >>> text({"body": "сол\ud83d\x00"}, "body")
    'сол'
    """
    value = parent.get(name)
    return (fit(value) or None) if isinstance(value, str) else None


def fit(words: str) -> str:
    r"""Free words of what no database takes, NUL and halves of surrogate pairs.

    >>> fit("жар\x00ко")
    'жарко'
    """
    if words.isascii() and "\x00" not in words:
        return words
    return _UNFIT.sub("", words)


def identifier(parent: Node, name: str) -> str | None:
    """Find an id, text or whole number, of at most 512 bytes.

    >>> identifier({"id": "wamid.1"}, "id"), identifier({"id": 71}, "id")
    ('wamid.1', '71')
    >>> identifier({"id": True}, "id"), identifier({"id": " "}, "id")
    (None, None)
    """
    value = parent.get(name)
    if isinstance(value, str):
        found = fit(value)
        is_short = 0 < len(found.encode()) <= LONGEST_ID
        return found if is_short and not found.isspace() else None
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if abs(value) < 10**30 else None
    return None


def word(parent: Node, name: str) -> str:
    """Find a short name of the channel's own (a type, a state); empty if none.

    >>> word({"type": "text"}, "type"), word({}, "type")
    ('text', '')
    """
    return (identifier(parent, name) or "")[:64]


def is_set(parent: Node, name: str) -> bool:
    """Say whether a flag stands there and is true."""
    return parent.get(name) is True


def instant(parent: Node, name: str) -> datetime | None:
    """Find a moment, in UTC: seconds or milliseconds since 1970, text or number.

    None for what is no moment of this century's messengers (2009 to 2100).

    >>> instant({"timestamp": "1784005634"}, "timestamp").isoformat()
    '2026-07-14T05:07:14+00:00'
    >>> instant({"timestamp": 1784005634250}, "timestamp").isoformat()
    '2026-07-14T05:07:14.250000+00:00'
    >>> instant({"timestamp": "soon"}, "timestamp") is None
    True
    """
    number = _whole(parent.get(name))
    if number is None:
        return None
    milliseconds = number if number >= _MILLISECONDS_FROM else number * 1000
    if not _FIRST_S * 1000 <= milliseconds < _LAST_S * 1000:
        return None
    seconds, rest = divmod(milliseconds, 1000)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest * 1000)


def integer(parent: Node, name: str) -> int | None:
    """Find a whole number of at most 16 digits, also where it is written as text.

    >>> integer({"code": 131047}, "code"), integer({"code": "131047"}, "code")
    (131047, 131047)
    """
    return _whole(parent.get(name))


def _whole(value: object) -> int | None:
    if isinstance(value, float):
        value = int(value) if 0 <= value < 1e16 else None
    if isinstance(value, str) and _WHOLE.match(value):
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**16:
        return value
    return None
