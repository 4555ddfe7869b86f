"""Domain values as JSON text and back, exactly: what is loaded equals what was saved.

Only values whose shape is open (an incident, a turn, a message's form) are documents;
everything that is searched has columns of its own.
"""

import json
from typing import Any, TypeVar, get_args

from pydantic import TypeAdapter

from sondir.domain.incident import Incident
from sondir.domain.outbound import Form, Outbound
from sondir.domain.turn import Turn
from sondir.ports.conversations import Noted

T = TypeVar("T")
TURNS: dict[str, type] = {kind.__name__: kind for kind in get_args(Turn)}
FORMS: dict[str, type] = {kind.__name__: kind for kind in get_args(Form)}

_ADAPTERS: dict[type, TypeAdapter[Any]] = {}  # made once: they compile the type


def write_incident(incident: Incident) -> str:
    """Write an incident as JSON."""
    return _write(Incident, incident)


def read_incident(document: str) -> Incident:
    """Read what *write_incident* wrote; fields added since then take their default."""
    return _read(Incident, json.loads(document))


def write_turn(turn: Turn) -> tuple[str, str]:
    """Write a turn as (kind, JSON).

    >>> from sondir.domain.turn import Resolved
    >>> write_turn(Resolved("owner:1"))
    ('Resolved', '{"by": "owner:1"}')
    """
    kind = type(turn)
    return kind.__name__, _write(kind, turn)


def read_turn(kind: str, document: str) -> Turn:
    """Read what *write_turn* wrote."""
    turn: Turn = _read(TURNS[kind], json.loads(document))
    return turn


def write_outbound(outbound: Outbound) -> str:
    """Write a message of ours as JSON, with the name of its form."""
    written = _adapter(Outbound).dump_python(outbound, mode="json")
    written["form"]["is"] = type(outbound.form).__name__
    return json.dumps(written, ensure_ascii=False)


def read_outbound(document: str) -> Outbound:
    """Read what *write_outbound* wrote."""
    written = json.loads(document)
    form = written["form"]
    written["form"] = _read(FORMS[form.pop("is")], form)
    return _read(Outbound, written)


def write_noted(noted: Noted) -> str:
    """Write what was understood of a message."""
    return _write(Noted, noted)


def read_noted(document: str) -> Noted:
    """Read what *write_noted* wrote."""
    return _read(Noted, json.loads(document))


def _adapter(kind: type) -> TypeAdapter[Any]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def _write(kind: type, value: object) -> str:
    # through Python's json: it keeps an infinite recurrence, pydantic's would lose it
    written = _adapter(kind).dump_python(value, mode="json")
    return json.dumps(written, ensure_ascii=False)


def _read(kind: type[T], written: object) -> T:
    value: T = _adapter(kind).validate_python(written)
    return value
