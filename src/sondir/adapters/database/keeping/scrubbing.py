"""Take one person out of what is stored as JSON, and leave the others in. Pure."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sondir.adapters.database.codec import read_outbound, write_outbound
from sondir.domain.outbound import Outbound, Text
from sondir.domain.person import Alias

GONE = "—"
"""Stands where words stood; a channel's form may not be empty."""
NOTHING = b"{}"


def mentions(names: Sequence[str]) -> re.Pattern[bytes]:
    """Make the search for any of *names* in a raw body, its slashes escaped or not."""
    written = {n.encode() for n in names}
    written |= {n.replace("/", "\\\\/").encode() for n in names}
    longest_first = sorted(written, key=len, reverse=True)
    return re.compile(b"|".join(map(re.escape, longest_first)) or rb"(?!)")


def body_without(raw: bytes, names: Sequence[str]) -> bytes:
    """Cut the parts that name a person out of a webhook body.

    A part is the innermost list's element that has one of *names* in it: a message,
    a status, a contact. Other people's parts of the same body stay.

    >>> raw = b'{"messages": [{"from": "77990000101"}, {"from": "77990000102"}]}'
    >>> body_without(raw, ["77990000101"])
    b'{"messages": [{"from": "77990000102"}]}'
    >>> body_without(b"no JSON of 77990000101", ["77990000101"])
    b'{}'
    """
    try:
        body = json.loads(raw)
    except ValueError:
        return NOTHING
    left = _without(body, lambda part: _names_any(part, names))
    return NOTHING if _names_any(left, names) else json.dumps(left).encode()


def _without(part: Any, is_theirs: Callable[[Any], bool]) -> Any:
    if isinstance(part, dict):
        return {key: _without(value, is_theirs) for key, value in part.items()}
    if isinstance(part, list):
        cleaned = (_without(item, is_theirs) for item in part)
        return [item for item in cleaned if not is_theirs(item)]
    return part


def _names_any(part: Any, names: Sequence[str]) -> bool:
    written = json.dumps(part, ensure_ascii=False)
    return any(name in written for name in names)


def letter_without(document: str) -> str:
    """Empty a message of ours to a person: neither words nor address are left."""
    sent = read_outbound(document)
    to = Alias(sent.channel, sent.account, sent.recipient.kind, GONE)
    return write_outbound(
        Outbound(sent.key, sent.channel, sent.account, to, Text(GONE))
    )


def renamed(text: str, names: Mapping[str, str]) -> str:
    """Put a reference where a text says somebody's name or number.

    >>> renamed("Клиент Айдана Ли: ждёт", {"Айдана Ли": "client:7"})
    'Клиент client:7: ждёт'
    """
    for name in sorted(names, key=len, reverse=True):
        for is_ascii in (False, True):  # as it stands in a JSON text, both ways
            text = text.replace(_quoted(name, is_ascii=is_ascii), names[name])
        text = text.replace(name, names[name])
    return text


def _quoted(name: str, *, is_ascii: bool) -> str:
    return json.dumps(name, ensure_ascii=is_ascii)[1:-1]


def turn_without_reasons(document: str) -> str:
    """Keep what a client's answer meant, without the pieces of text that said so."""
    turn = json.loads(document)
    turn["reply"]["why"] = []
    return json.dumps(turn, ensure_ascii=False)


def stream_without(document: str, client: str) -> str:
    """Keep a client's votes as votes, without their words and their text's print."""
    stream = json.loads(document)
    for vote in stream["votes"]:
        if vote[2] == client:
            vote[5], vote[9] = None, []
    return json.dumps(stream)


def voice_without(document: str, words: Sequence[str]) -> str:
    """Count *words* down in a branch's usual words; what only one person said goes.

    >>> voice = '{"stems": {"жарко": 4.0, "Айдана": 1.0}, "messages": 9.0}'
    >>> json.loads(voice_without(voice, ["жарко", "Айдана"]))["stems"]
    {'жарко': 3.0}
    """
    voice = json.loads(document)
    for word in words:
        left = voice["stems"].get(word, 0.0) - 1.0
        if left >= 1.0:
            voice["stems"][word] = left
        else:
            voice["stems"].pop(word, None)
    return json.dumps(voice)
