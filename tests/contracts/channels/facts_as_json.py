"""Facts written as JSON, so that a fixture can state what must be read from it."""

from dataclasses import MISSING, fields
from datetime import datetime

from sondir.domain.inbound import Inbound, InboundError
from sondir.domain.person import Alias
from sondir.domain.untrusted import UntrustedText


def as_json(fact: Inbound) -> dict[str, object]:
    """Name the fact and every field of it that differs from its default."""
    found: dict[str, object] = {"fact": type(fact).__name__}
    for each in fields(fact):
        value = getattr(fact, each.name)
        if each.default is MISSING or value != each.default:
            found[each.name] = _plain(value)
    return found


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Alias):
        return f"{value.kind} {value.value} at {value.account}"
    if isinstance(value, InboundError):
        return [value.code, value.title, value.category]
    if isinstance(value, UntrustedText):
        return value.written
    return value.isoformat() if isinstance(value, datetime) else value
