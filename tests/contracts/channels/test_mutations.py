"""No body, however broken, stops the inbox."""

import json
from collections.abc import Callable
from copy import deepcopy
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.contracts.channels.fixtures import CASES

from sondir.domain.inbound import Inbound, NotThisApi
from sondir.ports.channel import Channel

ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=20),
    st.sampled_from(
        ["\ud83d", "\x00", "9" * 30, "-1", "1" * 600, [], {}, [[]], [None], "1e400"]
    ),
    st.lists(st.integers(), max_size=3),
    st.dictionaries(st.sampled_from(["id", "type", "text"]), st.text(max_size=5)),
)


def places(value: object) -> list[tuple[object, object]]:
    """List every (container, key) of a document."""
    found: list[tuple[object, object]] = []
    pairs = (
        list(value.items())
        if isinstance(value, dict)
        else list(enumerate(value))
        if isinstance(value, list)
        else []
    )
    for key, inner in pairs:
        found.append((value, key))
        found += places(inner)
    return found


def change_one(body: object, draw: Callable[..., object]) -> None:
    """Replace, remove or double one place of *body*."""
    everywhere = places(body)
    if not everywhere:
        return
    container, key = everywhere[draw(st.integers(0, len(everywhere) - 1))]
    how = draw(st.sampled_from(["replace", "replace", "remove", "double", "rename"]))
    if how == "remove":
        del container[key]
    elif how == "double" and isinstance(container, list):
        container.append(deepcopy(container[key]))
    elif how == "rename" and isinstance(container, dict):
        container[draw(st.sampled_from(["\ud83d", "\x00x", "text", ""]))] = (
            container.pop(key)
        )
    else:
        container[key] = deepcopy(draw(ODD))


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(CASES), st.integers(1, 5), st.data())
def test_any_mutation_is_read_or_refused_by_name(case, changes, data):
    """A mutated body gives facts fit to be stored, or NotThisApi, and never more."""
    channel, path = case
    body = json.loads(path.read_bytes())
    for _ in range(changes):
        change_one(body, data.draw)
    assert_storable(channel, json.dumps(body).encode("utf-8", "surrogatepass"))


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(CASES), st.data())
def test_cut_and_spoilt_bytes_are_read_or_refused(case, data):
    """A body cut short or with a byte changed does no more harm."""
    channel, path = case
    raw = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, len(raw) - 1))
    if data.draw(st.booleans()):
        del raw[at:]
    else:
        raw[at] = data.draw(st.integers(0, 255))
    assert_storable(channel, bytes(raw))


def assert_storable(channel: Channel, raw: bytes) -> None:
    try:
        facts = channel.parse(raw)
    except NotThisApi:
        return
    for fact in facts:
        assert isinstance(fact, get_args(Inbound))
        assert fact.channel == channel.name
        for words in strings_of(fact):
            words.encode()
            assert "\x00" not in words
        for name in ("message_id", "wamid", "account"):
            assert len((getattr(fact, name, None) or "").encode()) <= 1200


def strings_of(value: object) -> list[str]:
    """Collect every string inside a fact."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [words for each in value for words in strings_of(each)]
    names = getattr(type(value), "__dataclass_fields__", {})
    return [words for name in names for words in strings_of(getattr(value, name))]
